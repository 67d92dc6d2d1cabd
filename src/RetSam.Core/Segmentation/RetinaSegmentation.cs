namespace RetSam;

/// <summary>
/// The masks of one photograph, in its own pixels, wherever they come from: a model, a human, a file. A class that nobody looked for
/// is absent; a class that was looked for and not found has an empty mask. Immutable and thread-safe once built; owns its masks,
/// probability maps and field of view.
/// </summary>
public sealed class RetinaSegmentation : IDisposable
{
    private readonly BinaryMask?[] _masks;
    private readonly (ProbabilityMap Map, double Threshold, bool IsLent)?[]? _probabilities;
    private bool _handedOn;

    private RetinaSegmentation(Builder builder)
    {
        Width = builder.Width;
        Height = builder.Height;
        FieldOfView = builder.FieldOfView ?? FieldOfView.WholeFrame(builder.Width, builder.Height);
        Source = builder.Source;
        Fovea = builder.Fovea;
        FoveaWasSought = builder.FoveaWasSought;
        FoveaConfidence = builder.FoveaConfidence;
        _masks = builder.Masks;
        _probabilities = builder.Probabilities;
        Classes = [.. RetinaClass.All.Where(c => _masks[c.Ordinal] is not null || (c == RetinaClass.Fovea && FoveaWasSought))];
    }

    /// <summary>The photograph's width in pixels.</summary>
    public int Width { get; }

    /// <summary>The photograph's height in pixels.</summary>
    public int Height { get; }

    /// <summary>The illuminated area.</summary>
    public FieldOfView FieldOfView { get; }

    /// <summary>Where the masks come from: a segmenter's <see cref="IRetinaSegmenter.Id"/>, or <c>masks</c>.</summary>
    public string Source { get; }

    /// <summary>The classes that were looked for, found or not, in the order of the taxonomy.</summary>
    public IReadOnlyList<RetinaClass> Classes { get; }

    /// <summary>The centre of the fovea in source pixels; <see langword="null"/> when it was not looked for or not found (see <see cref="FoveaWasSought"/>).</summary>
    public PointD? Fovea { get; }

    /// <summary>Whether the fovea was looked for.</summary>
    public bool FoveaWasSought { get; }

    /// <summary>How sure the model is of the fovea, 0..1; <see langword="null"/> when given by hand or not found.</summary>
    public double? FoveaConfidence { get; }

    /// <summary>The mask of a class; <see langword="null"/> when nobody looked for it. Owned by this object: do not dispose or write.</summary>
    public BinaryMask? GetMask(RetinaClass retinaClass)
    {
        ArgumentNullException.ThrowIfNull(retinaClass);
        return _masks[retinaClass.Ordinal];
    }

    /// <summary>
    /// How sure a model is of a class at every pixel, calibrated, before post-processing; <see langword="null"/> when that was not kept,
    /// as by default, or the masks come from elsewhere. Owned by this object: do not dispose or write.
    /// </summary>
    public ProbabilityMap? GetProbability(RetinaClass retinaClass)
    {
        ArgumentNullException.ThrowIfNull(retinaClass);
        return _probabilities?[retinaClass.Ordinal]?.Map;
    }

    /// <summary>The probability from which on a pixel belongs to the mask of a class; <see langword="null"/> where there is no map.</summary>
    public double? GetProbabilityThreshold(RetinaClass retinaClass)
    {
        ArgumentNullException.ThrowIfNull(retinaClass);
        return _probabilities?[retinaClass.Ordinal]?.Threshold;
    }

    /// <summary>
    /// Hands everything on to a builder, to add what another method found, or to put better masks in place of some. This object is used
    /// up: it owns nothing any more, and must not be read. Not thread-safe.
    /// </summary>
    /// <exception cref="ObjectDisposedException">It was handed on before.</exception>
    public Builder ToBuilder()
    {
        ObjectDisposedException.ThrowIf(_handedOn, this);
        _handedOn = true;
        return new Builder(this, _masks, _probabilities);
    }

