using System.Reflection;
using System.Runtime.Loader;
using Xunit;
using Xunit.Runner.Common;
using Xunit.Sdk;
using Xunit.v3;

namespace RetSam.Mutations;

/// <summary>A built test project, loaded with what lies beside it; the test framework is this program's own.</summary>
internal sealed class TestAssembly : AssemblyLoadContext
{
    private readonly AssemblyDependencyResolver _resolver;
    private readonly Assembly _tests;

    public TestAssembly(string path)
    {
        _resolver = new AssemblyDependencyResolver(path);
        _tests = LoadFromAssemblyPath(path);
    }

    /// <summary>The classes that have tests, by full name.</summary>
    public IReadOnlyList<string> Classes() => [.. _tests.GetTypes()
        .Where(t => t is { IsClass: true, IsAbstract: false } && t.GetMethods().Any(m => m.GetCustomAttributes().OfType<IFactAttribute>().Any()))
        .Select(t => t.FullName!).Order(StringComparer.Ordinal)];

    /// <summary>Runs the tests of a class, one after another, until one fails.</summary>
    /// <returns>The test that failed and what it said, or null.</returns>
    public string? Run(string name)
    {
        using var stop = new CancellationTokenSource();
        var sink = new FirstFailure(stop);
        TestContext.SetForInitialization(sink, diagnosticMessages: false, internalDiagnosticMessages: false);
        var controller = new InProcessFrontController(new XunitTestFramework(), _tests, null);
        ITestFrameworkExecutionOptions options = TestFrameworkOptions.ForExecution(new TestAssemblyConfiguration { ParallelMode = ParallelMode.None, MaxParallelThreads = 1 });
        ITestFrameworkDiscoveryOptions discovery = TestFrameworkOptions.ForDiscovery(new TestAssemblyConfiguration());
        controller.FindAndRun(sink, discovery, options, _ => true, stop, [_tests.GetType(name, throwOnError: true)!]).AsTask().GetAwaiter().GetResult();
        return sink.Test;
    }

    /// <summary>The numbers of the sites reached so far, where the library records them.</summary>
    public IReadOnlyList<int> Reached() => Library()?.GetType(typeof(MutantSwitch).FullName!)?
        .GetField(nameof(MutantSwitch.Reached), BindingFlags.Static | BindingFlags.NonPublic)?.GetValue(null) is bool[] reached
            ? [.. reached.Select((r, i) => r ? i : -1).Where(i => i >= 0)]
            : [];

    private Assembly? Library() => Assemblies.FirstOrDefault(a => a.GetType(typeof(MutantSwitch).FullName!) is not null);

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (assemblyName.Name is { } name && name.StartsWith("xunit.v3.", StringComparison.Ordinal) && name != "xunit.v3.assert")
        {
            return null;
        }

        return _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;

    private sealed class FirstFailure(CancellationTokenSource stop) : IMessageSink
    {
        private readonly Dictionary<string, string> _names = [];

        public string? Test { get; private set; }

        public bool OnMessage(IMessageSinkMessage message)
        {
            switch (message)
            {
                case ITestStarting starting:
                    _names[starting.TestUniqueID] = starting.TestDisplayName;
                    break;
                case ITestFailed failed:
                    Fail($"{_names.GetValueOrDefault(failed.TestUniqueID, failed.TestUniqueID)}: {failed.Messages.FirstOrDefault()}");
                    break;
                // Constructors, fixtures and clean-up that throw.
                case IErrorMetadata error and not ITestFailed:
                    Fail(error.Messages.FirstOrDefault() ?? message.GetType().Name);
                    break;
            }

            return Test is null;
        }

        private void Fail(string name)
        {
            Test ??= name;
            stop.Cancel();
        }
    }
}
