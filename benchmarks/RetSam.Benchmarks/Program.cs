using BenchmarkDotNet.Running;

// dotnet run -c Release --project benchmarks/RetSam.Benchmarks -- --filter '*Analyze*'
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
