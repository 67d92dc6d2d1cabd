using System.Buffers;
using RetSam.Preprocessing;

namespace RetSam.Inference;

/// <summary>
/// One channel's probabilities in the photograph's pixels. Of a sigmoid, logits are interpolated before the sigmoid is taken, as
/// thresholding does; of a softmax, the probabilities are.
/// </summary>
internal static class ProbabilityDecoder
{
    /// <summary>The output and channel that a class's mask comes from; <see langword="null"/> when no mask of it is predicted.</summary>
    public static (int Output, int Channel)? Find(ModelManifest manifest, RetinaClass retinaClass)
    {
        for (int o = 0; o < manifest.Outputs.Count; o++)
        {
            ModelOutput head = manifest.Outputs[o];
            for (int c = 0; c < head.Channels.Count && head.Kind is OutputKind.Multilabel or OutputKind.Multiclass; c++)
            {
                if (head.Channels[c].Class == retinaClass)
                {
                    return (o, c);
                }
            }
        }

        return null;
    }

    /// <summary>The probabilities of every class that a head gives a mask of, with the thresholds that its masks are cut at.</summary>
    public static void DecodeAll(ModelOutput head, ReadOnlySpan<float> values, CropTransform transform, SegmentationDraft draft)
    {
        for (int c = 0; c < head.Channels.Count && head.Kind is OutputKind.Multilabel or OutputKind.Multiclass; c++)
        {
            if (head.Channels[c].Class is RetinaClass retinaClass)
            {
                // Where classes exclude each other and there is no gate, the winner of two is the one above a half; of more, nearly always.
                double threshold = head.Kind == OutputKind.Multilabel ? head.Channels[c].Threshold : head.Gate ?? 0.5;
                Decode(head, c, values, transform, draft.AddProbability(retinaClass, threshold));
            }
        }
    }

    public static void Decode(ModelOutput head, int channel, ReadOnlySpan<float> values, CropTransform transform, ProbabilityMap destination)
    {
        int plane = head.Width * head.Height;
        if (head.Kind == OutputKind.Multiclass && head.Values == OutputValues.Logits)
        {
            float[] buffer = ArrayPool<float>.Shared.Rent(plane);
            WriteSoftmax(head, channel, values, buffer.AsSpan(0, plane));
            MaskProjector.Interpolate(buffer.AsSpan(0, plane), head.Width, head.Height, transform, 0, destination);
            ArrayPool<float>.Shared.Return(buffer);
            return;
        }

        bool isLogit = head.Values == OutputValues.Logits;
        MaskProjector.Interpolate(
            values.Slice(channel * plane, plane), head.Width, head.Height, transform, isLogit ? float.NegativeInfinity : 0, destination);
        double temperature = head.Channels[channel].Temperature;
        foreach (ref float value in destination.Values)
        {
            value = isLogit ? (float)Logit.Sigmoid(value / temperature) : Math.Clamp(value, 0, 1);
        }
    }

    private static void WriteSoftmax(ModelOutput head, int channel, ReadOnlySpan<float> values, Span<float> destination)
    {
        int plane = destination.Length;
        for (int i = 0; i < plane; i++)
        {
            double sum = 0;
            for (int c = 0; c < head.Channels.Count; c++)
            {
                sum += Math.Exp(((double)values[c * plane + i] - values[channel * plane + i]) / head.Temperature);
            }

            destination[i] = (float)(1 / sum);
        }
    }
}
