using RetSam.Biomarkers.Tests.Graph;

namespace RetSam.Biomarkers.Tests.Vessels;

/// <summary>
/// A procedural eye whose measures are known: a disc in the middle, six arteries and six veins that leave it in turn, each a gentle
/// sine about a straight line. Drawn at any size and turned by any angle; lengths are parts of the frame's side.
/// </summary>
internal sealed class DrawnEye : IDisposable
{
    public const double DiscRadius = 0.07;

    /// <summary>Widths as parts of 1024 px.</summary>
    public static readonly double[] ArteryWidths = [9.3, 8.1, 7.4, 6.6, 6.1, 5.2];

    public static readonly double[] VeinWidths = [13.2, 12.1, 10.4, 9.3, 8.2, 7.1];

    private const double From = 0.06;
    private const double To = 0.46;
    private const double Amplitude = 0.012;
    private const double Wavelength = 0.2;

    public DrawnEye(int size, double degrees)
    {
        double turn = degrees * Math.PI / 180 + 0.1;
        double c = (size - 1) / 2.0;
        var arteries = new BinaryMask(size, size);
        var veins = new BinaryMask(size, size);
        for (int i = 0; i < 12; i++)
        {
            double angle = turn + i * Math.PI / 6;
            BinaryMask mask = i % 2 == 0 ? arteries : veins;
            double width = (i % 2 == 0 ? ArteryWidths : VeinWidths)[i / 2] * size / 1024;
            mask.Curve(
                t =>
                {
                    double aside = Amplitude * Math.Sin(2 * Math.PI * t / Wavelength) * size;
                    return (c + t * size * Math.Cos(angle) - aside * Math.Sin(angle), c + t * size * Math.Sin(angle) + aside * Math.Cos(angle));
                },
                From, To, width, 300);
        }

        Segmentation = new RetinaSegmentation.Builder(size, size)
            .SetMask(RetinaClass.Artery, arteries)
            .SetMask(RetinaClass.Vein, veins)
            .SetMask(RetinaClass.OpticDisc, new BinaryMask(size, size).Disc(c, c, DiscRadius * size))
            .SetFieldOfView(FieldOfView.FromMask(new BinaryMask(size, size).Disc(c, c, 0.49 * size)))
            .Build();
        Measurements = MeasureCatalogue.Default.MeasureAll(Segmentation, cancellationToken: TestContext.Current.CancellationToken).ToDictionary(m => m.Id);
    }

    /// <summary>Arc over chord of every vessel, by numeric integration.</summary>
    public static double DistanceFactor
    {
        get
        {
            double arc = 0;
            const int Steps = 100_000;
            for (int i = 0; i < Steps; i++)
            {
                double t = From + (To - From) * (i + 0.5) / Steps;
                double slope = Amplitude * 2 * Math.PI / Wavelength * Math.Cos(2 * Math.PI * t / Wavelength);
                arc += Math.Sqrt(1 + slope * slope) * (To - From) / Steps;
            }

            double rise = Amplitude * (Math.Sin(2 * Math.PI * To / Wavelength) - Math.Sin(2 * Math.PI * From / Wavelength));
            return arc / double.Hypot(To - From, rise);
        }
    }

    public RetinaSegmentation Segmentation { get; }

    public Dictionary<string, Measurement> Measurements { get; }

    public double this[string id] => Measurements[id].Value ?? throw new InvalidOperationException($"{id}: {Measurements[id].Status} {Measurements[id].Reason}");

    public void Dispose() => Segmentation.Dispose();
}
