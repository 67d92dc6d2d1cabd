using RetSam.Biomarkers;

namespace RetSam.Cli.Tests.Commands;

/// <summary>Drawn masks in, answers known on paper out.</summary>
public sealed class MeasureTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Concentric_circles_give_their_ratio_and_the_discs_area()
    {
        string disc = Drawing.Circle(400, 400, 200, 200, 100).Save(_folder["disc.png"]);
        string cup = Drawing.Circle(400, 400, 200, 200, 50).Save(_folder["cup.png"]);
        RetinaReport report = await MeasureAsync("--disc", disc, "--cup", cup, "--um-per-px", "8");

        Assert.Equal(0.5, Value(report, "cdr.vertical"), 0.01);
        Assert.Equal(0.5, Value(report, "cdr.horizontal"), 0.01);
        Assert.Equal(0.25, Value(report, "cdr.area"), 0.01);
        Assert.Equal(Math.PI * 100 * 100, Value(report, "disc.area"), 100.0);
        PhysicalValue area = report.Find("disc.area")!.Physical!;
        Assert.Equal("um2", area.Unit);
        Assert.Equal(64 * Value(report, "disc.area"), area.Value, 1e-6);
        Assert.Equal(PixelScaleProvenance.Given, area.Scale);
        Assert.Equal(MeasurementStatus.NoVessels, report.Find("vessel.vessel.density")!.Status);
    }

    [Fact]
    public async Task A_tenth_of_the_field_of_view_drawn_as_vessel_is_a_density_of_a_tenth()
    {
        string vessel = Drawing.Where(500, 400, (_, y) => y is >= 100 and < 140).Save(_folder["vessel.png"]);
        RetinaReport report = await MeasureAsync("--vessel", vessel);
        Assert.Equal(0.1, Value(report, "vessel.vessel.density"), 1e-12);
        Assert.Equal(500 * 40, Value(report, "vessel.vessel.area"));
    }

    [Fact]
    public async Task The_field_of_view_given_is_the_one_measured_against()
    {
        string vessel = Drawing.Where(500, 400, (_, y) => y is >= 100 and < 140).Save(_folder["vessel.png"]);
        string fov = Drawing.Where(500, 400, (_, y) => y < 200).Save(_folder["fov.png"]);
        RetinaReport report = await MeasureAsync("--vessel", vessel, "--fov", fov);
        Assert.Equal(0.2, Value(report, "vessel.vessel.density"), 1e-12);
        Assert.Equal(FieldOfViewOrigin.Given, report.FieldOfView.Origin);
        Assert.Equal(100_000, report.FieldOfView.Area);
    }

    [Fact]
    public async Task Labels_become_arteries_veins_and_vessels_with_crossings_in_both()
    {
        // Columns of 100 pixels: background, artery, vein, crossing, vessel of unknown kind.
        byte[] labels = [0, 1, 2, 3, 255];
        string av = _folder.Write("av.png", Drawing.GrayPng(500, 100, (x, _) => labels[x / 100]));
        RetinaReport report = await MeasureAsync("--av", av);
        Assert.Equal(20_000, Area(report, "artery"));
        Assert.Equal(20_000, Area(report, "vein"));
        Assert.Equal(40_000, Area(report, "vessel"));
    }

    [Fact]
    public async Task Lesions_of_several_classes_are_each_measured_and_no_other()
    {
        string drusen = Drawing.Circle(300, 300, 100, 100, 20).Save(_folder["d.png"]);
        string none = new BinaryMask(300, 300).Save(_folder["none.png"]);
        RetinaReport report = await MeasureAsync("--lesion", "drusen=" + drusen, "--lesion", "hemorrhage=" + none);
        Assert.Equal(1, Value(report, "lesion.drusen.count"));
        Assert.Equal(0, Value(report, "lesion.hemorrhage.count"));
        Assert.DoesNotContain(report.Measurements, m => m.Id.StartsWith("lesion.exudate.", StringComparison.Ordinal));
        Assert.Equal(["hemorrhage", "drusen"], report.Segmentation.Classes.Select(c => c.Class));
    }

    [Fact]
    public async Task Disc_and_fovea_tell_the_eye_and_their_distance()
    {
        string disc = Drawing.Circle(600, 400, 450, 200, 40).Save(_folder["disc.png"]);
        RetinaReport report = await MeasureAsync("--disc", disc, "--fovea", "250,200");
        Assert.Equal(new ReportLaterality(Laterality.Right, LateralityOrigin.Inferred, 1), report.Laterality); // 2.5 disc diameters, level.
        Assert.Equal(200, Value(report, "macula.disc_distance"), 0.01);
        RetinaReport given = await MeasureAsync("--disc", disc, "--fovea", "250,200", "--laterality", "os");
        Assert.Equal(new ReportLaterality(Laterality.Left, LateralityOrigin.Given), given.Laterality);
    }

    [Fact]
    public async Task Empty_masks_give_statuses_and_no_numbers_about_what_is_not_there()
    {
        string empty = new BinaryMask(300, 300).Save(_folder["empty.png"]);
        RetinaReport report = await MeasureAsync("--vessel", empty, "--artery", empty, "--vein", empty, "--disc", empty, "--cup", empty);
        Assert.Equal(MeasurementStatus.NoVessels, report.Find("vessel.avr")!.Status);
        Assert.Equal(MeasurementStatus.NoDisc, report.Find("cdr.vertical")!.Status);
        Assert.NotEmpty(report.Measurements);

        // The field of view is there, whatever is in it: the whole frame.
        Assert.All(report.Measurements.Where(m => m.Id != "quality.fov_fraction"), m => Assert.True(m.Value is null or 0, $"{m.Id} = {m.Value}"));
    }

    [Fact]
    public async Task Two_runs_write_the_same_bytes()
    {
        string vessel = Drawing.Where(500, 400, (x, y) => Math.Abs(y - 200 - 60 * Math.Sin(x / 40.0)) < 4).Save(_folder["vessel.png"]);
        string disc = Drawing.Circle(500, 400, 400, 200, 40).Save(_folder["disc.png"]);
        string[] line = ["measure", "--vessel", vessel, "--artery", vessel, "--disc", disc, "--fovea", "150,200", "--um-per-px", "7.3"];
        Assert.Equal(0, (await Retsam.RunAsync([.. line, "--json", _folder["a.json"]])).ExitCode);
        Assert.Equal(0, (await Retsam.RunAsync([.. line, "--json", _folder["b.json"]])).ExitCode);
        Assert.Equal(File.ReadAllBytes(_folder["a.json"]), File.ReadAllBytes(_folder["b.json"]));
        Assert.Equal((await Retsam.RunAsync([.. line, "--json", "-"])).Output, File.ReadAllText(_folder["a.json"]));
    }

    [Fact]
    public async Task Piped_the_measures_come_as_lines_of_four_columns()
    {
        string vessel = Drawing.Where(500, 400, (_, y) => y is >= 100 and < 140).Save(_folder["vessel.png"]);
        Retsam.Outcome outcome = await Retsam.RunAsync("measure", "--vessel", vessel);
        string[] lines = outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("id\tvalue\tunit\tstatus", lines[0]);
        Assert.Contains("vessel.vessel.density\t0.1\t1\tOk", lines);
        Assert.Contains("finding.glaucoma_suspicion\t\t1\tNotAssessable", lines);
        Assert.All(lines, line => Assert.Equal(4, line.Split('\t').Length));
    }

    [Fact]
    public async Task The_reference_preset_takes_its_own_measures_and_no_other()
    {
        string artery = Drawing.Where(640, 640, (x, y) => x > 320 && Math.Abs(y - 320) <= 6).Save(_folder["artery.png"]);
        string disc = Drawing.Circle(640, 640, 320, 320, 60).Save(_folder["disc.png"]);
        RetinaReport report = await MeasureAsync("--artery", artery, "--disc", disc, "--preset", "retsam-reference");
        Assert.All(report.Measurements, m => Assert.StartsWith("retsam_reference.", m.Id, StringComparison.Ordinal));
        Assert.Equal(14 * 18.75, Value(report, "retsam_reference.artery.calibre.max"), 1e-9);
        Assert.Empty(report.Findings);
        Assert.Equal(1, (await Retsam.RunAsync("measure", "--artery", artery, "--preset", "other")).ExitCode);
        Assert.Contains("retsam_reference.artery.fractal\t", (await Retsam.RunAsync("catalogue", "--preset", "retsam-reference")).Output, StringComparison.Ordinal);
    }

    private static async Task<RetinaReport> MeasureAsync(params string[] args)
    {
        Retsam.Outcome outcome = await Retsam.RunAsync(["measure", .. args, "--json", "-"]);
        Assert.Equal("", outcome.Error);
        Assert.Equal(0, outcome.ExitCode);
        return RetinaReport.Parse(outcome.Output);
    }

    private static double Value(RetinaReport report, string id)
    {
        ReportMeasurement? measurement = report.Find(id);
        Assert.NotNull(measurement);
        Assert.True(measurement.Status == MeasurementStatus.Ok, $"{id}: {measurement.Status} {measurement.Reason}");
        return measurement.Value!.Value;
    }

    private static int? Area(RetinaReport report, string retinaClass) => report.Segmentation.Classes.Single(c => c.Class == retinaClass).Area;
}
