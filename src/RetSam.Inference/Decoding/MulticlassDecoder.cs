using System.Buffers;
using System.Numerics.Tensors;

namespace RetSam.Inference;

/// <summary>
/// Channels that exclude each other. Every class gets a plane of margins: how far its value lies above the highest of the others, so
/// that the class wins where its margin is positive. Margins are interpolated into the photograph's pixels, which places the border
/// of a class between pixels of the head rather than on their steps.
/// </summary>
internal static class MulticlassDecoder
{
    /// <summary>Of equals none wins: a class needs to be above the others, not level with them.</summary>
    private const float AnyMargin = float.Epsilon;

    public static void Decode(ModelOutput head, ReadOnlySpan<float> values, CropTransform transform, SegmentationDraft draft)
    {
        CropTransform frame = transform.WithModelSize(head.Width, head.Height);
        int plane = head.Width * head.Height;
        float[] buffer = ArrayPool<float>.Shared.Rent(plane);
        try
        {
            Span<float> margins = buffer.AsSpan(0, plane);
            for (int c = 0; c < head.Channels.Count; c++)
            {
                if (head.Channels[c].Class is not RetinaClass retinaClass)
                {
                    continue;
                }

                WriteMargins(head, values, c, margins);
                BinaryMask mask = draft.Add(retinaClass);
                PlaneProjection.Write(margins, frame, AnyMargin, mask);
                KeepExclusive(head, c, mask, draft);
                ComponentRules.Apply(mask, head.Channels[c], frame, draft);
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(buffer);
        }
    }

    private static void WriteMargins(ModelOutput head, ReadOnlySpan<float> values, int channel, Span<float> margins)
    {
        int plane = margins.Length;
        ReadOnlySpan<float> own = values.Slice(channel * plane, plane);
        margins.Fill(float.NegativeInfinity);
        for (int c = 0; c < head.Channels.Count; c++)
        {
            if (c != channel)
            {
                TensorPrimitives.Max(margins, values.Slice(c * plane, plane), margins);
            }
        }

        TensorPrimitives.Subtract(own, margins, margins);
        if (head.Gate is double gate)
        {
            ApplyGate(head, values, channel, gate, margins);
        }
    }

    /// <summary>Lowers margins to what the winner's probability lies above the gate by, on the scale of logits.</summary>
    private static void ApplyGate(ModelOutput head, ReadOnlySpan<float> values, int channel, double gate, Span<float> margins)
    {
        int plane = margins.Length;
        ReadOnlySpan<float> own = values.Slice(channel * plane, plane);
        double threshold = head.Values == OutputValues.Logits ? Logit.Of(gate, head.Temperature) : gate;
        for (int i = 0; i < plane; i++)
        {
            double above = head.Values == OutputValues.Logits
                ? LogitOfSoftmax(head, values, channel, i, plane, own[i]) - threshold
                : own[i] - threshold;
            margins[i] = Math.Min(margins[i], (float)above);
        }
    }

    /// <summary>logit(softmax) * temperature = -T log sum over the others of exp((other - own) / T).</summary>
    private static double LogitOfSoftmax(ModelOutput head, ReadOnlySpan<float> values, int channel, int index, int plane, float own)
    {
        if (head.Channels.Count == 2)
        {
            return (double)own - values[(1 - channel) * plane + index];
        }

        double sum = 0;
        for (int c = 0; c < head.Channels.Count; c++)
        {
            sum += c == channel ? 0 : Math.Exp(((double)values[c * plane + index] - own) / head.Temperature);
        }

        return -head.Temperature * Math.Log(sum);
    }

    /// <summary>Interpolated margins of two classes can, by rounding, both be above zero on the line between them; the earlier channel keeps it.</summary>
    private static void KeepExclusive(ModelOutput head, int channel, BinaryMask mask, SegmentationDraft draft)
    {
        for (int c = 0; c < channel; c++)
        {
            if (head.Channels[c].Class is RetinaClass earlier && draft.Get(earlier) is BinaryMask taken)
            {
                mask.ExceptWith(taken);
            }
        }
    }
}
