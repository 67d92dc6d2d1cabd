using System.Diagnostics;
using RetSam.Imaging.Skia.Tests.Pictures;

namespace RetSam.Imaging.Skia.Tests.Overlays;

/// <summary>The overlay of the sample photograph, with masks drawn by hand where the eye sees things.</summary>
public sealed class SampleOverlayTests(ITestOutputHelper output)
{
    private static string RepositoryRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "RetSam.Sdk.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("RetSam.Sdk.sln was not found above the tests.");
    }

    [Fact]
    public void The_sample_photograph_gets_its_overlay_soon()
    {
        using FundusImage photograph = SkiaFundusImageCodec.Shared.Decode(
            Path.Combine(RepositoryRoot(), "samples", "images", "retina.jpg"), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal((1411, 1411), (photograph.Width, photograph.Height));
        using RetinaSegmentation segmentation = HandDrawn(photograph);
        var options = new OverlayOptions { ShowFieldOfView = true, Circles = [new Circle(new PointD(217, 652), 198), new Circle(new PointD(217, 652), 297)] };
        using var stream = new MemoryStream();
        OverlayRenderer.WritePng(photograph, segmentation, stream, options);
        long best = long.MaxValue;
        for (int round = 0; round < 3; round++)
        {
            stream.SetLength(0);
            long start = Stopwatch.GetTimestamp();
            OverlayRenderer.WritePng(photograph, segmentation, stream, options);
            best = Math.Min(best, (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        output.WriteLine($"1411x1411 overlay with PNG: {best} ms, {stream.Length} bytes");
        if (Environment.GetEnvironmentVariable("RETSAM_KEEP_OVERLAY") is { Length: > 0 } path)
        {
            File.WriteAllBytes(path, stream.ToArray());
        }

        using FundusImage back = Decoded.From(stream.ToArray());
        Assert.Equal((1411, 1411), (back.Width, back.Height));
        Assert.False(back.Pixels.SequenceEqual(photograph.Pixels));

        // The aim is 250 ms; tests share their machine, so only what is wildly off fails here.
        Assert.InRange(best, 0, 5000);
    }

    private static RetinaSegmentation HandDrawn(FundusImage photograph)
    {
        int width = photograph.Width;
        int height = photograph.Height;
        return new RetinaSegmentation.Builder(width, height)
            .SetFieldOfView(FieldOfView.FromMask(Ellipse(705, 705, 690, 690)))
            .SetMask(RetinaClass.Vessel, Line((680, 160), (850, 150), (950, 215), (1140, 160), 12))
            .SetMask(RetinaClass.Artery, Line((215, 650), (270, 420), (430, 240), (590, 160), 13))
            .SetMask(RetinaClass.Vein, Line((225, 610), (130, 900), (300, 1200), (590, 1222), 15))
            .SetMask(RetinaClass.OpticDisc, Ellipse(217, 652, 95, 103))
            .SetMask(RetinaClass.OpticCup, Ellipse(258, 648, 45, 56))
            .SetMask(RetinaClass.ArcLesion, Ellipse(318, 680, 20, 70))
            .SetMask(RetinaClass.Hemorrhage, Ellipse(500, 900, 40, 25))
            .SetMask(RetinaClass.Exudate, Ellipse(640, 880, 20, 20))
            .SetMask(RetinaClass.CottonWoolSpot, Ellipse(800, 1050, 35, 30))
            .SetMask(RetinaClass.Microaneurysm, Ellipse(420, 760, 5, 5))
            .SetMask(RetinaClass.Drusen, new BinaryMask(width, height))
            .SetFovea(new PointD(713, 700))
            .Build();

        BinaryMask Ellipse(double x, double y, double radiusX, double radiusY) => Draw((column, row)
            => Math.Pow((column - x) / radiusX, 2) + Math.Pow((row - y) / radiusY, 2) <= 1);

        BinaryMask Line((int X, int Y) a, (int X, int Y) b, (int X, int Y) c, (int X, int Y) d, int thickness)
        {
            PointD[] points = [.. Enumerable.Range(0, 81).Select(i =>
            {
                double t = i / 80.0;
                double u = 1 - t;
                return new PointD(
                    u * u * u * a.X + 3 * u * u * t * b.X + 3 * u * t * t * c.X + t * t * t * d.X,
                    u * u * u * a.Y + 3 * u * u * t * b.Y + 3 * u * t * t * c.Y + t * t * t * d.Y);
            })];
            var mask = new BinaryMask(width, height);
            foreach (PointD point in points)
            {
                for (int y = (int)point.Y - thickness; y <= point.Y + thickness; y++)
                {
                    for (int x = (int)point.X - thickness; x <= point.X + thickness; x++)
                    {
                        if (new PointD(x, y).DistanceTo(point) <= thickness / 2.0)
                        {
                            mask[x, y] = true;
                        }
                    }
                }
            }

            return mask;
        }

        BinaryMask Draw(Func<int, int, bool> isSet)
        {
            var mask = new BinaryMask(width, height);
            for (int y = 0; y < height; y++)
            {
                for (int x = 0; x < width; x++)
                {
                    mask[x, y] = isSet(x, y);
                }
            }

            return mask;
        }
    }
}
