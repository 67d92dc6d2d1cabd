namespace RetSam.Preprocessing;

/// <summary>How resampled values, scaled to 0..1, are normalised.</summary>
public abstract record Normalization
{
    private Normalization()
    {
    }

    /// <summary>(value - mean) / standard deviation, with constants for each channel, over the whole frame.</summary>
    /// <param name="Mean">Red, green, blue.</param>
    /// <param name="StandardDeviation">Red, green, blue; positive.</param>
    public sealed record Fixed((float R, float G, float B) Mean, (float R, float G, float B) StandardDeviation) : Normalization;

    /// <summary>
    /// (value - mean) / population standard deviation of this image's own pixels inside the field of view, channel by channel; zero
    /// outside the field of view. A channel without contrast becomes zero.
    /// </summary>
    public sealed record PerImage : Normalization;
}
