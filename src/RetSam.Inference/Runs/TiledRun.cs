using System.Buffers;
using System.Globalization;
using RetSam.Preprocessing;

namespace RetSam.Inference;

/// <summary>
/// Runs a network tile by tile. The photograph is brought to the finer scale once, as a whole, so that per-image normalisation sees the
/// whole field of view and tiles differ in nothing but where they lie.
/// </summary>
internal sealed class TiledRun
{
    private readonly ModelManifest _manifest;
    private readonly TilingOptions _options;
    private readonly bool[] _isTiled;
    private readonly int _unitX;
    private readonly int _unitY;

    /// <exception cref="ArgumentException">An option is out of range, or names a class that the model does not predict as a mask.</exception>
    public TiledRun(ModelManifest manifest, TilingOptions options)
    {
        Require(options.Magnification >= 1, nameof(options.Magnification), "1 or more", options.Magnification);
        Require(options.Overlap is >= 0 and <= 0.5, nameof(options.Overlap), "0 to 0.5", options.Overlap);
        _manifest = manifest;
        _options = options;
        _isTiled = ChooseHeads(manifest, options.Classes);
        ModelOutput[] tiled = [.. manifest.Outputs.Where((_, i) => _isTiled[i])];
        _unitX = tiled.Aggregate(1, (unit, head) => Common(unit, manifest.Input.Width / Divisor(manifest.Input.Width, head.Width)));
        _unitY = tiled.Aggregate(1, (unit, head) => Common(unit, manifest.Input.Height / Divisor(manifest.Input.Height, head.Height)));
    }

    /// <param name="image">The photograph.</param>
    /// <param name="fieldOfView">Its field of view; tiles that have nothing of it are not run.</param>
    /// <param name="lane">Its input is filled with one tile after the other.</param>
    /// <param name="run">Runs the network on the lane's input.</param>
    /// <param name="cancellationToken">Stops between tiles.</param>
    /// <exception cref="FundusImageException">The photograph would need more memory than the options allow.</exception>
    public TiledHeads Run(FundusImage image, FieldOfView fieldOfView, Lane lane, Action run, CancellationToken cancellationToken)
    {
        CropTransform whole = Preprocessor.GetTransform(image, fieldOfView, _manifest.Preprocessing);
        TileAxis across = Axis(whole.ModelWidth, whole.SourceCrop.Width, _unitX);
        TileAxis down = Axis(whole.ModelHeight, whole.SourceCrop.Height, _unitY);
        RequireMemory(across, down);
        BlendedHead?[] heads = [.. _manifest.Outputs.Select((head, i) => _isTiled[i] ? new BlendedHead(head, across, down) : null)];
        var result = new TiledHeads(heads);
        float[] canvas = ArrayPool<float>.Shared.Rent(3 * across.Length * down.Length);
        try
        {
            CropTransform transform = whole.WithModelSize(across.Length, down.Length);
            PreprocessingOptions preprocessing = _manifest.Preprocessing with { Width = across.Length, Height = down.Length };
            Preprocessor.Write(image, fieldOfView, preprocessing, transform, canvas);
            using var inside = new BinaryMask(across.Length, down.Length);
            MaskProjector.ToModelFrame(fieldOfView.Mask, transform, inside);
            for (int tile = 0; tile < across.Count * down.Count; tile++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                (int row, int column) = Math.DivRem(tile, across.Count);
                var window = new PixelRect(across.Start(column), down.Start(row), across.Tile, down.Tile);
                if (inside.CountPixels(window) == 0)
                {
                    continue;
                }

                Cut(canvas, across.Length, down.Length, window, lane.Input);
                run();
                for (int i = 0; i < heads.Length; i++)
                {
                    heads[i]?.Add(lane.GetOutput(i), column, row);
                }
            }

            return result;
        }
        catch
        {
            result.Dispose();
            throw;
        }
        finally
        {
            ArrayPool<float>.Shared.Return(canvas);
        }
    }

    private TileAxis Axis(int tile, int ownPixels, int unit)
        => new(tile, (int)Math.Min(ownPixels, Math.Round(tile * _options.Magnification)), _options.Overlap, unit);

    private void RequireMemory(TileAxis across, TileAxis down)
    {
        long values = 3L * across.Length * down.Length;
        for (int i = 0; i < _isTiled.Length; i++)
        {
            ModelOutput head = _manifest.Outputs[i];
            long plane = _isTiled[i] ? (long)across.Length * head.Width / across.Tile * (down.Length * (long)head.Height / down.Tile) : 0;
            values += plane * (head.Channels.Count + 1);
        }

        // No array may have more elements than an array can, whatever the options say.
        long limit = Math.Min(_options.MaxMemoryBytes, 4L * Array.MaxLength);
        if (4 * values > limit)
        {
            throw new FundusImageException(string.Create(
                CultureInfo.InvariantCulture,
                $"Tiled at {across.Length}x{down.Length} pixels the photograph and the model's answers take {4 * values >> 20} MiB; the limit is {limit >> 20} MiB. "
                + $"Lower TilingOptions.{nameof(TilingOptions.Magnification)}, tile fewer classes, or raise {nameof(TilingOptions.MaxMemoryBytes)}."));
        }
    }

    private static void Cut(ReadOnlySpan<float> canvas, int width, int height, PixelRect window, Span<float> tile)
    {
        int at = 0;
        for (int row = 0; row < 3 * window.Height; row++)
        {
            (int channel, int y) = Math.DivRem(row, window.Height);
            canvas.Slice((channel * height + window.Y + y) * width + window.X, window.Width).CopyTo(tile[at..]);
            at += window.Width;
        }
    }

    private static bool[] ChooseHeads(ModelManifest manifest, IReadOnlyCollection<RetinaClass>? classes)
    {
        foreach (RetinaClass wanted in classes ?? [])
        {
            if (ProbabilityDecoder.Find(manifest, wanted) is null)
            {
                throw new ArgumentException(
                    $"TilingOptions.{nameof(TilingOptions.Classes)} names '{wanted}', of which {manifest.Id} {manifest.Version} predicts no mask in the heads that are run.", nameof(classes));
            }
        }

        return [.. manifest.Outputs.Select(o => o.Kind is OutputKind.Multilabel or OutputKind.Multiclass
            && (classes is null || o.Channels.Any(c => c.Class is { } predicted && classes.Contains(predicted))))];
    }

    private static void Require(bool isInRange, string option, string expected, double found)
    {
        if (!isInRange)
        {
            throw new ArgumentOutOfRangeException(option, found, $"TilingOptions.{option} is {expected}.");
        }
    }

    private static int Common(int a, int b) => a / Divisor(a, b) * b;

    private static int Divisor(int a, int b) => b == 0 ? a : Divisor(b, a % b);
}
