using System.CommandLine;
using RetSam.Inference;

namespace RetSam.Cli;

/// <summary><c>retsam selftest</c>: whether this installation computes what it should.</summary>
internal static class SelfTestCommand
{
    private const string Description =
        """
        Tells whether this installation computes what it should, on this machine: run it after installing and after every update.

        Draws procedural eyes, measures them and compares with what is exactly true of them; compares every measure of one eye with what it
        was where this version was made; runs the model again and again on a drawn photograph, which must give the same bits. Needs no
        files and no network. Exit code 0: everything holds; 2: something does not, and is named.
        """;

    public static Command Create(CliConsole console)
    {
        Option<string?> model = CommonOptions.Model();
        Option<int?> threads = CommonOptions.Threads();
        var all = new Option<bool>("--all") { Description = "Name every check, not only how many hold and those that do not." };
        var json = new Option<string?>("--json") { Description = "Write every check as JSON to a file, or to the standard output with - (and then no lines).", HelpName = "FILE|-" };
        var providers = new Option<bool>("--compare-providers")
        {
            Description = "Also run the model through every execution provider that is available, with several threads and with the graph not optimised, and compare.",
        };
        var command = new Command("selftest", Description) { model, threads, providers, all, json };
        command.SetAction((result, cancellationToken) => Task.Run(
            () =>
            {
                using RetinaAnalyzer analyzer = AnalyzerFactory.Create(result.GetValue(model), new OnnxSegmenterOptions { Threads = result.GetValue(threads) });
                SelfTestResult tested = SelfTest.Run(analyzer, cancellationToken: cancellationToken);
                if (result.GetValue(providers))
                {
                    tested = tested with { Checks = [.. tested.Checks, .. ProviderChecks.Of(AnalyzerFactory.OpenPackage(result.GetValue(model)), cancellationToken)] };
                }

                string? file = result.GetValue(json);
                if (file != OutputFile.StandardOutput)
                {
                    WriteLines(console.Out, tested, result.GetValue(all));
                }

                if (file is not null)
                {
                    OutputFile.WriteText(console, file, tested.ToJson() + "\n");
                }

                return tested.Passed ? ExitCode.Ok : ExitCode.SomeFailed;
            },
            cancellationToken));
        return command;
    }

    private static void WriteLines(TextWriter writer, SelfTestResult tested, bool all)
    {
        writer.WriteLine($"RetSam {tested.SdkVersion} on {tested.Platform}; {tested.Model ?? "a model"} on {tested.ExecutionProvider ?? "its own runtime"}");
        foreach (IGrouping<string, SelfTestCheck> subject in tested.Checks.GroupBy(c => c.Subject))
        {
            writer.WriteLine($"{subject.Key}: {subject.Count(c => c.Holds)} of {subject.Count()} checks hold");
            foreach (SelfTestCheck check in subject.Where(c => all || !c.Holds))
            {
                writer.WriteLine($"  {(check.Holds ? "ok    " : "FAILED")} {check.Name}: {check.Found}, expected {check.Expected}");
            }
        }

        int failed = tested.Failures.Count();
        writer.WriteLine(failed == 0
            ? $"PASSED: all {tested.Checks.Count} checks hold."
            : $"FAILED: {failed} of {tested.Checks.Count} checks do not hold. Do not use results of this installation.");
        writer.WriteLine(RetinaReport.NotAMedicalDevice);
    }
}
