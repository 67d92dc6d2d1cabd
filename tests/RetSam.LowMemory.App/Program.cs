// Analyses photographs while memory runs out, and tells of each call how it ended: the fingerprint of its result, or the exception.
using System.Globalization;
using RetSam;
using RetSam.Benchmarks.Load;
using RetSam.Inference;
using RetSam.LowMemory.App;
using RetSam.Models.Lite;

const int Mebibyte = 1 << 20;
switch (args)
{
    case ["cold", var photograph]:
        // Everything for the first time: types, tables, the session, buffers.
        RetinaAnalyzer? first = null;
        Tell("create", () => (first = Create()).Measures.Measures.Count.ToString(CultureInfo.InvariantCulture));
        Tell("analyse", () => Analyse(first ??= Create(), photograph));
        Tell("again", () => Analyse(first ??= Create(), photograph));
        first?.Dispose();
        return 0;

    case ["heap", var small, var large, .. var leave]:
        using (RetinaAnalyzer analyzer = Create())
        {
            Tell("small", () => Analyse(analyzer, small));
            foreach (int left in leave.Select(l => int.Parse(l, CultureInfo.InvariantCulture)))
            {
                Ballast ballast = Ballast.TakeAllBut(left * Mebibyte);
                string outcome = OutcomeOf(() => Analyse(analyzer, large));
                ballast.Release();
                Console.WriteLine($"large with {left} MiB\t{outcome}");
                Tell("small", () => Analyse(analyzer, small));
            }

            Tell("large", () => Analyse(analyzer, large));
        }

        return 0;

    case ["batch", var small, var large]:
        using (RetinaAnalyzer analyzer = Create())
        {
            Tell("small", () => Analyse(analyzer, small));
            await foreach (BatchResult result in analyzer.AnalyzeManyAsync((string[])[small, large, small, large], new BatchOptions { MaxInFlight = 1 }))
            {
                using (result)
                {
                    Tell("batch", () => Fingerprint.Of(result.GetAnalysis()));
                }
            }

        }

        return 0;

    case ["native", "create", var photograph, var more]:
        Tell("analyse", () => AnalyseAlone(photograph));
        AddressSpace.Limit(long.Parse(more, CultureInfo.InvariantCulture) * Mebibyte);
        string created = OutcomeOf(() => AnalyseAlone(photograph));
        AddressSpace.Free();
        Console.WriteLine($"with {more} MiB\t{created}");
        Tell("analyse", () => AnalyseAlone(photograph));
        return 0;

    case ["native", "analyse", var small, var large, var more]:
        using (RetinaAnalyzer analyzer = Create())
        {
            Tell("small", () => Analyse(analyzer, small));
            AddressSpace.Limit(long.Parse(more, CultureInfo.InvariantCulture) * Mebibyte);
            string outcome = OutcomeOf(() => Analyse(analyzer, large));
            AddressSpace.Free();
            Console.WriteLine($"with {more} MiB\t{outcome}");
            Tell("small", () => Analyse(analyzer, small));
            Tell("large", () => Analyse(analyzer, large));
        }

        return 0;

    default:
        Console.Error.WriteLine("usage: RetSam.LowMemory.App cold PHOTO | heap SMALL LARGE MIB... | batch SMALL LARGE | native create PHOTO MIB | native analyse SMALL LARGE MIB");
        return 2;
}

static RetinaAnalyzer Create() => RetinaAnalyzer.Create(b => b.UseModel(
    LiteModel.OpenPackage(), new OnnxSegmenterOptions { Threads = 1, MaxConcurrency = 1, Classes = [RetinaClass.OpticDisc, RetinaClass.OpticCup] }));

static string Analyse(RetinaAnalyzer analyzer, string photograph)
{
    using FileStream file = File.OpenRead(photograph);
    using RetinaAnalysis analysis = analyzer.AnalyzeAsync(file).GetAwaiter().GetResult();
    return Fingerprint.Of(analysis);
}

static string AnalyseAlone(string photograph)
{
    using RetinaAnalyzer analyzer = Create();
    return Analyse(analyzer, photograph);
}

static void Tell(string what, Func<string> call) => Console.WriteLine($"{what}\t{OutcomeOf(call)}");

static string OutcomeOf(Func<string> call)
{
    try
    {
        return call();
    }
#pragma warning disable CA1031 // Whatever comes is to be told.
    catch (Exception e)
#pragma warning restore CA1031
    {
        return Describe(e);
    }
}

static string Describe(Exception e) => $"{e.GetType().Name}: {e.Message.ReplaceLineEndings(" ")}{(e.InnerException is { } inner ? $" <- {Describe(inner)}" : "")}";
