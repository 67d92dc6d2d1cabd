using RetSam.Biomarkers.Tests.KnownAnswers;

namespace RetSam.Biomarkers.Tests.Compatibility;

/// <summary>The preset for comparison, against the description worked out by hand or in plain loops.</summary>
public sealed class RetSamReferenceTests
{
    private const int Side = 640;
    private const double Micrometres = 18.75;

    [Fact]
    [KnownAnswer("retsam_reference.artery.calibre.{max,min,mean}")]
    public void Calibres_are_twice_the_largest_distance_of_the_three_widest_pieces_between_one_and_a_half_and_two_radii()
    {
        // Four bands of odd widths leave the disc to the four sides; the middle row of a band of w px is (w + 1) / 2 from its background.
        BinaryMask vessels = Drawing.Where(Side, Side, (x, y) =>
            (x > 320 && Math.Abs(y - 320) <= 6) || (x < 320 && Math.Abs(y - 320) <= 4) || (y < 320 && Math.Abs(x - 320) <= 3) || (y > 320 && Math.Abs(x - 320) <= 2));
        using RetinaSegmentation eye = Segment(vessels, Drawing.Circle(Side, Side, 320, 320, 60));
        Assert.Equal(14 * Micrometres, Value(eye, "artery.calibre.max"), 1e-9);
        Assert.Equal(8 * Micrometres, Value(eye, "artery.calibre.min"), 1e-9);
        Assert.Equal((14 + 10 + 8) / 3.0 * Micrometres, Value(eye, "artery.calibre.mean"), 1e-9);
    }

    [Fact]
    public void Only_the_ring_counts()
    {
        // R of this disc is 60.0; the blob at 80 px lies inside 1.5 R, the one at 135 px outside 2 R, the small one at 105 px between.
        BinaryMask vessels = Drawing.Where(Side, Side, (x, y) => Near(x, y, 400, 320, 8) || Near(x, y, 320, 455, 12) || Near(x, y, 320, 215, 3));
        using RetinaSegmentation eye = Segment(vessels, Drawing.Circle(Side, Side, 320, 320, 60));
        // The nearest background of the centre of a digital disc of radius 3 is (3, 1) away.
        Assert.Equal(2 * Math.Sqrt(10) * Micrometres, Value(eye, "artery.calibre.max"), 1e-9);
        Assert.Equal(Value(eye, "artery.calibre.max"), Value(eye, "artery.calibre.min"));
    }

