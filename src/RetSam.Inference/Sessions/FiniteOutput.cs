using System.Numerics.Tensors;

namespace RetSam.Inference;

/// <summary>
/// Refuses what a head computed when it is not finite. NaN is neither above nor below a threshold, so that it would become an empty mask
/// that nobody questions. One vectorised pass, a few hundredths of a millisecond a megabyte.
/// </summary>
internal static class FiniteOutput
{
    /// <exception cref="ModelPackageException">A value is NaN or infinite.</exception>
    public static void Require(ModelOutput output, ReadOnlySpan<float> values, string provider)
    {
        if (TensorPrimitives.IsFiniteAll(values))
        {
            return;
        }

        int bad = 0;
        int first = -1;
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                first = bad++ == 0 ? i : first;
            }
        }

        string kind = float.IsNaN(values[first]) ? "NaN" : "infinity";
        throw new ModelPackageException(
            $"The head '{PrintableText.Of(output.Name)}' computed values that are not finite on {provider}: {bad} of {values.Length}, the first of them {kind}. "
            + "Either the weights are damaged or unfit for this kind of photograph, or the provider computes with too few bits: try without 16-bit or TF32 "
            + "arithmetic, or on the processor.");
    }
}