    /// <summary>Gives all masks and maps back to the pool, unless they were handed on (<see cref="ToBuilder"/>). Safe to call twice.</summary>
    public void Dispose()
    {
        if (_handedOn)
        {
            return;
        }

        foreach ((ProbabilityMap Map, double Threshold, bool IsLent)? probability in _probabilities ?? [])
        {
            if (probability is { IsLent: false } own)
            {
                own.Map.Dispose();
            }
        }

        FieldOfView.Dispose();
        foreach (BinaryMask? mask in _masks)
        {
            mask?.Dispose();
        }
    }

    /// <summary>Collects masks for a <see cref="RetinaSegmentation"/>. Not thread-safe; use once.</summary>
    public sealed class Builder
    {
        /// <summary>How far from the first pixel a fovea may lie, in px: far beyond any photograph, and its square still a fair number.</summary>
        private const double FarthestPlace = 1_000_000;

        /// <summary>Starts a segmentation.</summary>
        /// <param name="width">The photograph's width in pixels.</param>
        /// <param name="height">The photograph's height in pixels.</param>
        public Builder(int width, int height)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
            Width = width;
            Height = height;
        }

        internal Builder(RetinaSegmentation segmentation, BinaryMask?[] masks, (ProbabilityMap Map, double Threshold, bool IsLent)?[]? probabilities)
        {
            Width = segmentation.Width;
            Height = segmentation.Height;
            Masks = masks;
            Probabilities = probabilities;
            FieldOfView = segmentation.FieldOfView;
            Source = segmentation.Source;
            Fovea = segmentation.Fovea;
            FoveaConfidence = segmentation.FoveaConfidence;
            FoveaWasSought = segmentation.FoveaWasSought;
        }

        internal int Width { get; }

        internal int Height { get; }

        internal BinaryMask?[] Masks { get; } = new BinaryMask?[RetinaClass.All.Count];

        internal (ProbabilityMap Map, double Threshold, bool IsLent)?[]? Probabilities { get; private set; }

        internal FieldOfView? FieldOfView { get; private set; }

        internal string Source { get; private set; } = "masks";

        internal PointD? Fovea { get; private set; }

        internal double? FoveaConfidence { get; private set; }

        internal bool FoveaWasSought { get; private set; }

        /// <summary>Sets the mask of a class; an empty mask says that the class was looked for and not found. Ownership passes to the result.</summary>
        /// <exception cref="ArgumentException">The mask's size is not the photograph's, or the class was set before.</exception>
        public Builder SetMask(RetinaClass retinaClass, BinaryMask mask)
        {
            ArgumentNullException.ThrowIfNull(retinaClass);
            ArgumentNullException.ThrowIfNull(mask);
            RequireSize(mask.Width, mask.Height, retinaClass.Slug);
            if (Masks[retinaClass.Ordinal] is not null)
            {
                throw new ArgumentException($"The class '{retinaClass}' was set before.", nameof(retinaClass));
            }

            Masks[retinaClass.Ordinal] = mask;
            return this;
        }

        /// <summary>
        /// Sets the mask of a class whether it was set before or not; a mask that was is disposed. Ownership passes to the result. The
        /// class's probability map, if there is one, stays: it says what the model saw, not what became of it.
        /// </summary>
        /// <exception cref="ArgumentException">The mask's size is not the photograph's.</exception>
        public Builder ReplaceMask(RetinaClass retinaClass, BinaryMask mask)
        {
            ArgumentNullException.ThrowIfNull(retinaClass);
            ArgumentNullException.ThrowIfNull(mask);
            RequireSize(mask.Width, mask.Height, retinaClass.Slug);
            if (!ReferenceEquals(Masks[retinaClass.Ordinal], mask))
            {
                Masks[retinaClass.Ordinal]?.Dispose();
                Masks[retinaClass.Ordinal] = mask;
            }

            return this;
        }

