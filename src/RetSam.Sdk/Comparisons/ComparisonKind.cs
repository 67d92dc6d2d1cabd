namespace RetSam;

/// <summary>What two photographs are to each other.</summary>
public enum ComparisonKind
{
    /// <summary>Which eye one of them shows is not known; measures that depend on the side the picture is seen from are not compared.</summary>
    Unknown = 0,

    /// <summary>The same side: two visits of one eye.</summary>
    Visits = 1,

    /// <summary>A right and a left eye: mirror images, of which nasal is compared with nasal.</summary>
    Eyes = 2,
}
