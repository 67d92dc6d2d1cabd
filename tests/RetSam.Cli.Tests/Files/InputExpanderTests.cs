namespace RetSam.Cli.Tests;

public sealed class InputExpanderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public InputExpanderTests()
    {
        foreach (string name in new[] { "a.jpg", "b.PNG", "c.txt", "[d].tif", "sub/e.jpg", "sub/deep/f.jpg", "sub/deep/g.csv" })
        {
            _folder.Write(name, [0]);
        }
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", "[d].tif a.jpg b.PNG")]
    [InlineData("*.jpg", "a.jpg")]
    [InlineData("?.jpg", "a.jpg")]
    [InlineData("*", "[d].tif a.jpg b.PNG")]
    [InlineData("*.txt", "c.txt")]
    [InlineData("[d].tif", "[d].tif")]
    [InlineData("**/*.jpg", "a.jpg sub/deep/f.jpg sub/e.jpg")]
    [InlineData("**", "[d].tif a.jpg b.PNG sub/deep/f.jpg sub/e.jpg")]
    [InlineData("s*/*.jpg", "sub/e.jpg")]
    [InlineData("sub/**/f.*", "sub/deep/f.jpg")]
    public void An_argument_stands_for_these_files(string argument, string expected)
    {
        IReadOnlyList<InputFile> inputs = InputExpander.Expand([Path.Combine(_folder.Path, argument)]);
        Assert.All(inputs, i => Assert.Null(i.Failure));
        Assert.Equal(expected.Split(' '), inputs.Select(i => Path.GetRelativePath(_folder.Path, i.Path).Replace('\\', '/')));
    }

    [Theory]
    [InlineData("x.jpg", "no such file or folder")]
    [InlineData("*.bmp", "no image matches the pattern")]
    [InlineData("nowhere/**/*.jpg", "no image matches the pattern")]
    public void An_argument_that_stands_for_nothing_is_a_failure(string argument, string reason)
        => Assert.Equal(reason, Assert.Single(InputExpander.Expand([Path.Combine(_folder.Path, argument)])).Failure);

    [Fact]
    public void A_misspelt_option_is_told_as_one()
        => Assert.Equal("no such option, file or folder", Assert.Single(InputExpander.Expand(["--overlays"])).Failure);

    [Fact]
    public void A_file_named_twice_is_taken_once()
    {
        string file = _folder["a.jpg"];
        Assert.Single(InputExpander.Expand([file, file, Path.Combine(_folder.Path, "sub", "..", "a.jpg"), Path.Combine(_folder.Path, "a.*")]));
    }

    [Fact]
    public void What_an_earlier_run_wrote_is_not_taken_for_a_photograph()
    {
        _folder.Write("sub/e.overlay.png", [0]);
        _folder.Write("sub/masks/e.vessel.png", [0]);
        string output = Path.Combine(_folder.Path, "sub");
        Assert.Equal(["e.jpg"], InputExpander.Expand([output], output).Select(i => Path.GetFileName(i.Path)));
        Assert.Equal(["e.jpg"], InputExpander.Expand([Path.Combine(output, "**", "e*")], output).Select(i => Path.GetFileName(i.Path)));
        Assert.Equal(3, InputExpander.Expand([Path.Combine(output, "**", "e*")]).Count);
    }

    [Fact]
    public void Output_names_differ_even_where_inputs_differ_only_in_case_or_look_like_a_second_one()
    {
        var names = new OutputNames();
        Assert.Equal(["x", "X-2", "x-2-2", "x-3"], new[] { "a/x.jpg", "b/X.png", "c/x-2.jpg", "d/x.tif" }.Select(names.For));
    }
}
