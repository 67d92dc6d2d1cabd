using BenchmarkDotNet.Running;
using RetSam.Benchmarks.Kernels;

// dotnet run -c Release --project benchmarks/RetSam.Benchmarks -- --filter '*Analyze*'
// The other way in is that of benchmarks/compare.sh.
if (args is ["times", var folder])
{
    KernelTimes.Write(folder);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
