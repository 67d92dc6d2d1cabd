using Microsoft.Extensions.Logging;
using Microsoft.ML.OnnxRuntime;

namespace RetSam.Inference.Tests;

/// <summary>The order of preference, what it falls back to, and what it says. The tests bring the processor's runtime only.</summary>
public class ExecutionProviderTests
{
    [Fact]
    public void By_default_the_processor_computes_and_says_so()
    {
        using OnnxSegmenter segmenter = TestPackage.Segmenter(TestPackage.Manifest(), TestPackage.MixGraph());
        Assert.Equal("CPUExecutionProvider", segmenter.Session.ExecutionProvider);
        Assert.Equal("test-model 1.2.3", segmenter.Session.Model);
        Assert.Equal(OrtEnv.Instance().GetVersionString(), segmenter.Session.RuntimeVersion);
        Assert.Equal(1, segmenter.Session.Threads);
        Assert.Equal("1", segmenter.Session.Options["enable_cpu_mem_arena"]);
        Assert.Empty(segmenter.Session.Fallbacks);
    }

    [Fact]
    public void Absent_providers_are_passed_over_and_the_record_and_the_log_say_why()
    {
        var log = new ListLogger();
        using OnnxSegmenter segmenter = Load(log, new TensorRtExecutionProvider { UseFp16 = true }, new CudaExecutionProvider(), new CpuExecutionProvider());
        Assert.Equal("CPUExecutionProvider", segmenter.Session.ExecutionProvider);
        Assert.Equal(["TensorrtExecutionProvider", "CUDAExecutionProvider"], segmenter.Session.Fallbacks.Select(f => f.Provider));
        Assert.All(segmenter.Session.Fallbacks, f =>
        {
            Assert.Equal(ExecutionProviderFault.NotInRuntime, f.Fault);
            Assert.Contains("Microsoft.ML.OnnxRuntime.Gpu", f.Message, StringComparison.Ordinal);
            Assert.Contains(log.Lines, l => l.StartsWith("Warning", StringComparison.Ordinal) && l.Contains(f.Message, StringComparison.Ordinal));
        });
        Assert.Contains(log.Lines, l => l.Contains("loaded on CPUExecutionProvider", StringComparison.Ordinal));
        RunOnce(segmenter);
    }

