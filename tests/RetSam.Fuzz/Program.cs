using System.CommandLine;
using RetSam.Fuzz;

CoverageMap.Install();

// The options that several commands have.
var targetName = new Argument<string>("target") { Description = "What reads; see 'list'." };
var seed = new Option<int>("--seed") { Description = "Decides every mutation.", DefaultValueFactory = _ => 1 };
var folder = new Option<string>("--out") { Description = "Where findings, the corpus and the instrumented copy go.", DefaultValueFactory = _ => "fuzz-out" };
var executions = new Option<long>("--executions") { Description = "Inputs for each target.", DefaultValueFactory = _ => long.MaxValue };
var seconds = new Option<long>("--seconds") { DefaultValueFactory = _ => long.MaxValue };

var list = new Command("list", "Names the targets.");
list.SetAction(_ =>
{
    foreach (FuzzTarget target in FuzzTargets.All)
    {
        Console.WriteLine($"{target.Name}: {string.Join(", ", target.Documented.Select(t => t.Name))}");
    }
});

var minutes = new Option<double>("--minutes") { Description = "Time for all targets together.", DefaultValueFactory = _ => double.PositiveInfinity };
var targets = new Option<string[]>("--targets") { Description = "Only these.", AllowMultipleArgumentsPerToken = true };
var blind = new Option<bool>("--blind") { Description = "Without instrumented assemblies: no input is kept for the branches it takes." };
var run = new Command("run", "Runs targets in turn, in processes of their own. Returns 1 when something was found.") { targets, executions, minutes, seed, folder, blind };
run.SetAction(result => FuzzRun.Run(
    new FuzzFolder(result.GetValue(folder)!),
    result.GetValue(targets) is { Length: > 0 } chosen ? chosen : [.. FuzzTargets.All.Select(t => t.Name)],
    result.GetValue(executions),
    result.GetValue(minutes),
    result.GetValue(seed),
    result.GetValue(blind)));

var worker = new Command("worker", "Runs one target in this process; 'run' starts it.") { targetName, seed, executions, seconds, folder };
worker.SetAction(result => Worker.Run(
    result.GetValue(targetName)!, result.GetValue(seed), result.GetValue(executions), result.GetValue(seconds), new FuzzFolder(result.GetValue(folder)!)));

var files = new Argument<string[]>("files") { Arity = ArgumentArity.OneOrMore };
var replay = new Command("replay", "Reads files, such as findings, and says how each ends. Returns 1 when one ends badly.") { targetName, files };
replay.SetAction(result => Replay.Run(FuzzTargets.Find(result.GetValue(targetName)!), result.GetValue(files)!));

var file = new Argument<string>("file");
var asMask = new Option<bool>("--mask") { Description = "As a mask instead of a photograph." };
var cost = new Command("cost", "Decodes a file under the default limits; prints seconds of processor time, bytes that the peak of memory rose, and the ending.") { file, asMask };
cost.SetAction(result => DecodeCostProbe.Run(result.GetValue(file)!, result.GetValue(asMask)));

var seeds = new Command("seeds", "Writes the seeds of a target into a folder, for AFL++.") { targetName, folder };
seeds.SetAction(result =>
{
    var to = new FuzzFolder(result.GetValue(folder)!);
    int number = 0;
    foreach (byte[] input in FuzzTargets.Find(result.GetValue(targetName)!).Seeds())
    {
        File.WriteAllBytes(Path.Combine(to.Root, $"seed{number++:00}"), input);
    }
});

var instrument = new Command("instrument", "Makes the instrumented copy and says where it is.") { folder };
instrument.SetAction(result => Console.WriteLine(InstrumentedCopy.Make(new FuzzFolder(result.GetValue(folder)!).Instrumented)));

var afl = new Command("afl", "Reads what AFL++ sends; run-afl.sh starts it.") { targetName };
afl.SetAction(result => AflTarget.Run(FuzzTargets.Find(result.GetValue(targetName)!)));

return new RootCommand("Hurls damaged bytes at everything in RetSam.Sdk that reads bytes.") { list, run, worker, replay, cost, seeds, instrument, afl }.Parse(args).Invoke();
