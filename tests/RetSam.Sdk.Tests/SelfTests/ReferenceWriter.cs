using System.Text.Json;
using RetSam.Models.Lite;

namespace RetSam.Sdk.Tests.SelfTests;

/// <summary>
/// What the self-test embeds is what this version computes, to the bit; with RETSAM_WRITE_SELFTEST set to a file's name (as
/// eng/update-selftest.sh does) it is written there instead.
/// </summary>
public sealed class ReferenceWriter
{
    [Fact]
    public void The_embedded_reference_is_what_this_version_computes()
    {
        using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(b => b.UseModel(LiteModel.OpenPackage()));
        using FundusImage photograph = SelfTestReference.Eye.DrawPhotograph();
        using RetinaSegmentation segmentation = analyzer.Segment(photograph, TestContext.Current.CancellationToken);
        var computed = new SelfTestReference(
            new(SelfTestReference.MeasureEye(TestContext.Current.CancellationToken).ToDictionary(m => m.Id, SelfTestReference.Write), StringComparer.Ordinal),
            new() { [LiteModel.OpenPackage().Manifest.Weights.Sha256!] = ModelChecks.AreasOf(segmentation) });
        if (Environment.GetEnvironmentVariable("RETSAM_WRITE_SELFTEST") is { Length: > 0 } file)
        {
            File.WriteAllText(file, JsonSerializer.Serialize(computed, SelfTestJsonContext.Default.SelfTestReference) + "\n");
            Assert.Skip($"Written to {file}.");
        }

        Assert.Equal(SelfTestReference.Current.Measures, computed.Measures);
    }
}
