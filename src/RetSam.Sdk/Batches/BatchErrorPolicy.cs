namespace RetSam;

/// <summary>What a batch does with a photograph that cannot be analysed.</summary>
public enum BatchErrorPolicy
{
    /// <summary>Its result carries the error, and the others go on.</summary>
    Continue = 0,

    /// <summary>The first error is thrown where results are read, and the rest is given up.</summary>
    Stop = 1,
}
