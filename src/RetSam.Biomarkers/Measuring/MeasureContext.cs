namespace RetSam.Biomarkers;

/// <summary>
/// One photograph's masks, and the photograph where it is at hand, on their way through the measures, with everything that several measures share, each computed when first
/// asked for. For use by one thread; masks and photograph stay the caller's.
/// </summary>
public sealed partial class MeasureContext : IDisposable
{
    /// <summary>Whether each class's mask is empty, once it was asked for: nearly every measure asks it of its masks.</summary>
    private readonly bool?[] _isEmpty = new bool?[RetinaClass.All.Count];

    /// <summary>Prepares measuring.</summary>
    /// <param name="segmentation">The masks; must outlive the context.</param>
    /// <param name="scale">Micrometres per pixel, when known.</param>
    /// <param name="laterality">Which eye it is, when known.</param>
    /// <param name="image">The photograph that the masks belong to, when at hand; must outlive the context. Image quality is measured on it.</param>
    /// <exception cref="ArgumentException">The photograph has not the size of the masks.</exception>
    public MeasureContext(
        RetinaSegmentation segmentation, PixelScale scale = default, Laterality laterality = Laterality.Unknown, FundusImage? image = null)
    {
        ArgumentNullException.ThrowIfNull(segmentation);
        if (image is not null && (image.Width != segmentation.Width || image.Height != segmentation.Height))
        {
            throw new ArgumentException(
                $"The photograph has {image.Width}x{image.Height} pixels, the masks have {segmentation.Width}x{segmentation.Height}.", nameof(image));
        }

        Segmentation = segmentation;
        Scale = scale;
        Laterality = laterality;
        Image = image;
    }

    /// <summary>The masks.</summary>
    public RetinaSegmentation Segmentation { get; }

    /// <summary>Micrometres per pixel, when known.</summary>
    public PixelScale Scale { get; }

    /// <summary>Which eye it is, when known.</summary>
    public Laterality Laterality { get; }

    /// <summary>The photograph; <see langword="null"/> when only masks were given.</summary>
    public FundusImage? Image { get; }

    /// <summary>The illuminated area.</summary>
    public FieldOfView FieldOfView => Segmentation.FieldOfView;

    /// <summary>The first input that is absent or empty, as an outcome; <see langword="null"/> when all are there. <see cref="IsNotPredicted"/> is asked before.</summary>
    internal MeasureOutcome? FindMissing(MeasureDefinition definition)
    {
        MeasureInputs inputs = definition.Inputs;
        MeasureOutcome? missing =
            FindMissing(inputs, MeasureInputs.Artery, RetinaClass.Artery, MeasurementStatus.NoVessels)
            ?? FindMissing(inputs, MeasureInputs.Vein, RetinaClass.Vein, MeasurementStatus.NoVessels)
            ?? FindMissing(inputs, MeasureInputs.Vessel, RetinaClass.Vessel, MeasurementStatus.NoVessels)
            ?? FindMissing(inputs, MeasureInputs.Disc, RetinaClass.OpticDisc, MeasurementStatus.NoDisc)
            ?? FindMissing(inputs, MeasureInputs.Cup, RetinaClass.OpticCup, MeasurementStatus.NoCup);
        if (missing is not null)
        {
            return missing;
        }

        if (Has(inputs, MeasureInputs.Image) && Image is null)
        {
            return MeasureOutcome.Missing(MeasurementStatus.NoImage, "Quality is measured on the photograph; only masks were given.");
        }

        if (Has(inputs, MeasureInputs.Fovea) && Segmentation.Fovea is null)
        {
            return MeasureOutcome.Missing(
                MeasurementStatus.NoFovea,
                Segmentation.FoveaWasSought ? "The fovea was looked for and not found." : "The fovea was not given and no model looked for it.");
        }

        if (Has(inputs, MeasureInputs.Scale) && !Scale.IsKnown)
        {
            return MeasureOutcome.Missing(MeasurementStatus.NoScale, "Micrometres per pixel are not known: give a PixelScale.");
        }

        return null;
    }

    /// <summary>Whether nobody looked for the class a measure is about. An empty mask is an answer, "measured: none", and so is left to the measure.</summary>
    internal bool IsNotPredicted(MeasureDefinition definition)
        => Has(definition.Inputs, MeasureInputs.Region) && definition.Region is { } region && Segmentation.GetMask(region) is null;

    /// <summary>Asked eight times of every measure: <see cref="Enum.HasFlag"/> makes two objects to answer until its caller is optimised.</summary>
    private static bool Has(MeasureInputs inputs, MeasureInputs input) => (inputs & input) != 0;

    private MeasureOutcome? FindMissing(MeasureInputs inputs, MeasureInputs input, RetinaClass retinaClass, MeasurementStatus status)
    {
        if (!Has(inputs, input))
        {
            return null;
        }

        BinaryMask? mask = retinaClass == RetinaClass.Vessel ? GetVesselMask(VesselKind.Vessel) : Segmentation.GetMask(retinaClass);
        return mask switch
        {
            null => MissingMask.Absent(retinaClass, status),
            _ when (_isEmpty[retinaClass.Ordinal] ??= mask.IsEmpty()) => MissingMask.Empty(retinaClass, status),
            _ => null,
        };
    }
}