    [Fact]
    public void When_none_can_be_used_each_is_named_with_the_package_to_add()
    {
        foreach (ExecutionProvider[] required in new ExecutionProvider[][] { [new CudaExecutionProvider()], [new TensorRtExecutionProvider(), new CudaExecutionProvider()] })
        {
            ExecutionProviderException refusal = Assert.Throws<ExecutionProviderException>(() => Load(null, required));
            Assert.All(required, p => Assert.Contains($"{p.Name} is not in the native ONNX Runtime", refusal.Message, StringComparison.Ordinal));
            Assert.Contains("which has CPUExecutionProvider", refusal.Message, StringComparison.Ordinal);
            Assert.Contains("Microsoft.ML.OnnxRuntime.Gpu", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Appending_a_provider_that_the_runtime_lacks_is_put_into_plain_words()
    {
        // As if the runtime had said it has CUDA: what the append itself throws must not reach the caller.
        foreach (ExecutionProvider liar in new ExecutionProvider[] { new Posing(new CudaExecutionProvider()), new Posing(new TensorRtExecutionProvider()), new NoEntryPoint() })
        {
            ExecutionProviderException refusal = Assert.Throws<ExecutionProviderException>(() => Load(null, liar));
            Assert.Contains("could not be started", refusal.Message, StringComparison.Ordinal);
            Assert.NotNull(refusal.InnerException);
            using OnnxSegmenter segmenter = Load(null, liar, new CpuExecutionProvider());
            Assert.Equal(ExecutionProviderFault.FailedToStart, Assert.Single(segmenter.Session.Fallbacks).Fault);
        }
    }

    [Fact]
    public void A_graph_that_is_refused_is_the_packages_fault_whatever_the_provider()
    {
        byte[] graph = new OnnxGraphBuilder().Input("image", [1, 3, TestPackage.Side, TestPackage.Side])
            .Node("NoSuchOperator", ["image"], ["vessels"]).Output("vessels", [1, 1, TestPackage.Side, TestPackage.Side]).Build();
        ModelPackage package = TestPackage.Create(TestPackage.Manifest(), graph);
        ModelPackageException refusal = Assert.Throws<ModelPackageException>(() => new OnnxSegmenter(
            package, new OnnxSegmenterOptions { ExecutionProviders = [new CudaExecutionProvider(), new CpuExecutionProvider { UseArena = false }] }));
        Assert.Contains("NoSuchOperator", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_provider_of_ones_own_is_one_class()
    {
        var own = new Named(3);
        using OnnxSegmenter segmenter = Load(null, own);
        Assert.Equal("3", segmenter.Session.Options["threads"]);
        Assert.Single(own.Appended);
        RunOnce(segmenter);
    }

    [Fact]
    public void Settings_of_the_processor_change_no_mask()
    {
        using OnnxSegmenter plain = Load(null, new CpuExecutionProvider());
        using OnnxSegmenter tuned = Load(null, new CpuExecutionProvider { UseArena = false, AllowSpinning = true, InterOpThreads = 2 });
        Assert.Equal("2", tuned.Session.Options["inter_op_num_threads"]);
        Assert.Equal("0", tuned.Session.Options["enable_cpu_mem_arena"]);
        Assert.Equal("1", tuned.Session.Options["allow_spinning"]);
        using RetinaSegmentation expected = RunOnce(plain);
        using RetinaSegmentation found = RunOnce(tuned);
        Assert.True(expected.GetMask(RetinaClass.Vessel)!.ContentEquals(found.GetMask(RetinaClass.Vessel)!));
    }

    [Fact]
    public void Settings_of_gpus_are_handed_over_in_onnx_runtimes_own_terms()
    {
        var cuda = new CudaExecutionProvider { DeviceId = 2, MemoryLimitBytes = 1 << 30, Arena = GpuArena.SameAsRequested, UseTf32 = true, UseCudaGraph = true };
        Assert.Equal(
            "arena_extend_strategy=kSameAsRequested device_id=2 enable_cuda_graph=1 gpu_mem_limit=1073741824 use_tf32=1", Text(cuda.Options));
        Assert.Equal("arena_extend_strategy=kNextPowerOfTwo device_id=0 enable_cuda_graph=0 use_tf32=0", Text(new CudaExecutionProvider().Options));
        var tensorRt = new TensorRtExecutionProvider { Cuda = cuda, UseFp16 = true, UseInt8 = true, EngineCacheFolder = "engines", TimingCacheFolder = "times", WorkspaceBytes = 5 };
        Assert.Equal(
            "device_id=2 trt_cuda_graph_enable=1 trt_engine_cache_enable=1 trt_engine_cache_path=engines trt_fp16_enable=1 trt_int8_enable=1 "
            + "trt_max_workspace_size=5 trt_timing_cache_enable=1 trt_timing_cache_path=times",
            Text(tensorRt.Options));
        Assert.Equal(
            "device_id=0 trt_cuda_graph_enable=0 trt_engine_cache_enable=0 trt_fp16_enable=0 trt_int8_enable=0 trt_timing_cache_enable=0",
            Text(new TensorRtExecutionProvider().Options));

        static string Text(IReadOnlyDictionary<string, string> options)
            => string.Join(' ', options.OrderBy(o => o.Key, StringComparer.Ordinal).Select(o => $"{o.Key}={o.Value}"));
    }

    [Fact]
    public void The_dry_check_tells_what_is_there_and_what_to_add_without_a_session()
    {
        IReadOnlyList<ExecutionProviderStatus> all = ExecutionProvider.CheckAll();
        Assert.Equal(["TensorrtExecutionProvider", "CUDAExecutionProvider", "CPUExecutionProvider"], all.Select(s => s.Provider.Name));
        Assert.Equal([false, false, true], all.Select(s => s.IsAvailable));
        Assert.All(all.Take(2), s => Assert.Contains("Microsoft.ML.OnnxRuntime.Gpu", s.Problem, StringComparison.Ordinal));
        Assert.Null(all[2].Problem);
    }

    [Fact]
    public void The_dry_check_names_the_libraries_that_cannot_be_loaded()
    {
        ExecutionProviderStatus status = new Needy().Check();
        Assert.Equal(ExecutionProviderFault.LibraryMissing, status.Fault);
        Assert.Equal("libretsam-nowhere.so.1 or libretsam-nowhere.so.2", Assert.Single(status.MissingLibraries));
        Assert.Contains("libretsam-nowhere.so.1", status.Problem, StringComparison.Ordinal);
        // Missing libraries are a hint; whether the provider starts is for ONNX Runtime to say.
        using OnnxSegmenter segmenter = Load(null, new Needy());
        Assert.Empty(segmenter.Session.Fallbacks);
    }

    [Fact]
    public void A_missing_native_library_names_the_package_to_add()
    {
        var cause = new TypeInitializationException("NativeMethods", new DllNotFoundException("Unable to load shared library 'onnxruntime'.\nIt is not there."));
        Assert.True(OrtRuntime.IsNativeFailure(cause));
        string message = OrtRuntime.DescribeMissingNative(cause);
        Assert.Contains("add the package Microsoft.ML.OnnxRuntime (processor)", message, StringComparison.Ordinal);
        Assert.Contains("Unable to load shared library 'onnxruntime'.", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void Other_failures_are_not_taken_for_a_missing_library()
    {
        Assert.False(OrtRuntime.IsNativeFailure(new InvalidOperationException()));
        Assert.False(OrtRuntime.IsNativeFailure(new TypeInitializationException("X", new InvalidOperationException())));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Options_out_of_range_are_misuse(int value)
    {
        ModelPackage package = TestPackage.Create(TestPackage.Manifest(), TestPackage.MixGraph());
        Assert.Throws<ArgumentOutOfRangeException>(() => new OnnxSegmenter(package, new OnnxSegmenterOptions { Threads = value }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new OnnxSegmenter(package, new OnnxSegmenterOptions { MaxConcurrency = value }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CpuExecutionProvider { InterOpThreads = value });
        Assert.Throws<ArgumentOutOfRangeException>(() => new CudaExecutionProvider { MemoryLimitBytes = value });
        Assert.Throws<ArgumentOutOfRangeException>(() => new TensorRtExecutionProvider { WorkspaceBytes = value });
        Assert.Throws<ArgumentOutOfRangeException>(() => new CudaExecutionProvider { DeviceId = value - 1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new CudaExecutionProvider { Arena = (GpuArena)(value - 1) });
    }

    [Fact]
    public void Lists_and_folders_that_say_nothing_are_misuse()
    {
        Assert.Throws<ArgumentException>(() => new OnnxSegmenterOptions { ExecutionProviders = [] });
        Assert.Throws<ArgumentException>(() => new OnnxSegmenterOptions { ExecutionProviders = [null!] });
        Assert.Throws<ArgumentNullException>(() => new OnnxSegmenterOptions { ExecutionProviders = null! });
        Assert.Throws<ArgumentException>(() => new TensorRtExecutionProvider { EngineCacheFolder = " " });
        Assert.Throws<ArgumentException>(() => new TensorRtExecutionProvider { TimingCacheFolder = "" });
        Assert.Throws<ArgumentNullException>(() => new TensorRtExecutionProvider { Cuda = null! });
    }

    private static OnnxSegmenter Load(ILogger<OnnxSegmenter>? log, params ExecutionProvider[] providers) => new(
        TestPackage.Create(TestPackage.Manifest(), TestPackage.MixGraph(green: -1)), new OnnxSegmenterOptions { Threads = 1, ExecutionProviders = providers }, log);

    private static RetinaSegmentation RunOnce(OnnxSegmenter segmenter)
    {
        using FundusImage image = TestPackage.Photograph((x, y) => (byte)(x * 37 ^ y * 11));
        return segmenter.Segment(image, FieldOfView.WholeFrame(TestPackage.Side, TestPackage.Side), TestContext.Current.CancellationToken);
    }

    /// <summary>The processor through the general call that most providers are appended by.</summary>
    private sealed record Named(int Threads) : ExecutionProvider("CPUExecutionProvider", "Microsoft.ML.OnnxRuntime")
    {
        public List<SessionOptions> Appended { get; } = [];

        public override IReadOnlyDictionary<string, string> Options => new Dictionary<string, string> { ["threads"] = $"{Threads}" };

        public override void Append(SessionOptions session)
        {
            Appended.Add(session);
            session.IntraOpNumThreads = Threads;
            session.AppendExecutionProvider("CPU", []);
        }
    }

    /// <summary>A provider under the name of one that the runtime has.</summary>
    private sealed record Posing(ExecutionProvider Real) : ExecutionProvider("CPUExecutionProvider", "Some.Package")
    {
        public override IReadOnlyDictionary<string, string> Options => Real.Options;

        public override void Append(SessionOptions session) => Real.Append(session);
    }

    private sealed record NoEntryPoint() : ExecutionProvider("CPUExecutionProvider", "Some.Package")
    {
        public override IReadOnlyDictionary<string, string> Options => new Dictionary<string, string>();

        // Older native libraries lack the function altogether.
        public override void Append(SessionOptions session) => throw new EntryPointNotFoundException("OrtSessionOptionsAppendExecutionProvider_Some");
    }

    private sealed record Needy() : ExecutionProvider("CPUExecutionProvider", "Some.Package")
    {
        public override IReadOnlyDictionary<string, string> Options => new Dictionary<string, string>();

        protected override IReadOnlyList<IReadOnlyList<string>> NativeLibraries => [["libretsam-nowhere.so.1", "libretsam-nowhere.so.2"]];

        public override void Append(SessionOptions session)
        {
        }
    }

    private sealed class ListLogger : ILogger<OnnxSegmenter>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => Lines.Add($"{logLevel}: {formatter(state, exception)}");
    }
}