    [Fact]
    public void A_photograph_of_any_shape_is_stretched_over_the_square_first()
    {
        BinaryMask vessels = Scribble(900, 500);
        BinaryMask view = Drawing.Where(900, 500, (x, y) => x is >= 100 and < 850 && y is >= 20 and < 470);
        using RetinaSegmentation eye = new RetinaSegmentation.Builder(900, 500)
            .SetMask(RetinaClass.Artery, vessels).SetFieldOfView(FieldOfView.FromMask(view)).Build();
        var stretched = new bool[Side, Side];
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                stretched[x, y] = vessels[100 + (int)((x + 0.5) * 750 / Side), 20 + (int)((y + 0.5) * 450 / Side)];
            }
        }

        Assert.Equal(BoxDimension(stretched), Value(eye, "artery.fractal"), 1e-9);
    }

    [Fact]
    [KnownAnswer("retsam_reference.artery.fractal")]
    public void Every_box_of_a_full_frame_counts_but_those_of_the_last_row_and_column()
    {
        using RetinaSegmentation eye = Segment(BinaryMask.Full(Side, Side));
        var x = new List<double>();
        var y = new List<double>();
        for (int side = 10; side <= 195; side += 5)
        {
            int boxes = (int)Math.Ceiling(640.0 / side) - 1;
            x.Add(Math.Log(1.0 / side));
            y.Add(Math.Log(boxes * boxes));
        }

        Assert.Equal(Slope(x, y), Value(eye, "artery.fractal"), 1e-9);
    }

    [Fact]
    [KnownAnswer("retsam_reference.artery.tortuosity")]
    public void Tortuosity_is_the_sum_of_the_five_largest_products_of_curvatures_to_either_side()
    {
        // One pixel a column, never steeper than the diagonal: its skeleton is itself, and its order that of the columns. Of 501
        // columns every third from the eighth on are the same from either end.
        int[] row = [.. Enumerable.Range(0, 501).Select(x => 300 + (int)Math.Round(20 * Math.Sin(x / 31.0) + 5 * Math.Sin(x / 17.0)))];
        using RetinaSegmentation eye = Segment(Drawing.Where(Side, Side, (x, y) => x is >= 60 and < 561 && row[(int)x - 60] == (int)y));
        Assert.All(Enumerable.Range(1, 500), x => Assert.InRange(Math.Abs(row[x] - row[x - 1]), 0, 1));
        var positive = new List<double>();
        var negative = new List<double>();
        for (int i = 7; i + 7 < row.Length; i += 3)
        {
            double curvature = Menger(-7, row[i - 7], 0, row[i], 7, row[i + 7]);
            (curvature > 0 ? positive : negative).Add(Math.Abs(curvature));
        }

        positive.Sort();
        negative.Sort();
        double expected = 0;
        for (int k = 1; k <= 5; k++)
        {
            expected += positive[^k] * negative[^k];
        }

        Assert.True(expected > 1e-4);
        Assert.Equal(expected, Value(eye, "artery.tortuosity"), 1e-12);
    }

    [Fact]
    public void Straight_lines_have_none_and_specks_no_curvature_to_speak_of()
    {
        using RetinaSegmentation line = Segment(Drawing.Where(Side, Side, (x, y) => (x == y && x is >= 50 and < 400) || (y == 500 && x is >= 50 and < 400)));
        Assert.Equal(0, Value(line, "artery.tortuosity"));
        using RetinaSegmentation speck = Segment(Drawing.Where(Side, Side, (x, y) => y == 500 && x is >= 50 and < 64));
        Assert.Equal(MeasurementStatus.TooFewVessels, Take(speck, "artery.tortuosity").Status);
    }

    [Fact]
    [KnownAnswer("retsam_reference.lesion.drusen.size.{small,medium,large}")]
    public void Lesions_are_small_below_fifty_and_large_above_two_hundred_pixels_of_the_frame()
    {
        BinaryMask drusen = Drawing.Where(Side, Side, (x, y) =>
            In(x, y, 10, 10, 7, 7) || In(x, y, 30, 10, 10, 5) || In(x, y, 60, 10, 20, 10) || In(x, y, 100, 10, 20, 10) || In(x, y, 120, 10, 1, 1));
        using RetinaSegmentation eye = new RetinaSegmentation.Builder(Side, Side).SetMask(RetinaClass.Drusen, drusen).Build();
        Assert.Equal([1.0, 2.0, 1.0], new[] { "small", "medium", "large" }.Select(s => Value(eye, $"lesion.drusen.size.{s}")));
        Assert.Equal(MeasurementStatus.NotPredicted, Take(eye, "lesion.exudate.size.small").Status);
    }

    [Fact]
    public void A_lesion_is_as_large_as_the_stretch_makes_it()
    {
        // 320 px wide and 640 high: a square of 7 x 7 becomes 14 x 7 = 98.
        BinaryMask drusen = Drawing.Where(320, 640, (x, y) => In(x, y, 100, 100, 7, 7));
        using RetinaSegmentation eye = new RetinaSegmentation.Builder(320, 640).SetMask(RetinaClass.Drusen, drusen).Build();
        Assert.Equal(1, Value(eye, "lesion.drusen.size.medium"));
    }

    [Fact]
    public void The_preset_keeps_to_itself_and_says_which_readings_it_takes()
    {
        Assert.All(MeasureCatalogue.RetSamReference.Measures, m =>
        {
            Assert.Matches("^retsam_reference(\\.[a-z_]+)+$", m.Definition.Id);
            Assert.Null(MeasureCatalogue.Default.Find(m.Definition.Id));
            Assert.Contains("Open in the description and taken so", m.Definition.Definition, StringComparison.Ordinal);

            // A true scale has no say in a frame that is stretched.
            Assert.Null(m.Definition.PhysicalUnit);
        });
        Assert.DoesNotContain(MeasureCatalogue.Default.Measures, m => m.Definition.Id.StartsWith("retsam_reference", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(1, 400, true)]
    [InlineData(65, 64, false)]
    [InlineData(700, 30, true)]
    public void No_mask_however_odd_gives_a_number_without_ok(int width, int height, bool full)
    {
        var builder = new RetinaSegmentation.Builder(width, height);
        foreach (RetinaClass retinaClass in RetinaClass.All)
        {
            builder.SetMask(retinaClass, full ? BinaryMask.Full(width, height) : new BinaryMask(width, height));
        }

        using RetinaSegmentation eye = builder.Build();
        Assert.All(
            MeasureCatalogue.RetSamReference.MeasureAll(eye, cancellationToken: TestContext.Current.CancellationToken),
            m => Assert.Equal(m.Status == MeasurementStatus.Ok, m.Value is { } value && double.IsFinite(value)));
    }

    private static RetinaSegmentation Segment(BinaryMask artery, BinaryMask? disc = null)
    {
        RetinaSegmentation.Builder builder = new RetinaSegmentation.Builder(artery.Width, artery.Height).SetMask(RetinaClass.Artery, artery);
        return (disc is null ? builder : builder.SetMask(RetinaClass.OpticDisc, disc)).Build();
    }

    private static Measurement Take(RetinaSegmentation eye, string id)
    {
        using var context = new MeasureContext(eye, PixelScale.Given(3), Laterality.Right);
        return MeasureCatalogue.RetSamReference.Find("retsam_reference." + id)!.Take(context);
    }

    private static double Value(RetinaSegmentation eye, string id)
    {
        Measurement measurement = Take(eye, id);
        Assert.True(measurement.Value is not null, $"{id}: {measurement.Status} {measurement.Reason}");
        return measurement.Value!.Value;
    }

    private static bool Near(double x, double y, double cx, double cy, double r) => (x - cx) * (x - cx) + (y - cy) * (y - cy) <= r * r;

    private static bool In(double x, double y, int left, int top, int width, int height) => x >= left && x < left + width && y >= top && y < top + height;

    private static BinaryMask Scribble(int width, int height)
        => Drawing.Where(width, height, (x, y) => Math.Abs(y - 250 - 150 * Math.Sin(x / 60)) < 4 || Math.Abs(x - 400 - 200 * Math.Sin(y / 45)) < 3);

    private static double BoxDimension(bool[,] mask)
    {
        var x = new List<double>();
        var y = new List<double>();
        for (int side = 10; side <= 195; side += 5)
        {
            int count = 0;
            for (int top = 0; top + side < Side; top += side)
            {
                for (int left = 0; left + side < Side; left += side)
                {
                    bool any = false;
                    for (int i = 0; i < side * side && !any; i++)
                    {
                        any = mask[left + i % side, top + i / side];
                    }

                    count += any ? 1 : 0;
                }
            }

            x.Add(Math.Log(1.0 / side));
            y.Add(Math.Log(count));
        }

        return Slope(x, y);
    }

    private static double Slope(List<double> x, List<double> y)
    {
        double mx = x.Average();
        double my = y.Average();
        return x.Zip(y, (a, b) => (a - mx) * (b - my)).Sum() / x.Sum(a => (a - mx) * (a - mx));
    }

    private static double Menger(double ax, double ay, double bx, double by, double cx, double cy)
    {
        double twiceArea = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
        return 2 * twiceArea / (double.Hypot(bx - ax, by - ay) * double.Hypot(cx - bx, cy - by) * double.Hypot(cx - ax, cy - ay));
    }
}
