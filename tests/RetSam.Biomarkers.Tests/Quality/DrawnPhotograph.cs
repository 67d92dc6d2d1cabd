namespace RetSam.Biomarkers.Tests.Quality;

/// <summary>
/// A photograph drawn by formula in units of its side, so that it is the same picture at any size: an aperture, a reddish ground, and
/// straight vessels whose profile is Gaussian, because a blurred Gaussian line is again one and the blur is exact.
/// </summary>
internal sealed record DrawnPhotograph
{
    public int Size { get; init; } = 400;

    /// <summary>Standard deviation of the blur, as part of the side.</summary>
    public double Blur { get; init; }

    /// <summary>How much of green a vessel takes away at its centre, before blur.</summary>
    public double VesselDepth { get; init; } = 0.35;

    /// <summary>How much brighter the right border is than the middle; the left one is darker by as much.</summary>
    public double Ramp { get; init; }

    /// <summary>Red, green and blue of the ground.</summary>
    public (double Red, double Green, double Blue) Ground { get; init; } = (170, 100, 30);

    /// <summary>The column of the aperture's centre, as part of the side.</summary>
    public double ApertureX { get; init; } = 0.5;

    private const double VesselSigma = 0.004;
    private const int Vessels = 10;
    private const double ApertureRadius = 0.47;

    private static readonly (double Sin, double Cos)[] Directions = [.. Enumerable.Range(0, Vessels).Select(k => Math.SinCos(k * Math.PI / Vessels))];

    public FundusImage Draw() => FundusImage.Create(Size, Size, this, static (pixels, drawn) =>
    {
        for (int y = 0, i = 0; y < drawn.Size; y++)
        {
            for (int x = 0; x < drawn.Size; x++, i += 3)
            {
                (double u, double v) = drawn.Place(x, y);
                double light = drawn.IsInside(u, v) ? 1 + drawn.Ramp * (u - 0.5) * 2 : 0;
                double vessel = drawn.Profile(u, v, drawn.Blur);
                pixels[i] = Level(light * drawn.Ground.Red * (1 - 0.3 * drawn.VesselDepth * vessel));
                pixels[i + 1] = Level(light * drawn.Ground.Green * (1 - drawn.VesselDepth * vessel));
                pixels[i + 2] = Level(light * drawn.Ground.Blue);
            }
        }

        static byte Level(double value) => (byte)Math.Clamp(Math.Round(value), 0, 255);
    });

    /// <summary>The aperture and, unless left out, the vessels as they were before blur.</summary>
    public RetinaSegmentation Segment(bool withVessels = true)
    {
        var builder = new RetinaSegmentation.Builder(Size, Size).SetFieldOfView(FieldOfView.FromMask(Drawing.Where(Size, Size, (x, y) =>
        {
            (double u, double v) = Place(x, y);
            return IsInside(u, v);
        })));
        return withVessels
            ? builder.SetMask(RetinaClass.Vessel, Drawing.Where(Size, Size, (x, y) =>
            {
                (double u, double v) = Place(x, y);
                return IsInside(u, v) && Profile(u, v, 0) > 0.4;
            })).Build()
            : builder.Build();
    }

    /// <summary>The values of all measures of quality, by what follows <c>quality.</c> in the id.</summary>
    public Dictionary<string, double> Measure(bool withVessels = true)
    {
        using FundusImage image = Draw();
        using RetinaSegmentation segmentation = Segment(withVessels);
        using var context = new MeasureContext(segmentation, image: image);
        return MeasureCatalogue.Default.Measures
            .Where(m => m.Definition.Id.StartsWith("quality.", StringComparison.Ordinal))
            .Select(m => m.Take(context))
            .Where(m => m.Value is not null)
            .ToDictionary(m => m.Id["quality.".Length..], m => m.Value!.Value);
    }

    private (double U, double V) Place(double x, double y) => ((x + 0.5) / Size, (y + 0.5) / Size);

    private bool IsInside(double u, double v)
        => (u - ApertureX) * (u - ApertureX) + (v - 0.5) * (v - 0.5) <= ApertureRadius * ApertureRadius;

    /// <summary>0 beside vessels, 1 at the centre of a sharp one. Chords that seldom cross, in ten directions.</summary>
    private double Profile(double u, double v, double blur)
    {
        double sigma = Math.Sqrt(VesselSigma * VesselSigma + blur * blur);
        double sum = 0;
        for (int k = 0; k < Vessels; k++)
        {
            double distance = (u - 0.5) * Directions[k].Cos + (v - 0.5) * Directions[k].Sin - (k % 5 - 2) * 0.13;
            sum += Math.Abs(distance) < 5 * sigma ? Math.Exp(-distance * distance / (2 * sigma * sigma)) : 0;
        }

        return Math.Min(1, sum * VesselSigma / sigma);
    }
}
