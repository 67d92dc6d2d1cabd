using CsCheck;
using RetSam.Biomarkers;

namespace RetSam.Properties.Tests.Lesions;

/// <summary>What holds for lesions of any size, shape and place.</summary>
public sealed class LesionProperties
{
    private const int Last = DrawnLesions.Side - 1;

    private static readonly Gen<DrawnLesions> Eyes = Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 14], Gen.Bool, (seed, count, disc) => new DrawnLesions(seed, count, disc));

    private static readonly Measure[] OfDrusen = [.. MeasureCatalogue.Default.Measures.Where(m =>
        m.Definition.Region == RetinaClass.Drusen || m.Definition.Id.StartsWith("lesion.total.", StringComparison.Ordinal))];

    [Fact]
    public void Moving_the_picture_changes_nothing()
        => Gen.Select(Eyes, Gen.Int[-50, 50], Gen.Int[-50, 50]).ForAll(
            (eye, dx, dy) => AssertSame(eye, Laterality.Right, (x, y) => (x - dx, y - dy), p => new PointD(p.X + dx, p.Y + dy), Laterality.Right),
            iter: 40);

    [Fact]
    public void A_quarter_turn_either_way_with_disc_and_eye_known_changes_nothing()
        => Eyes.Select(eye => eye with { HasDisc = true }).ForAll(
            eye =>
            {
                AssertSame(eye, Laterality.Right, (x, y) => (y, Last - x), p => new PointD(Last - p.Y, p.X), Laterality.Right);
                AssertSame(eye, Laterality.Right, (x, y) => (Last - y, x), p => new PointD(p.Y, Last - p.X), Laterality.Right);
            },
            iter: 40);

    [Fact]
    public void The_mirror_image_of_the_other_eye_measures_the_same()
        => Eyes.ForAll(
            eye => AssertSame(eye, Laterality.Right, (x, y) => (Last - x, y), p => new PointD(Last - p.X, p.Y), Laterality.Left),
            iter: 40);

    [Fact]
    public void Quadrants_sum_to_the_area_and_sectors_to_no_more()
        => Eyes.ForAll(
            eye =>
            {
                Dictionary<string, Measurement> all = Take(eye.Lesions, eye.Disc, eye.Fovea, Laterality.Right);
                double area = all["lesion.drusen.area"].Value!.Value;
                Assert.Equal(area, Sum("lesion.drusen.quadrant.", "px2"));
                Assert.Equal(all["lesion.drusen.count"].Value, Sum("lesion.drusen.quadrant.", "1"));
                Assert.InRange(Sum("lesion.drusen.etdrs.", "px2"), 0, area);
                Assert.Equal(all["lesion.drusen.count"].Value, Sum("lesion.drusen.size.", "1"));

                double Sum(string prefix, string unit)
                    => all.Values.Where(m => m.Id.StartsWith(prefix, StringComparison.Ordinal) && m.Unit == unit).Sum(m => m.Value!.Value);
            },
            iter: 40);

    [Fact]
    public void One_more_separate_lesion_never_lowers_count_area_coverage_or_severity()
        => Gen.Select(Eyes, Gen.Int[0, 20]).ForAll(
            (eye, size) =>
            {
                // Below all the others, which end at row 262.
                BinaryMask more = eye.Lesions;
                more.SetRectangle(new PixelRect(30, 270, 2 * size + 1, size + 1));
                Dictionary<string, Measurement> before = Take(eye.Lesions, eye.Disc, eye.Fovea, Laterality.Right);
                Dictionary<string, Measurement> after = Take(more, eye.Disc, eye.Fovea, Laterality.Right);
                foreach (string of in new[] { "drusen", "total" })
                {
                    Assert.Equal(before[$"lesion.{of}.count"].Value + 1, after[$"lesion.{of}.count"].Value);
                    Assert.True(after[$"lesion.{of}.area"].Value > before[$"lesion.{of}.area"].Value);
                    Assert.True(after[$"lesion.{of}.coverage"].Value > before[$"lesion.{of}.coverage"].Value);
                    Assert.True(after[$"lesion.{of}.severity"].Value >= before[$"lesion.{of}.severity"].Value);
                }
            },
            iter: 40);

    [Fact]
    public void Any_more_pixels_never_lower_area_coverage_severity_or_any_place()
        => Gen.Select(Eyes, Gen.Int[0, 5]).ForAll(
            (eye, more) =>
            {
                Dictionary<string, Measurement> before = Take(eye.Lesions, eye.Disc, eye.Fovea, Laterality.Right);
                Dictionary<string, Measurement> after = Take(eye.Draw(eye.Count + more), eye.Disc, eye.Fovea, Laterality.Right);
                foreach ((string id, Measurement measurement) in before)
                {
                    if (id.EndsWith(".count", StringComparison.Ordinal))
                    {
                        continue; // Two objects may grow into one.
                    }

                    if (id.Contains(".area", StringComparison.Ordinal) || id.Contains(".coverage", StringComparison.Ordinal) || id.Contains(".severity", StringComparison.Ordinal)
                        || id.Contains(".quadrant.", StringComparison.Ordinal) || id.Contains(".etdrs.", StringComparison.Ordinal))
                    {
                        Assert.True(after[id].Value >= measurement.Value, $"{id} fell from {measurement.Value} to {after[id].Value}.");
                    }
                }
            },
            iter: 40);

    /// <summary>Measures an eye and its transformed picture; <paramref name="from"/> says where a pixel of the new picture comes from.</summary>
    private static void AssertSame(
        DrawnLesions eye,
        Laterality laterality,
        Func<int, int, (int X, int Y)> from,
        Func<PointD, PointD> move,
        Laterality newLaterality)
    {
        Dictionary<string, Measurement> before = Take(eye.Lesions, eye.Disc, eye.Fovea, laterality);
        Dictionary<string, Measurement> after = Take(
            Transform(eye.Lesions, from),
            eye.Disc is { } disc ? Transform(disc, from) : null,
            move(eye.Fovea),
            newLaterality);
        foreach ((string id, Measurement measurement) in before)
        {
            Assert.Equal(measurement.Status, after[id].Status);
            if (measurement.Value is { } value)
            {
                Assert.True(Math.Abs(value - after[id].Value!.Value) <= 1e-9 * Math.Max(1, value), $"{id}: {value} and {after[id].Value}.");
            }
        }
    }

    private static BinaryMask Transform(BinaryMask mask, Func<int, int, (int X, int Y)> from)
    {
        var result = new BinaryMask(mask.Width, mask.Height);
        for (int y = 0; y < mask.Height; y++)
        {
            for (int x = 0; x < mask.Width; x++)
            {
                (int fromX, int fromY) = from(x, y);
                if ((uint)fromX < (uint)mask.Width && (uint)fromY < (uint)mask.Height && mask[fromX, fromY])
                {
                    result[x, y] = true;
                }
            }
        }

        return result;
    }

    private static Dictionary<string, Measurement> Take(BinaryMask lesions, BinaryMask? disc, PointD fovea, Laterality laterality)
    {
        var builder = new RetinaSegmentation.Builder(lesions.Width, lesions.Height).SetMask(RetinaClass.Drusen, lesions).SetFovea(fovea);
        if (disc is not null)
        {
            builder.SetMask(RetinaClass.OpticDisc, disc);
        }

        // A grid of 3 mm radius within 60 px: 50 um a pixel.
        using RetinaSegmentation eye = builder.Build();
        using var context = new MeasureContext(eye, PixelScale.Given(50), laterality);
        return OfDrusen.ToDictionary(m => m.Definition.Id, m => m.Take(context));
    }
}