        /// <summary>Sets how sure a model is of a class at every pixel, beside the class's mask. Ownership passes to the result.</summary>
        /// <param name="retinaClass">The class.</param>
        /// <param name="map">Calibrated probabilities.</param>
        /// <param name="threshold">The probability from which on a pixel belongs to the mask, inside 0..1.</param>
        /// <exception cref="ArgumentException">The map's size is not the photograph's, or the class's map was set before.</exception>
        /// <exception cref="ArgumentOutOfRangeException">The threshold does not lie between 0 and 1.</exception>
        public Builder SetProbability(RetinaClass retinaClass, ProbabilityMap map, double threshold = 0.5)
            => AddProbability(retinaClass, map, threshold, isLent: false);

        /// <summary>The same with a map that stays another's, who must outlive the result.</summary>
        internal Builder LendProbability(RetinaClass retinaClass, ProbabilityMap map, double threshold)
            => AddProbability(retinaClass, map, threshold, isLent: true);

        private Builder AddProbability(RetinaClass retinaClass, ProbabilityMap map, double threshold, bool isLent)
        {
            ArgumentNullException.ThrowIfNull(retinaClass);
            ArgumentNullException.ThrowIfNull(map);
            RequireSize(map.Width, map.Height, retinaClass.Slug);
            if (!(threshold > 0 && threshold < 1))
            {
                throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "A threshold lies between 0 and 1.");
            }

            Probabilities ??= new (ProbabilityMap, double, bool)?[RetinaClass.All.Count];
            if (Probabilities[retinaClass.Ordinal] is not null)
            {
                throw new ArgumentException($"The probabilities of '{retinaClass}' were set before.", nameof(retinaClass));
            }

            Probabilities[retinaClass.Ordinal] = (map, threshold, isLent);
            return this;
        }

        /// <summary>Sets the field of view; without one the whole frame is taken. Ownership passes to the result.</summary>
        /// <exception cref="ArgumentException">Its size is not the photograph's.</exception>
        public Builder SetFieldOfView(FieldOfView fieldOfView)
        {
            ArgumentNullException.ThrowIfNull(fieldOfView);
            RequireSize(fieldOfView.Mask.Width, fieldOfView.Mask.Height, "field of view");
            FieldOfView = fieldOfView;
            return this;
        }

        /// <summary>Sets the centre of the fovea.</summary>
        /// <param name="fovea">
        /// In source pixels, outside the frame where the photograph does not show it; <see langword="null"/> says that it was looked for and not found.
        /// </param>
        /// <param name="confidence">How sure the model is, 0..1; <see langword="null"/> when given by hand.</param>
        /// <exception cref="ArgumentOutOfRangeException">A coordinate is not a number, or more than a million pixels from the first pixel.</exception>
        public Builder SetFovea(PointD? fovea, double? confidence = null)
        {
            if (fovea is { } point && !(Math.Abs(point.X) <= FarthestPlace && Math.Abs(point.Y) <= FarthestPlace))
            {
                throw new ArgumentOutOfRangeException(
                    nameof(fovea),
                    point,
                    "The fovea is a place on or near the photograph, in its pixels: finite and within a million pixels of its first. Give null when it was not found.");
            }

            Fovea = fovea;
            FoveaConfidence = confidence;
            FoveaWasSought = true;
            return this;
        }

        /// <summary>Says where the masks come from.</summary>
        public Builder SetSource(string source)
        {
            ArgumentException.ThrowIfNullOrEmpty(source);
            Source = source;
            return this;
        }

        /// <summary>Makes the segmentation.</summary>
        public RetinaSegmentation Build() => new(this);

        private void RequireSize(int width, int height, string what)
        {
            if (width != Width || height != Height)
            {
                throw new ArgumentException($"The mask or map of {what} is {width}x{height}; the photograph is {Width}x{Height}.");
            }
        }
    }
}
