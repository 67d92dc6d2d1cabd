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

    /// <summary>Throws where the masks do not go together with that of the vessels.</summary>
    internal void Check(BinaryMask mask, string parameter)
    {
        if (Artery is null != Vein is null)
        {
            throw new ArgumentException("Arteries and veins tell vessels apart together: give both masks or none.", parameter);
        }

        CheckSize(mask, Artery, "mask of arteries", parameter);
        CheckSize(mask, Vein, "mask of veins", parameter);
    }

    private static void CheckSize(BinaryMask mask, BinaryMask? other, string what, string parameter)
    {
        if (other is not null && (other.Width != mask.Width || other.Height != mask.Height))
        {
            throw new ArgumentException($"The {what} is {other.Width}x{other.Height}; the mask is {mask.Width}x{mask.Height}.", parameter);
        }
    }
}
