// Loads a model package, and checks execution providers, without a native ONNX Runtime. Prints the exception of each by type and message.
using RetSam.Inference;

if (args.Length != 1)
{
    Console.Error.WriteLine("usage: RetSam.NoRuntime.App PACKAGE");
    return 2;
}

Tell(() => new OnnxSegmenter(ModelPackage.Open(args[0])).Dispose());
Tell(() => ExecutionProvider.CheckAll());
// The first failure leaves nothing behind that would make the next one another.
Tell(() => new OnnxSegmenter(ModelPackage.Open(args[0])).Dispose());
return 0;

static void Tell(Action action)
{
    try
    {
        action();
        Console.WriteLine("no exception");
    }
#pragma warning disable CA1031 // Whatever comes is to be told.
    catch (Exception e)
#pragma warning restore CA1031
    {
        Console.WriteLine($"{e.GetType().FullName}: {e.Message}");
    }
}
