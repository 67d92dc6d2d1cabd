using System.Diagnostics;

namespace RetSam.Biomarkers.Tests.Phantoms;

/// <summary>Whatever the masks, every measure is a finite value or has a status and a reason, and soon.</summary>
public sealed class DegenerateInputTests
{
    private const int Side = 512;

    private static readonly RetinaClass[] All =
    [
        RetinaClass.Artery, RetinaClass.Vein, RetinaClass.Vessel, RetinaClass.OpticDisc, RetinaClass.OpticCup,
        RetinaClass.Microaneurysm, RetinaClass.Hemorrhage, RetinaClass.Exudate, RetinaClass.CottonWoolSpot, RetinaClass.Drusen,
        RetinaClass.Tessellation, RetinaClass.ArcLesion, RetinaClass.DiffuseAtrophy, RetinaClass.PatchyAtrophy,
    ];

    private static readonly Dictionary<string, Func<RetinaSegmentation>> Cases = new()
    {
        ["nothing was looked for"] = () => new RetinaSegmentation.Builder(Side, Side).Build(),
        ["every mask is empty"] = () => Every(Side, Side, () => new BinaryMask(Side, Side)),
        ["every mask is full"] = () => Every(Side, Side, () => BinaryMask.Full(Side, Side)),
        ["every mask is one pixel"] = () => Every(Side, Side, () => Pixels((100, 100))),
        ["every mask is a corner pixel"] = () => Every(Side, Side, () => Pixels((0, 0))),
        ["every mask is two neighbours"] = () => Every(Side, Side, () => Pixels((100, 100), (101, 100))),
        ["every mask is two pixels far apart"] = () => Every(Side, Side, () => Pixels((3, 5), (400, 300))),
        ["every mask is a chessboard"] = () => Every(Side, Side, () => Drawing.Where(Side, Side, (x, y) => ((int)x + (int)y) % 2 == 0)),
        ["every mask is a frame one pixel wide"] = () => Every(Side, Side, () => Drawing.Where(Side, Side, (x, y) => x is 0 or Side - 1 || y is 0 or Side - 1)),
        ["the picture is one pixel"] = () => Every(1, 1, () => BinaryMask.Full(1, 1)),
        ["the picture is one row"] = () => Every(Side, 1, () => BinaryMask.Full(Side, 1)),
        ["the picture is one column"] = () => Every(1, Side, () => BinaryMask.Full(1, Side)),
        ["the picture is 63 px wide"] = () => Every(63, 70, () => BinaryMask.Full(63, 70)),
        ["the picture is 64 px wide"] = () => Every(64, 70, () => Drawing.Where(64, 70, (x, y) => (x + 2 * y) % 5 < 2)),
        ["the picture is 65 px wide"] = () => Every(65, 70, () => Drawing.Where(65, 70, (x, y) => x is >= 62 || y < 3)),
        ["every mask is two rows"] = () => Every(Side, 2, () => Drawing.Where(Side, 2, (x, y) => x % 7 != 0)),
        ["every mask touches the border all around"] = () => Every(Side, Side, () => Drawing.Where(Side, Side, (x, y) => x < 4 || y < 4 || x > Side - 5 || y > Side - 5 || Math.Abs(x - y) < 3)),
        ["every mask is full but for one pixel"] = () => Every(Side, Side, () => Drawing.Where(Side, Side, (x, y) => x != 200 || y != 300)),
        ["every mask is every other row"] = () => Every(130, 130, () => Drawing.Where(130, 130, (_, y) => y % 2 == 0)),
        ["the vessels lie outside the field of view only"] = () => Eye(fieldOfView: Drawing.Circle(Side, Side, 60, 450, 50)),
        ["the disc lies outside the field of view"] = () => Eye(fieldOfView: Drawing.Circle(Side, Side, 130, 250, 120)),
        ["the disc fills the picture"] = () => Eye(disc: BinaryMask.Full(Side, Side)),
        ["the disc is one pixel"] = () => Eye(disc: Pixels((350, 250))),
        ["there is a cup and no disc"] = () => Eye(disc: new BinaryMask(Side, Side)),
        ["the disc is a ring"] = () => Eye(disc: Drawing.Where(Side, Side, (x, y) => double.Hypot(x - 350, y - 250) is > 30 and < 40)),
        ["the disc touches the border"] = () => Eye(disc: Drawing.Circle(Side, Side, 0, 250, 40)),
        ["the disc's centre lies outside the frame"] = () => Eye(disc: Drawing.Circle(Side, Side, -30, 250, 40)),
        ["the cup is larger than the disc"] = () => Eye(cup: Drawing.Circle(Side, Side, 350, 250, 70)),
        ["the cup lies beside the disc"] = () => Eye(cup: Drawing.Circle(Side, Side, 100, 100, 20)),
        ["there are two discs"] = () => Eye(disc: Drawing.Where(Side, Side, (x, y) => Math.Abs(Math.Abs(x - 256) - 100) + Math.Abs(y - 250) < 40)),
        ["there are two discs of one size and a cup in the second"] = () => Eye(
            disc: Drawing.Where(Side, Side, (x, y) => double.Hypot(Math.Abs(x - 256) - 100, y - 250) < 40),
            cup: Drawing.Circle(Side, Side, 156, 250, 15)),
        ["there are vessels and no disc"] = () => Eye(disc: new BinaryMask(Side, Side)),
        ["there is a disc and no vessel"] = () => Eye(vessels: new BinaryMask(Side, Side)),
        ["the field of view is empty"] = () => Eye(fieldOfView: new BinaryMask(Side, Side)),
        ["the field of view is one pixel"] = () => Eye(fieldOfView: Pixels((5, 5))),
        ["the fovea lies outside the frame"] = () => Eye(fovea: new PointD(-400, 9000)),
        ["the fovea lies as far away as it may"] = () => Eye(fovea: new PointD(1_000_000, -1_000_000)),
        ["the fovea lies at the disc's centre"] = () => Eye(fovea: new PointD(350, 250)),
        ["the fovea lies less than a pixel from the disc's centre"] = () => Eye(fovea: new PointD(350.3, 250)),
    };

