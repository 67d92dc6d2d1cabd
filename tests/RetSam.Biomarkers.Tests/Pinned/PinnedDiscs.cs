namespace RetSam.Biomarkers.Tests.Pinned;

/// <summary>Disc, cup and rim where the cup is large, small, aside, in two parts, outside or gone, and the axes as they come (<see cref="Pins"/>).</summary>
public sealed class PinnedDiscs
{
    private const int Side = 340;

    private static readonly PointD[] Foveas = [new(20, 170), new(330, 170), new(40, 40), new(168, 20), new(300, 300), new(169.5, 171)];

    /// <summary>Cup radii and how far it lies from the disc's centre: rims that are nowhere, here and there, and everywhere absent.</summary>
    private static readonly (double Major, double Minor, double X, double Y)[] Cups =
        [(30, 30, 0, 0), (60, 52, 5, -8), (96, 90, 2, 1), (98, 98, 1.2, 0.4), (99, 97, 0, 1), (70, 70, 31, 3), (50, 45, -70, 20), (110, 60, 0, 0), (12, 9, 40, -40), (100, 100, 0, 0)];

    [Fact]
    public void Cups_and_rims()
    {
        var pins = new Pins("discs");
        for (int i = 0; i < Cups.Length; i++)
        {
            (double major, double minor, double x, double y) = Cups[i];
            BinaryMask disc = Drawing.Ellipse(Side, Side, 170, 168, 100, i % 3 == 0 ? 100 : 82 + i, 20 * i);
            BinaryMask cup = Drawing.Ellipse(Side, Side, 170 + x, 168 + y, major, minor, 35 * i);
            if (i % 4 == 1)
            {
                // A second part, and one that leaves the disc.
                cup.UnionWith(Drawing.Circle(Side, Side, 170, 240, 13));
                cup.UnionWith(Drawing.Circle(Side, Side, 70, 168, 15));
            }

            using RetinaSegmentation eye = Eye.Segment(disc, cup, Foveas[i % Foveas.Length]);
            foreach (Laterality laterality in new[] { Laterality.Unknown, Laterality.Right, Laterality.Left })
            {
                using var context = new MeasureContext(eye, i % 2 == 0 ? PixelScale.Given(8) : default, laterality);
                MeasureText.Add(pins, $"{i}/{laterality}", [.. MeasureCatalogue.Default.Measures.Where(IsOfTheDisc).Select(m => m.Take(context))], parts: 1);
            }
        }

        // Too small to be measured, in turn the disc, the cup and both.
        foreach ((double radius, double cup) in new[] { (2.0, 1.0), (5, 3), (9, 4), (14, 1.5), (14, 0.5), (30, 4) })
        {
            using RetinaSegmentation eye = Eye.Segment(Drawing.Circle(80, 80, 40, 41, radius), Drawing.Circle(80, 80, 40, 41, cup), new PointD(5, 50));
            using var context = new MeasureContext(eye, PixelScale.Given(50), Laterality.Right);
            MeasureText.Add(pins, $"small {radius} {cup}", [.. MeasureCatalogue.Default.Measures.Where(IsOfTheDisc).Select(m => m.Take(context))], parts: 1);
        }

        pins.Check();
    }

    private static bool IsOfTheDisc(Measure measure)
        => measure.Definition.Id.Split('.')[0] is "disc" or "cup" or "cdr" or "rim" or "ddls" or "fovea" || measure.Definition.Id.Contains("glaucoma", StringComparison.Ordinal);
}
