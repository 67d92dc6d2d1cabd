using RetSam.Imaging.Skia;

namespace RetSam.Cli;

/// <summary>
/// Masks read from files, on their way into one segmentation. All have the size of the first one read. A class that two files give is
/// refused. Disposes what was read when the segmentation is never built.
/// </summary>
internal sealed class DrawnMasks : IDisposable
{
    private const byte Artery = 1;
    private const byte Vein = 2;
    private const byte Crossing = 3;
    private const byte VesselOfUnknownKind = 255;

    private readonly Dictionary<RetinaClass, BinaryMask> _masks = [];
    private BinaryMask? _fieldOfView;
    private string? _firstFile;
    private int _width;
    private int _height;

    /// <summary>Reads the mask of a class.</summary>
    public void Add(RetinaClass retinaClass, string file)
    {
        if (_masks.ContainsKey(retinaClass))
        {
            throw CliException.Usage($"{file}: the mask of '{retinaClass}' is given twice");
        }

        _masks.Add(retinaClass, Checked(file, Read(file, path => MaskReader.Default.ReadMask(path))));
    }

    /// <summary>Reads the field of view.</summary>
    public void AddFieldOfView(string file) => _fieldOfView = Checked(file, Read(file, path => MaskReader.Default.ReadMask(path)));

    /// <summary>
    /// Reads a map of vessels: 0 background, 1 artery, 2 vein, 3 crossing (both), 255 vessel of unknown kind, or the colours that stand
    /// for them (see <see cref="MaskReader.ReadArteryVein(string, CancellationToken)"/>). It gives the artery, vein and vessel masks, and
    /// leaves the vessel mask to another file where one was read before.
    /// </summary>
    public void AddArteriesAndVeins(string file)
    {
        using LabelMap labels = Read(file, path => MaskReader.Default.ReadArteryVein(path));
        CheckSize(file, labels.Width, labels.Height);
        BinaryMask crossings = labels.ToMask(Crossing);
        AddUnion(RetinaClass.Artery, file, labels.ToMask(Artery), crossings);
        AddUnion(RetinaClass.Vein, file, labels.ToMask(Vein), crossings);
        if (!_masks.ContainsKey(RetinaClass.Vessel))
        {
            AddUnion(RetinaClass.Vessel, file, labels.ToMask(VesselOfUnknownKind), _masks[RetinaClass.Artery], _masks[RetinaClass.Vein]);
        }

        crossings.Dispose();
    }

    /// <summary>The masks as one segmentation, which owns them from here on.</summary>
    public RetinaSegmentation Build(PointD? fovea)
    {
        if (_firstFile is null)
        {
            throw CliException.Usage("measure needs at least one mask: --vessel, --artery, --vein, --av, --disc, --cup or --lesion");
        }

        if (fovea is { } f && !(f.X >= -0.5 && f.Y >= -0.5 && f.X <= _width - 0.5 && f.Y <= _height - 0.5))
        {
            throw CliException.Usage(FormattableString.Invariant($"--fovea {f.X},{f.Y} lies outside the masks, which are {_width}x{_height}"));
        }

        var builder = new RetinaSegmentation.Builder(_width, _height);
        foreach ((RetinaClass retinaClass, BinaryMask mask) in _masks)
        {
            builder.SetMask(retinaClass, mask);
        }

        if (_fieldOfView is not null)
        {
            builder.SetFieldOfView(FieldOfView.FromMask(_fieldOfView));
        }

        if (fovea is not null)
        {
            builder.SetFovea(fovea);
        }

        return builder.Build();
    }

    /// <summary>Gives the masks back; harmless after <see cref="Build"/> once the segmentation is disposed too.</summary>
    public void Dispose()
    {
        _fieldOfView?.Dispose();
        foreach (BinaryMask mask in _masks.Values)
        {
            mask.Dispose();
        }
    }

    private static T Read<T>(string file, Func<string, T> read)
    {
        try
        {
            return read(file);
        }
        catch (Exception e) when (e is FundusImageException or IOException or UnauthorizedAccessException)
        {
            throw CliException.File(file, FailureReason.Of(e));
        }
    }

    private void AddUnion(RetinaClass retinaClass, string file, BinaryMask mask, params ReadOnlySpan<BinaryMask> others)
    {
        if (!_masks.TryAdd(retinaClass, mask))
        {
            mask.Dispose();
            throw CliException.Usage($"{file}: the mask of '{retinaClass}' is given twice");
        }

        foreach (BinaryMask other in others)
        {
            mask.UnionWith(other);
        }
    }

    private BinaryMask Checked(string file, BinaryMask mask)
    {
        try
        {
            CheckSize(file, mask.Width, mask.Height);
            return mask;
        }
        catch
        {
            mask.Dispose();
            throw;
        }
    }

    private void CheckSize(string file, int width, int height)
    {
        if (_firstFile is null)
        {
            (_firstFile, _width, _height) = (file, width, height);
        }
        else if (width != _width || height != _height)
        {
            throw CliException.File(file, $"the mask is {width}x{height}, and {_firstFile} is {_width}x{_height}; all masks of one eye have the same size");
        }
    }
}
