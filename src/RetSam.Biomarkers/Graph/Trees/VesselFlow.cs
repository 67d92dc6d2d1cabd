namespace RetSam.Biomarkers.Graph;

/// <summary>Which way along a <see cref="VesselEdge"/> leads outward, away from the optic disc. Blood runs that way in arteries and against it in veins.</summary>
public enum VesselFlow
{
    /// <summary>From the branch's start to its end.</summary>
    StartToEnd = 0,

    /// <summary>From the branch's end to its start.</summary>
    EndToStart = 1,

    /// <summary>To both ends: the branch passes over the disc, and two vessels leave it there.</summary>
    ToBothEnds = 2,
}
