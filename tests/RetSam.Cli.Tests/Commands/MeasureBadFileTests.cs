namespace RetSam.Cli.Tests.Commands;

/// <summary>Whatever is wrong with a mask, one line says so and the exit code is 2.</summary>
public sealed class MeasureBadFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Kinds => ["missing", "empty file", "text", "one pixel", "30000x30000", "30000x30000 with little data", "truncated", "folder"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_bad_file_ends_in_one_line_that_names_it_and_exit_code_2(string kind)
    {
        string file = Make(kind);
        long before = GC.GetTotalAllocatedBytes();
        Retsam.Outcome outcome = await Retsam.RunAsync("measure", "--vessel", file, "--json", "-");
        long allocated = GC.GetTotalAllocatedBytes() - before;

        Assert.Equal(2, outcome.ExitCode);
        string line = Assert.Single(outcome.ErrorLines);
        Assert.StartsWith($"retsam: {file}: ", line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", outcome.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("internal error", outcome.Error, StringComparison.Ordinal);
        Assert.Equal("", outcome.Output);
        Assert.True(allocated < 300_000_000, $"{allocated} bytes");
    }

    [Fact]
    public async Task Masks_of_different_sizes_are_refused_and_both_sizes_named()
    {
        string vessel = Drawing.Circle(200, 100, 50, 50, 20).Save(_folder["vessel.png"]);
        string disc = Drawing.Circle(100, 100, 50, 50, 20).Save(_folder["disc.png"]);
        Retsam.Outcome outcome = await Retsam.RunAsync("measure", "--vessel", vessel, "--disc", disc);
        Assert.Equal(2, outcome.ExitCode);
        string line = Assert.Single(outcome.ErrorLines);
        Assert.Contains("100x100", line, StringComparison.Ordinal);
        Assert.Contains("200x100", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_label_that_means_nothing_is_refused_and_named()
    {
        string av = _folder.Write("av.png", Drawing.GrayPng(64, 64, (x, y) => (byte)(x == 7 && y == 9 ? 77 : 1)));
        Retsam.Outcome outcome = await Retsam.RunAsync("measure", "--av", av);
        Assert.Equal(2, outcome.ExitCode);
        string line = Assert.Single(outcome.ErrorLines);
        Assert.Contains("77", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_ends_in_one_line_too()
    {
        string vessel = Drawing.Circle(100, 100, 50, 50, 20).Save(_folder["vessel.png"]);
        Retsam.Outcome outcome = await Retsam.RunAsync("measure", "--vessel", vessel, "--json", Path.Combine(_folder.Path, "no", "such", "folder.json"));
        Assert.Equal(2, outcome.ExitCode);
        Assert.Single(outcome.ErrorLines);
    }

    private string Make(string kind)
    {
        byte[] good = Drawing.GrayPng(200, 200, (x, y) => (byte)(x * y));
        return kind switch
        {
            "missing" => Path.Combine(_folder.Path, "missing.png"),
            "empty file" => _folder.Write("empty.png", []),
            "text" => _folder.Write("text.png", "This is not a picture.\nNot at all.\n"u8.ToArray()),
            "one pixel" => _folder.Write("one.png", Drawing.GrayPng(1, 1, (_, _) => 255)),
            "30000x30000" => _folder.Write("huge.png", PngFile.Make(30_000, 30_000, new byte[1_000_000])),
            "30000x30000 with little data" => _folder.Write("liar.png", PngFile.Make(30_000, 30_000, [0])),
            "truncated" => _folder.Write("truncated.png", good[..(good.Length / 2)]),
            "folder" => Directory.CreateDirectory(_folder["folder.png"]).FullName,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
    }
}
