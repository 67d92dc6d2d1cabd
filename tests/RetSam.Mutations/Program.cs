using System.CommandLine;
using RetSam.Mutations;

var seed = new Option<int>("--seed") { Description = "Decides which mutants are drawn.", DefaultValueFactory = _ => 1 };
var sample = new Option<int>("--sample") { Description = "How many are drawn.", DefaultValueFactory = _ => 400 };
var processes = new Option<int>("--processes") { Description = "How many mutants are tried at once.", DefaultValueFactory = _ => Math.Max(1, Environment.ProcessorCount) };
var only = new Option<string?>("--only") { Description = "Only files whose path holds this." };
var without = new Option<string?>("--without") { Description = "Leaves out the classes of tests whose full name holds this, to see what the others notice." };
var seconds = new Option<double>("--seconds") { Description = "Of tests for one mutant, likeliest first; what is not noticed by then counts as unnoticed.", DefaultValueFactory = _ => 15 };
var minutes = new Option<double>("--minutes") { Description = "After which no further mutant is tried.", DefaultValueFactory = _ => double.PositiveInfinity };
var folder = new Option<string>("--out") { Description = "Where the changed copies of the tests and the result go.", DefaultValueFactory = _ => "artifacts/mutation" };

var run = new Command("run", "Draws mutants of RetSam.Biomarkers and runs the tests against each. Writes result-SEED.md.") { seed, sample, processes, only, without, seconds, minutes, folder };
run.SetAction(result =>
{
    string to = Path.GetFullPath(result.GetValue(folder)!);
    Directory.CreateDirectory(to);
    var limits = new RunLimits(result.GetValue(processes), result.GetValue(seconds), result.GetValue(minutes));
    RunResult ended = new MutationRun(Directory.GetCurrentDirectory(), to, limits, TextWriter.Synchronized(Console.Out))
        .Run(result.GetValue(seed), result.GetValue(sample), result.GetValue(only), result.GetValue(without));
    File.WriteAllText(Path.Combine(to, $"result-{ended.Seed}.md"), ended.Markdown());
    Console.WriteLine(ended.Summary());
});

var worker = new Command("worker", "Runs classes of tests that standard input names; 'run' starts it.") { Hidden = true };
worker.SetAction(_ => Worker.Run());

return new RootCommand("Changes RetSam.Biomarkers in small ways and counts the changes that its tests do not notice.") { run, worker }.Parse(args).Invoke();
