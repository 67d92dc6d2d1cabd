namespace RetSam;

/// <summary>Whether a change is more than repetition alone would show.</summary>
public enum ChangeVerdict
{
    /// <summary>Nobody knows: nothing is compared, or the repeatability is not known.</summary>
    Unknown = 0,

    /// <summary>The change is within the repeatability: repetitions without any change differ as much, in 19 of 20 cases no more.</summary>
    Within = 1,

    /// <summary>The change exceeds the repeatability; read <see cref="Repeatability.Covers"/> for what that leaves open.</summary>
    Exceeds = 2,
}
