using RetSam.Biomarkers.Graph;
using RetSam.Preprocessing;

namespace RetSam.Biomarkers;

/// <summary>
/// The eye as the reference implementation sees it: the field of view's box stretched over 640 x 640 pixels, whatever its shape.
/// Masks are brought there pixel by pixel (the nearest), each when first asked for.
/// </summary>
internal sealed class ReferenceFrame(MeasureContext context) : IDisposable
{
    /// <summary>The side of the frame in px.</summary>
    public const int Side = 640;

    /// <summary>Micrometres a pixel of the frame is taken for, whatever the photograph's scale.</summary>
    public const double MicrometresPerPixel = 12000.0 / Side;

    private readonly CropTransform _transform = CropTransform.Stretched(context.FieldOfView.CropBox, Side, Side);
    private readonly Dictionary<BinaryMask, BinaryMask> _stretched = new(ReferenceEqualityComparer.Instance);
    private readonly VesselGraph?[] _graphs = new VesselGraph?[VesselMeasure.Kinds.Count];

    /// <summary>The mask of a class that was looked for.</summary>
    public BinaryMask GetMask(RetinaClass retinaClass) => Stretch(context.Segmentation.GetMask(retinaClass)!);

    /// <summary>The mask of a kind of vessels that is there.</summary>
    public BinaryMask GetVessels(VesselKind kind) => Stretch(context.GetVesselMask(kind)!);

    /// <summary>The branches of a kind of vessels that is there.</summary>
    public VesselGraph GetGraph(VesselKind kind) => _graphs[(int)kind] ??= VesselGraph.FromMask(GetVessels(kind));

    public void Dispose()
    {
        foreach (BinaryMask mask in _stretched.Values)
        {
            mask.Dispose();
        }

        foreach (VesselGraph? graph in _graphs)
        {
            graph?.Recycle();
        }
    }

    private BinaryMask Stretch(BinaryMask source)
    {
        if (!_stretched.TryGetValue(source, out BinaryMask? stretched))
        {
            stretched = new BinaryMask(Side, Side);
            MaskProjector.ToModelFrame(source, _transform, stretched);
            _stretched.Add(source, stretched);
        }

        return stretched;
    }
}
