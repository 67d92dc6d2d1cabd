namespace RetSam.Biomarkers.Graph;

/// <summary>What is known of vessels besides their mask, which makes their <see cref="VesselGraph"/> a better one.</summary>
public sealed class VesselGraphOptions
{
    /// <summary>Nothing is known.</summary>
    public static VesselGraphOptions None { get; } = new();

    /// <summary>
    /// Which of the vessels are arteries; <see langword="null"/> when not known. Given together with <see cref="Vein"/>. Where an artery and
    /// a vein pass over each other, both should be set; vessels of neither kind are of an unknown one.
    /// </summary>
    public BinaryMask? Artery { get; init; }

    /// <summary>Which of the vessels are veins; <see langword="null"/> when not known. Given together with <see cref="Artery"/>.</summary>
    public BinaryMask? Vein { get; init; }

    /// <summary>
    /// The probabilities that the vessels' mask was cut from; <see langword="null"/> when not known. Walls, and so calibres and the
    /// middle that centrelines keep to, are then where the probability falls through <see cref="Threshold"/>, and where it does so
    /// nowhere near the mask's edge, as after post-processing, at that edge.
    /// </summary>
    public ProbabilityMap? Probability { get; init; }

    /// <summary>
    /// The probability from which on a pixel is in the vessels' mask, between 0 and 1, so that calibres are those of the vessels that
    /// the mask shows. Default 0.5; only with <see cref="Probability"/>.
    /// </summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>Throws where masks or map do not go together with the mask of the vessels.</summary>
    internal void Check(BinaryMask mask, string parameter)
    {
        if (Artery is null != Vein is null)
        {
            throw new ArgumentException("Arteries and veins tell vessels apart together: give both masks or none.", parameter);
        }

        CheckSize(mask, Artery?.Width, Artery?.Height, "mask of arteries", parameter);
        CheckSize(mask, Vein?.Width, Vein?.Height, "mask of veins", parameter);
        CheckSize(mask, Probability?.Width, Probability?.Height, "map of probabilities", parameter);
        if (!(Threshold > 0 && Threshold < 1))
        {
            throw new ArgumentException($"The threshold is {Threshold}; it lies between 0 and 1.", parameter);
        }
    }

    private static void CheckSize(BinaryMask mask, int? width, int? height, string what, string parameter)
    {
        if (width is not null && (width != mask.Width || height != mask.Height))
        {
            throw new ArgumentException($"The {what} is {width}x{height}; the mask is {mask.Width}x{mask.Height}.", parameter);
        }
    }
}
