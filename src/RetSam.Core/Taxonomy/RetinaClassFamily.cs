namespace RetSam;

/// <summary>The task families of the RetSAM taxonomy.</summary>
public enum RetinaClassFamily
{
    /// <summary>Structures every eye has: vessels, disc, cup, fovea.</summary>
    Anatomy = 0,

    /// <summary>Appearances of the whole fundus, mostly of the myopic eye.</summary>
    Phenotype = 1,

    /// <summary>Circumscribed pathological findings.</summary>
    Lesion = 2,
}
