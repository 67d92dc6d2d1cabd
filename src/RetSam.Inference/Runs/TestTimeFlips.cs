namespace RetSam.Inference;

/// <summary>
/// The mirror images of a photograph that the network is run on beside the photograph itself. What a head says of a mirror image is
/// mirrored back and the mean is taken, of logits where the head gives logits and of probabilities where it gives those; of coordinates,
/// the mean of the points. A mirrored right eye looks like a left eye, so a network that was trained on both knows it.
/// </summary>
[Flags]
public enum TestTimeFlips
{
    /// <summary>None: one run for each photograph.</summary>
    None = 0,

    /// <summary>Left and right exchanged: two runs.</summary>
    Horizontal = 1,

    /// <summary>Top and bottom exchanged: two runs.</summary>
    Vertical = 2,

    /// <summary>Both, one after the other and together: four runs.</summary>
    Both = Horizontal | Vertical,
}
