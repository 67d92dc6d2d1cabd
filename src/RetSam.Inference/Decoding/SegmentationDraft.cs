namespace RetSam.Inference;

/// <summary>The masks of one photograph while they are being made. Owns them until <see cref="Build"/> hands them over.</summary>
internal sealed class SegmentationDraft(FieldOfView fieldOfView, IReadOnlyList<PostProcessingRule> rules) : IDisposable
{
    private readonly BinaryMask?[] _masks = new BinaryMask?[RetinaClass.All.Count];
    private bool _foveaWasSought;
    private PointD? _fovea;
    private double? _foveaConfidence;

    public FieldOfView FieldOfView { get; } = fieldOfView;

    public int Width => FieldOfView.Mask.Width;

    public int Height => FieldOfView.Mask.Height;

    /// <summary>Whether the manifest switches a rule on.</summary>
    public bool Has(PostProcessingRule rule)
    {
        for (int i = 0; i < rules.Count; i++)
        {
            if (rules[i] == rule)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A class's mask, to be changed in place; <see langword="null"/> when the model does not predict it.</summary>
    public BinaryMask? Get(RetinaClass retinaClass) => _masks[retinaClass.Ordinal];

    /// <summary>A new mask for a class, with arbitrary content.</summary>
    public BinaryMask Add(RetinaClass retinaClass) => _masks[retinaClass.Ordinal] = new BinaryMask(Width, Height);

    public void SetFovea(PointD? point, double? confidence)
    {
        _foveaWasSought = true;
        _fovea = point;
        _foveaConfidence = point is null ? null : confidence;
    }

    /// <summary>Hands over what was found.</summary>
    /// <param name="source">Who found it.</param>
    /// <param name="classes">The classes wanted; what the rules needed beside them is let go.</param>
    public RetinaSegmentation Build(string source, IReadOnlyCollection<RetinaClass> classes)
    {
        RetinaSegmentation.Builder builder = new RetinaSegmentation.Builder(Width, Height).SetSource(source).SetFieldOfView(FieldOfView);
        for (int i = 0; i < _masks.Length; i++)
        {
            if (_masks[i] is BinaryMask mask && classes.Contains(RetinaClass.All[i]))
            {
                builder.SetMask(RetinaClass.All[i], mask);
            }
        }

        if (_foveaWasSought && classes.Contains(RetinaClass.Fovea))
        {
            builder.SetFovea(_fovea, _foveaConfidence);
        }

        RetinaSegmentation result = builder.Build();
        foreach (RetinaClass handedOver in classes)
        {
            _masks[handedOver.Ordinal] = null;
        }

        return result;
    }

    public void Dispose()
    {
        foreach (BinaryMask? mask in _masks)
        {
            mask?.Dispose();
        }

        Array.Clear(_masks);
    }
}