    public static TheoryData<string, bool> CasesAndScales { get; } = new(Cases.Keys.SelectMany(k => new[] { (k, false), (k, true) }));

    public static TheoryData<string> Names { get; } = [.. Cases.Keys];

    /// <summary>The masks of a case; the caller disposes them.</summary>
    internal static RetinaSegmentation Draw(string name) => Cases[name]();

    [Theory]
    [MemberData(nameof(CasesAndScales))]
    public void Every_measure_is_finite_or_says_why_not_within_a_second(string name, bool withScale)
    {
        using RetinaSegmentation eye = Draw(name);
        PixelScale scale = withScale ? PixelScale.Given(10) : PixelScale.Unknown;
        TimeSpan fastest = TimeSpan.MaxValue;
        for (int i = 0; i < 3 && fastest > TimeSpan.FromSeconds(1); i++)
        {
            long start = Stopwatch.GetTimestamp();
            IReadOnlyList<Measurement> measurements = MeasureCatalogue.Default.MeasureAll(
                eye, scale, withScale ? Laterality.Left : Laterality.Unknown, cancellationToken: TestContext.Current.CancellationToken);
            fastest = TimeSpan.FromTicks(Math.Min(fastest.Ticks, Stopwatch.GetElapsedTime(start).Ticks));
            Assert.All(measurements, HasValueOrReason);
        }

        Assert.InRange(fastest.TotalSeconds, 0, 1);
    }

    private static void HasValueOrReason(Measurement m)
    {
        bool ok = m.Status == MeasurementStatus.Ok;
        Assert.True(ok == (m.Value is { } v && double.IsFinite(v)), $"{m.Id}: {m.Status} with value {m.Value}");
        Assert.True(ok == string.IsNullOrEmpty(m.Reason), $"{m.Id}: {m.Status} with reason '{m.Reason}'");
        Assert.True(m.Physical is not { } physical || double.IsFinite(physical.Value), $"{m.Id}: {m.Physical}");
        Assert.All(m.Details, d => Assert.True(double.IsFinite(d.Value), $"{m.Id}: {d.Name} is {d.Value}"));
    }

    private static RetinaSegmentation Every(int width, int height, Func<BinaryMask> draw)
    {
        var builder = new RetinaSegmentation.Builder(width, height).SetFovea(new PointD(width / 3.0, height / 2.0));
        foreach (RetinaClass retinaClass in All)
        {
            builder.SetMask(retinaClass, draw());
        }

        return builder.Build();
    }

    private static RetinaSegmentation Eye(
        BinaryMask? disc = null, BinaryMask? cup = null, BinaryMask? vessels = null, BinaryMask? fieldOfView = null, PointD? fovea = null)
    {
        vessels ??= Drawing.Where(Side, Side, (x, y) => Math.Abs(Math.IEEERemainder(Math.Atan2(y - 250, x - 350), Math.PI / 4)) * double.Hypot(x - 350, y - 250) < 3);
        return new RetinaSegmentation.Builder(Side, Side)
            .SetMask(RetinaClass.Artery, vessels)
            .SetMask(RetinaClass.Vein, vessels.Clone())
            .SetMask(RetinaClass.OpticDisc, disc ?? Drawing.Circle(Side, Side, 350, 250, 40))
            .SetMask(RetinaClass.OpticCup, cup ?? Drawing.Circle(Side, Side, 350, 250, 20))
            .SetMask(RetinaClass.Hemorrhage, Drawing.Circle(Side, Side, 200, 200, 9))
            .SetFieldOfView(FieldOfView.FromMask(fieldOfView ?? Drawing.Circle(Side, Side, 255, 255, 250)))
            .SetFovea(fovea ?? new PointD(170, 260))
            .Build();
    }

    private static BinaryMask Pixels(params (int X, int Y)[] pixels)
    {
        var mask = new BinaryMask(Side, Side);
        foreach ((int x, int y) in pixels)
        {
            mask[x, y] = true;
        }

        return mask;
    }
}
