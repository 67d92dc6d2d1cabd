namespace RetSam.Inference.Tests;

public class ExecutionProviderTests
{
    [Fact]
    public void A_provider_that_is_not_there_names_the_package_to_add()
    {
        ModelPackage package = TestPackage.Create(TestPackage.Manifest(), TestPackage.MixGraph());
        foreach (ExecutionProvider provider in new[] { ExecutionProvider.Cuda(), ExecutionProvider.TensorRt() })
        {
            // The tests bring the processor's runtime only.
            ExecutionProviderException refusal = Assert.Throws<ExecutionProviderException>(
                () => new OnnxSegmenter(package, new OnnxSegmenterOptions { ExecutionProvider = provider }));
            Assert.Contains(provider.Name, refusal.Message, StringComparison.Ordinal);
            Assert.Contains("CPUExecutionProvider", refusal.Message, StringComparison.Ordinal);
            Assert.Contains("Microsoft.ML.OnnxRuntime.Gpu", refusal.Message, StringComparison.Ordinal);
        }
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
        Assert.Throws<ArgumentOutOfRangeException>(() => ExecutionProvider.Cuda(-1));
    }
}
