namespace RetSam.Biomarkers;

/// <summary>The nine sectors of the ETDRS grid: the central circle and two rings of four.</summary>
internal enum EtdrsSector
{
    /// <summary>The circle of 1 mm diameter around the fovea.</summary>
    Centre = 0,

    /// <summary>1 to 3 mm, above.</summary>
    InnerSuperior = 1,

    /// <summary>1 to 3 mm, towards the nose.</summary>
    InnerNasal = 2,

    /// <summary>1 to 3 mm, below.</summary>
    InnerInferior = 3,

    /// <summary>1 to 3 mm, towards the temple.</summary>
    InnerTemporal = 4,

    /// <summary>3 to 6 mm, above.</summary>
    OuterSuperior = 5,

    /// <summary>3 to 6 mm, towards the nose.</summary>
    OuterNasal = 6,

    /// <summary>3 to 6 mm, below.</summary>
    OuterInferior = 7,

    /// <summary>3 to 6 mm, towards the temple.</summary>
    OuterTemporal = 8,
}
