using RetSam.Imaging.Skia;

namespace RetSam.Cli.Evaluation;

/// <summary>What experts marked in one photograph, in its own pixels. What is null was not labelled; an empty mask was labelled and holds none.</summary>
internal sealed class ExpertLabels : IDisposable
{
    private const byte Crossing = 3;
    private const byte UnknownKind = 255;
    private const byte Cup = 2;

    /// <summary>All vessels.</summary>
    public BinaryMask? Vessel { get; init; }

    /// <summary>All vessels, by a second observer.</summary>
    public BinaryMask? SecondVessel { get; init; }

    /// <summary>Arteries, crossings included.</summary>
    public BinaryMask? Artery { get; init; }

    /// <summary>Veins, crossings included.</summary>
    public BinaryMask? Vein { get; init; }

    /// <summary>Vessels that nobody would call artery or vein: left out of the scores of both.</summary>
    public BinaryMask? VesselOfUnknownKind { get; init; }

    /// <summary>The optic disc, cup included.</summary>
    public BinaryMask? Disc { get; init; }

    /// <summary>The cup; null where the discs of a set are marked without it.</summary>
    public BinaryMask? OpticCup { get; init; }

    /// <summary>The field of view.</summary>
    public BinaryMask? FieldOfView { get; init; }

    /// <summary>The centre of the disc.</summary>
    public PointD? DiscCentre { get; init; }

    /// <summary>The centre of the fovea.</summary>
    public PointD? Fovea { get; init; }

    /// <summary>The lesions that were looked for.</summary>
    public IReadOnlyList<(RetinaClass Class, string Code, BinaryMask Mask)> Lesions { get; init; } = [];

    /// <summary>Reads the labels of a photograph.</summary>
    /// <param name="image">Which.</param>
    /// <param name="width">The photograph's width, which every label must have.</param>
    /// <param name="height">Its height.</param>
    /// <exception cref="CliException">A label has another size.</exception>
    /// <exception cref="FundusImageException">A label cannot be read.</exception>
    public static ExpertLabels Read(LabelledImage image, int width, int height)
    {
        var masks = new List<BinaryMask>();
        try
        {
            return Read(image, width, height, masks);
        }
        catch
        {
            masks.ForEach(m => m.Dispose());
            throw;
        }
    }

    public void Dispose()
    {
        foreach (BinaryMask? mask in (BinaryMask?[])[Vessel, SecondVessel, Artery, Vein, VesselOfUnknownKind, Disc, OpticCup, FieldOfView, .. Lesions.Select(l => l.Mask)])
        {
            mask?.Dispose();
        }
    }

    private static ExpertLabels Read(LabelledImage image, int width, int height, List<BinaryMask> masks)
    {
        BinaryMask? vessel = Mask("vessel");
        BinaryMask? artery = null;
        BinaryMask? vein = null;
        BinaryMask? unknown = null;
        if (image.Find("av") is { } av)
        {
            using LabelMap labels = MaskReader.Default.ReadLabels(av);
            unknown = Own(av, labels.ToMask(UnknownKind));
            artery = Own(av, labels.ToMask(1));
            vein = Own(av, labels.ToMask(2));
            using BinaryMask crossings = labels.ToMask(Crossing);
            artery.UnionWith(crossings);
            vein.UnionWith(crossings);
        }

        if (vessel is null && artery is not null)
        {
            vessel = Own(image.Path, artery.Clone());
            vessel.UnionWith(vein!);
            vessel.UnionWith(unknown!);
        }

        BinaryMask? disc = null;
        BinaryMask? cup = null;
        if (image.Find("disc") is { } discFile)
        {
            using LabelMap labels = MaskReader.Default.ReadLabels(discFile);
            disc = Own(discFile, labels.ToMask(0));
            disc.Invert();
            using BinaryMask marked = labels.ToMask(Cup);
            cup = marked.IsEmpty() ? null : Own(discFile, marked.Clone());
        }

        return new ExpertLabels
        {
            Vessel = vessel,
            SecondVessel = Mask("vessel2"),
            Artery = artery,
            Vein = vein,
            VesselOfUnknownKind = unknown,
            Disc = disc,
            OpticCup = cup,
            FieldOfView = Mask("fov"),
            DiscCentre = image.Disc,
            Fovea = image.Fovea,
            Lesions = [.. LesionCodes.All.Select(l => (l.Class, l.Code, Mask: Mask("lesion." + l.Code))).Where(l => l.Mask is not null).Select(l => (l.Class, l.Code, l.Mask!))],
        };

        BinaryMask? Mask(string kind) => image.Find(kind) is { } file ? Own(file, MaskReader.Default.ReadMask(file)) : null;

        BinaryMask Own(string file, BinaryMask mask)
        {
            masks.Add(mask);
            return mask.Width == width && mask.Height == height
                ? mask
                : throw CliException.File(file, $"the label is {mask.Width}x{mask.Height}, its photograph {width}x{height}");
        }
    }
}
