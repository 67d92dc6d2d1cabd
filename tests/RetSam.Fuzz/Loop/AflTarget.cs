using SharpFuzz;

namespace RetSam.Fuzz;

/// <summary>Lets AFL++ choose the inputs: an ending that is a fault becomes the crash that AFL++ looks for.</summary>
internal static class AflTarget
{
    public static void Run(FuzzTarget target) => Fuzzer.OutOfProcess.Run(stream =>
    {
        using var input = new MemoryStream();
        stream.CopyTo(input);
        if (Outcome.Of(target, input.ToArray()).Fault is { } fault)
        {
            throw new InvalidDataException(fault);
        }
    });
}
