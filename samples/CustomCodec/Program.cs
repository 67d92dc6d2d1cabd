// A codec of one's own: photographs in a raw format go through the same analysis. Research use only: not a medical device.
using CustomCodec;
using RetSam;
using RetSam.Imaging.Skia;
using RetSam.Models.Lite;

string photograph = Path.Combine(AppContext.BaseDirectory, "retina.jpg");
using var raw = new MemoryStream();
using (FundusImage decoded = SkiaFundusImageCodec.Shared.Decode(photograph))
{
    RawPhotographCodec.Encode(decoded, raw);
}

raw.Position = 0;
using RetinaAnalyzer analyzer = RetinaAnalyzer.Create(b => b.UseModel(LiteModel.OpenPackage()).UseCodec(new RawPhotographCodec()));
using RetinaAnalysis analysis = await analyzer.AnalyzeAsync(raw);
Console.WriteLine($"{raw.Length} raw bytes, {analysis.Image.Width} x {analysis.Image.Height} pixels, vessel density {analysis.Report.Find("vessel.vessel.density")?.Value:F3}");

// The analyzer now reads this format and no other; what it is given otherwise is refused in the codec's own words.
try
{
    await analyzer.AnalyzeAsync(photograph);
}
catch (FundusImageException refusal)
{
    Console.WriteLine($"retina.jpg: {refusal.Message}");
}
