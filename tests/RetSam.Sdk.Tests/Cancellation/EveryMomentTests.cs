using System.Text;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RetSam.Biomarkers;
using RetSam.Biomarkers.Phantoms;
using RetSam.Imaging.Skia;
using RetSam.Inference;
using RetSam.Inference.Tests;
using SkiaSharp;

namespace RetSam.Sdk.Tests.Cancellation;

/// <summary>
/// Every call that takes a token, cancelled at every moment of it in turn, from the first until it ends undisturbed. It ends with the
/// token's own <see cref="OperationCanceledException"/>, or, where the moment came too late, with the right result; it gives back what it
/// lent from the pools, leaves nothing under way, and the same analyzer goes on: the next call is the next moment.
/// </summary>
[Collection(nameof(Alone))]
public sealed class EveryMomentTests : IDisposable
{
    /// <summary>A call takes some hundredths of a second; the rest is for machines that do much else.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(3);

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"retsam-{Guid.NewGuid():N}.jpg");
    private readonly FundusImage _image = EyePhantom.Create(new EyePhantomOptions { Size = 320, Seed = 3 }).DrawPhotograph();
    private readonly byte[] _jpeg;
    private readonly RetinaAnalyzer _analyzer;
    private Moments _moments = new(int.MaxValue);

    public EveryMomentTests()
    {
        _jpeg = Encode(SKEncodedImageFormat.Jpeg);
        File.WriteAllBytes(_file, _jpeg);

        // A network that takes no time and several images at once: the vessels are where the photograph is red.
        byte[] graph = new OnnxGraphBuilder().Input("image", [-1, 3, TestPackage.Side, TestPackage.Side])
            .Mix("vessels", "image", [-1, 1, TestPackage.Side, TestPackage.Side], [1, 0, 0]).Build();
        _analyzer = RetinaAnalyzer.Create(b => b
            .UseModel(TestPackage.Create(TestPackage.Manifest(), graph), new OnnxSegmenterOptions { Threads = 1, MaxConcurrency = 2, MaxBatch = 2, MaxBatchDelay = TimeSpan.FromMilliseconds(2) })
            .UseStage(new ToldStage(() => _moments.Pass()))
            .UseMeasures(new MeasureCatalogue([new ToldMeasure("a", () => _moments.Pass()), new DiscPixels(), new ToldMeasure("b", () => _moments.Pass())])));
    }

    public void Dispose()
    {
        _moments.Dispose();
        _analyzer.Dispose();
        _image.Dispose();

        // Nothing holds it any more.
        File.Delete(_file);
    }

    [Fact]
    public Task A_stream_is_analysed() => AtEveryMoment(50, async m =>
    {
        using RetinaAnalysis analysis = await _analyzer.AnalyzeAsync(m.Reading(_jpeg), Options(m), m.Token);
        return analysis.Report.ToJson();
    });

    [Fact]
    public Task A_file_is_analysed() => AtEveryMoment(30, async m =>
    {
        using RetinaAnalysis analysis = await _analyzer.AnalyzeAsync(_file, Options(m), m.Token);
        return analysis.Report.ToJson();
    });

    [Fact]
    public Task A_photograph_in_memory_is_analysed() => AtEveryMoment(30, m =>
    {
        using RetinaAnalysis analysis = _analyzer.Analyze(_image, Options(m), m.Token);
        return Task.FromResult(analysis.Report.ToJson());
    });

    [Fact]
    public Task A_stream_is_segmented() => AtEveryMoment(40, async m =>
    {
        using RetinaSegmentation segmentation = await _analyzer.SegmentAsync(m.Reading(_jpeg), Options(m), m.Token);
        return Describe(segmentation);
    });

    [Fact]
    public Task A_photograph_in_memory_is_segmented() => AtEveryMoment(20, m =>
    {
        using RetinaSegmentation segmentation = _analyzer.Segment(_image, m.Token);
        return Task.FromResult(Describe(segmentation));
    });

    [Fact]
    public async Task Masks_are_measured()
    {
        using RetinaSegmentation segmentation = _analyzer.Segment(_image, TestContext.Current.CancellationToken);
        await AtEveryMoment(5, m => Task.FromResult(_analyzer.Measure(segmentation, Options(m), m.Token).ToJson()));
    }

    [Theory]
    [InlineData(BatchOrder.AsGiven)]
    [InlineData(BatchOrder.AsCompleted)]
    public Task A_batch(BatchOrder order) => AtEveryMoment(100, async m =>
    {
        BatchInput[] inputs =
        [
            BatchInput.FromStream(
                _ =>
                {
                    m.Pass();
                    return ValueTask.FromResult(m.Reading(_jpeg));
                },
                "stream"),
            BatchInput.FromFile(_file),
            BatchInput.FromImage(_image, "image"),
        ];
        var options = new BatchOptions { Order = order, MaxInFlight = 2, Analysis = Options(m), Progress = m.Progress<BatchProgress>() };
        var found = new SortedDictionary<int, string>();
        await foreach (BatchResult result in _analyzer.AnalyzeManyAsync(inputs, options, m.Token))
        {
            using (result)
            {
                found[result.Index] = result.GetAnalysis().Report.ToJson();
                m.Pass();
            }
        }

        return string.Join('\n', found.Values);
    });

    [Fact]
    public Task Two_photographs_are_compared() => AtEveryMoment(80, async m =>
    {
        var second = BatchInput.FromStream(_ => ValueTask.FromResult(m.Reading(_jpeg)), "stream", Options(m));
        return (await _analyzer.CompareAsync(BatchInput.FromFile(_file, Options(m)), second, cancellationToken: m.Token)).ToJson();
    });

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public async Task A_stream_is_decoded(SKEncodedImageFormat format)
    {
        byte[] file = Encode(format);
        await AtEveryMoment(10, async m =>
        {
            using FundusImage image = await SkiaFundusImageCodec.Shared.DecodeAsync(m.Reading(file), cancellationToken: m.Token);
            return Convert.ToHexString(image.Pixels[..1000]);
        });
        await AtEveryMoment(10, m =>
        {
            using FundusImage image = SkiaFundusImageCodec.Shared.Decode(m.Reading(file), cancellationToken: m.Token);
            return Task.FromResult(Convert.ToHexString(image.Pixels[..1000]));
        });
    }

    [Fact]
    public async Task A_mask_is_read()
    {
        byte[] file = Encode(SKEncodedImageFormat.Png);
        await AtEveryMoment(40, m =>
        {
            using BinaryMask mask = new MaskReader { Threshold = 60 }.ReadMask(m.Reading(file), m.Token);
            return Task.FromResult($"{mask.CountPixels()}");
        });
    }

    /// <summary>What was written when the token was cancelled is a beginning of the whole, and no more.</summary>
    [Fact]
    public async Task A_report_is_written()
    {
        RetinaReport report = PhantomReport.Create();
        await AtEveryMoment(15, async m =>
        {
            using MemoryStream stream = m.Writing();
            try
            {
                await report.WriteJsonAsync(stream, m.Token);
            }
            finally
            {
                Assert.StartsWith(Encoding.UTF8.GetString(stream.ToArray()), report.ToJson(), StringComparison.Ordinal);
            }

            return Encoding.UTF8.GetString(stream.ToArray());
        });
    }

    /// <summary>A table has whole rows only, whenever the writing of one was cancelled, and each once.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_table_is_written(bool wide)
    {
        RetinaReport report = PhantomReport.Create();
        report = report with { Measurements = [.. report.Measurements.Take(120)] };
        string whole = await Table(int.MaxValue);
        await AtEveryMoment(30, async m =>
        {
            (string text, OperationCanceledException? cancelled) = await WriteTable(m);
            Assert.StartsWith(text.TrimEnd('\n'), whole, StringComparison.Ordinal);
            Assert.Contains(text.Split('\n').Length - 1, wide ? [1, 2, 3] : new[] { 1, 1 + report.Measurements.Count, 1 + 2 * report.Measurements.Count });
            return cancelled is null ? text : throw cancelled;
        });

        async Task<string> Table(int at)
        {
            using var moments = new Moments(at);
            return (await WriteTable(moments)).Text;
        }

        async Task<(string Text, OperationCanceledException? Cancelled)> WriteTable(Moments m)
        {
            using MemoryStream stream = m.Writing();
            OperationCanceledException? cancelled = null;
            await using (var text = new StreamWriter(stream, bufferSize: 256))
            {
                CsvTableWriter table = wide ? new WideCsvWriter(text, [.. report.Measurements.Select(x => new ReportColumn(x.Id, x.Unit, x.Physical?.Unit, false))]) : new LongCsvWriter(text);
                await using (table)
                {
                    try
                    {
                        await table.WriteAsync("one", report, m.Token);
                        await table.WriteAsync("two", report, m.Token);
                    }
                    catch (OperationCanceledException e)
                    {
                        cancelled = e;
                    }
                }
            }

            return (Encoding.UTF8.GetString(stream.ToArray()), cancelled);
        }
    }

    [Fact]
    public async Task The_health_check()
    {
        var context = new HealthCheckContext { Registration = RetSamHealthCheck.Of() };
        await AtEveryMoment(5, async m =>
        {
            using RetinaAnalyzer fresh = RetinaAnalyzer.Create(b => b.UseSegmenter(new DrawnSegmenter(new DrawnEye { Width = 64, Height = 64 }) { During = m.Pass }));
            return $"{(await new RetSamHealthCheck(fresh).CheckHealthAsync(context, m.Token)).Status}";
        });
    }

    private static AnalysisOptions Options(Moments moments) => new() { Progress = moments.Progress<AnalysisStage>() };

    private static string Describe(RetinaSegmentation segmentation)
        => string.Join(' ', segmentation.Classes.Select(c => $"{c.Slug} {segmentation.GetMask(c)?.CountPixels()}"));

    /// <param name="fewest">So many moments there are at least: fewer, and the call is no longer watched.</param>
    /// <param name="call">The call; gives its result as a text.</param>
    private async Task AtEveryMoment(int fewest, Func<Moments, Task<string>> call)
    {
        string expected = await Run(int.MaxValue, call) ?? "";
        using var rented = RentedBuffers.OfTheProcess();
        await Run(int.MaxValue, call);
        IReadOnlyList<int> kept = rented.Lent;
        int cancelled = 0;
        int at = 0;
        for (bool came = true; came; at++)
        {
            string? found = await Run(at, call);
            came = _moments.Came;
            cancelled += found is null ? 1 : 0;
            Assert.True(found is null || found == expected, $"Cancelled at moment {at} the call ended with another result: {found}");
            Assert.True(rented.Lent.Count <= kept.Count, $"Cancelled at moment {at} the call kept buffers of {string.Join(", ", rented.Lent)}; undisturbed it keeps {string.Join(", ", kept)}.");
        }

        TestContext.Current.SendDiagnosticMessage($"{TestContext.Current.Test!.TestDisplayName}: {at - 1} moments, cancelled at {cancelled} of them");
        Assert.True(at - 1 >= fewest, $"{at - 1} moments");
        Assert.True(cancelled > 0, "It was never cancelled.");
    }

    /// <summary>The call's result; <see langword="null"/> when it was cancelled.</summary>
    private async Task<string?> Run(int at, Func<Moments, Task<string>> call)
    {
        _moments.Dispose();
        _moments = new Moments(at);
        string? result = null;
        try
        {
            result = await call(_moments);
        }
        catch (OperationCanceledException e)
        {
            Assert.True(_moments.Came, $"Cancelled though nobody did, before moment {at}.");
            Assert.True(e.CancellationToken == _moments.Token, $"Cancelled at moment {at} the exception names another token than the caller's:\n{e}");
        }

        if (_moments.Came)
        {
            Assert.True(_moments.SinceCancelled < AtOnce, $"Cancelled at moment {at} the call returned after {_moments.SinceCancelled}.");
        }

        Assert.True(_moments.LeftUnderWay == 0, $"Cancelled at moment {at} something is still under way.");
        return result;
    }

    private byte[] Encode(SKEncodedImageFormat format) => EncodedPhotograph.Of(_image, format);

    private sealed class ToldStage(Action told) : RetinaStage("told")
    {
        public override RetinaSegmentation Segment(SegmentationRequest request, Func<SegmentationRequest, RetinaSegmentation> next)
        {
            told();
            RetinaSegmentation segmentation = base.Segment(request, next);
            told();
            return segmentation;
        }

        public override RetinaReport Measure(MeasuringRequest request, Func<MeasuringRequest, RetinaReport> next)
        {
            told();
            RetinaReport report = base.Measure(request, next);
            told();
            return report;
        }
    }

    private sealed class ToldMeasure(string id, Action told) : Measure(new MeasureDefinition
    {
        Id = $"test.{id}", Name = "Told", Definition = "Nothing.", Unit = "1", Source = "none", Inputs = MeasureInputs.None,
    })
    {
        protected override MeasureOutcome Compute(MeasureContext context)
        {
            told();
            return MeasureOutcome.Of(1);
        }
    }
}
