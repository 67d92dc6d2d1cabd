namespace RetSam.Sdk.Tests.Batches;

public sealed class AnalyzeManyTests
{
    private static readonly byte[] Photograph = EncodeEye();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(BatchOrder.AsGiven)]
    [InlineData(BatchOrder.AsCompleted)]
    public async Task Every_photograph_gives_what_it_gives_alone(BatchOrder order)
    {
        using RetinaAnalyzer analyzer = Analyzers.Drawn();
        using RetinaAnalysis alone = await analyzer.AnalyzeAsync(new MemoryStream(Photograph), Token);
        var indices = new List<int>();
        await foreach (BatchResult result in analyzer.AnalyzeManyAsync(Good(25), new BatchOptions { Order = order, MaxInFlight = 4 }, Token))
        {
            using (result)
            {
                indices.Add(result.Index);
                Assert.Equal(alone.Report.ToJson(), result.GetAnalysis().Report.ToJson());
            }
        }

        Assert.Equal(Enumerable.Range(0, 25), order == BatchOrder.AsGiven ? indices : indices.Order());
    }

    [Fact]
    public async Task A_damaged_photograph_is_a_result_with_its_error_and_the_others_go_on()
    {
        using RetinaAnalyzer analyzer = Analyzers.Drawn();
        var errors = new List<Exception?>();
        await foreach (BatchResult result in analyzer.AnalyzeManyAsync([.. Good(2), Bad(), .. Good(2)], cancellationToken: Token))
        {
            using (result)
            {
                errors.Add(result.Error);
                Assert.Equal(result.Error is null, result.Analysis is not null);
            }
        }

        Assert.IsType<FundusImageException>(errors[2]);
        Assert.Equal(4, errors.Count(e => e is null));
    }

    [Fact]
    public async Task Asked_to_stop_at_the_first_error_the_batch_throws_it()
    {
        using RetinaAnalyzer analyzer = Analyzers.Drawn();
        int seen = 0;
        await Assert.ThrowsAsync<FundusImageException>(async () =>
        {
            await foreach (BatchResult result in analyzer.AnalyzeManyAsync(
                [.. Good(2), Bad(), .. Good(50)], new BatchOptions { OnError = BatchErrorPolicy.Stop, MaxInFlight = 2 }, Token))
            {
                result.Dispose();
                seen++;
            }
        });
        Assert.Equal(2, seen);
    }

    [Theory]
    [InlineData(BatchOrder.AsGiven)]
    [InlineData(BatchOrder.AsCompleted)]
    public async Task No_more_photographs_are_opened_than_may_be_in_flight_while_the_caller_takes_none(BatchOrder order)
    {
        using RetinaAnalyzer analyzer = Analyzers.Drawn();
        int opened = 0;
        IEnumerable<BatchInput> inputs = Enumerable.Range(0, 100).Select(i => BatchInput.FromStream(
            _ =>
            {
                Interlocked.Increment(ref opened);
                return new ValueTask<Stream>(new MemoryStream(Photograph));
            },
            $"{i}"));
        int taken = 0;
        await foreach (BatchResult result in analyzer.AnalyzeManyAsync(inputs, new BatchOptions { Order = order, MaxInFlight = 3 }, Token))
        {
            result.Dispose();
            taken++;
            await Task.Delay(20, Token);
            Assert.InRange(Volatile.Read(ref opened), taken, taken + 2);
            if (taken == 10)
            {
                break;
            }
        }

        // Left early: those in flight end, no other is begun.
        int after = Volatile.Read(ref opened);
        await Task.Delay(50, Token);
        Assert.Equal(after, Volatile.Read(ref opened));
    }

    [Fact]
    public async Task Cancelling_ends_the_batch_and_the_analyzer_goes_on()
    {
        var segmenter = new DrawnSegmenter(new DrawnEye());
        using RetinaAnalyzer analyzer = Analyzers.Drawn(segmenter);
        using var cancellation = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (BatchResult result in analyzer.AnalyzeManyAsync(Good(1000), new BatchOptions { MaxInFlight = 3 }, cancellation.Token))
            {
                result.Dispose();
                if (result.Index == 4)
                {
                    await cancellation.CancelAsync();
                }
            }
        });
        Assert.InRange(segmenter.Calls, 5, 10);
        using RetinaAnalysis next = await analyzer.AnalyzeAsync(new MemoryStream(Photograph), Token);
        Assert.NotNull(next.Report);
    }

    [Fact]
    public async Task A_photograph_that_fails_at_the_moment_of_a_stop_does_not_hide_the_stop()
    {
        using RetinaAnalyzer analyzer = Analyzers.Drawn();
        using var cancellation = new CancellationTokenSource();
        var failing = BatchInput.FromStream(
            async _ =>
            {
                await cancellation.CancelAsync();
                throw new FundusImageException("damaged");
            },
            "failing");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (BatchResult result in analyzer.AnalyzeManyAsync([failing], null, cancellation.Token))
            {
                result.Dispose();
            }
        });
    }

    [Fact]
    public async Task What_the_inputs_throw_comes_after_the_results_before_it()
    {
        using RetinaAnalyzer analyzer = Analyzers.Drawn();
        int seen = 0;
        await Assert.ThrowsAsync<InvalidDataException>(async () =>
        {
            await foreach (BatchResult result in analyzer.AnalyzeManyAsync(Torn(), cancellationToken: Token))
            {
                result.Dispose();
                seen++;
            }
        });
        Assert.Equal(3, seen);

        static IEnumerable<BatchInput> Torn()
        {
            foreach (BatchInput input in Good(3))
            {
                yield return input;
            }

            throw new InvalidDataException("The list ends here.");
        }
    }

    [Fact]
    public async Task Progress_counts_to_the_end_and_knows_the_time_left()
    {
        using RetinaAnalyzer analyzer = Analyzers.Drawn();
        var seen = new System.Collections.Concurrent.ConcurrentQueue<BatchProgress>();
        var options = new BatchOptions { Progress = new Told(seen.Enqueue) };
        await foreach (BatchResult result in analyzer.AnalyzeManyAsync([.. Good(5), Bad()], options, Token))
        {
            result.Dispose();
        }

        BatchProgress last = seen.MaxBy(p => p.Done);
        Assert.Equal(6, seen.Count);
        Assert.Equal((6, 1, 6), (last.Done, seen.Max(p => p.Failed), last.Total));
        Assert.Equal(TimeSpan.Zero, last.Left);
        Assert.True(last.PerSecond > 0);
    }

    [Fact]
    public async Task Without_room_for_any_photograph_the_batch_is_refused()
    {
        using RetinaAnalyzer analyzer = Analyzers.Drawn();
        await using IAsyncEnumerator<BatchResult> results = analyzer.AnalyzeManyAsync(Good(1), new BatchOptions { MaxInFlight = 0 }, Token).GetAsyncEnumerator(Token);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await results.MoveNextAsync());
    }

    private static byte[] EncodeEye()
    {
        using FundusImage image = new DrawnEye().ToImage();
        return BoxCodec.Encode(image);
    }

    private static IReadOnlyList<BatchInput> Good(int count)
        => [.. Enumerable.Range(0, count).Select(i => BatchInput.FromStream(_ => new ValueTask<Stream>(new MemoryStream(Photograph)), $"{i}"))];

    private static BatchInput Bad() => BatchInput.FromStream(_ => new ValueTask<Stream>(new MemoryStream("no photograph"u8.ToArray())), "bad");

    private sealed class Told(Action<BatchProgress> tell) : IProgress<BatchProgress>
    {
        public void Report(BatchProgress value) => tell(value);
    }
}
