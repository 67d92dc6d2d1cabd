using BenchmarkDotNet.Running;
using RetSam.Benchmarks.Kernels;
using RetSam.Benchmarks.Load;

// dotnet run -c Release --project benchmarks/RetSam.Benchmarks -- --filter '*Analyze*'
// The other ways in are that of benchmarks/compare.sh, and "load", described in docs/performance.md.
switch (args)
{
    case ["times", var folder]:
        KernelTimes.Write(folder);
        return 0;
    case ["load", .. var load]:
        return await LoadProgram.RunAsync(load);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        return 0;
}
