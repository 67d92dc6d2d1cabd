namespace RetSam.Inference;

/// <summary>Channels that do not exclude each other: each is thresholded by itself, on its logits.</summary>
internal static class MultilabelDecoder
{
    public static void Decode(ModelOutput head, ReadOnlySpan<float> values, CropTransform transform, SegmentationDraft draft)
    {
        CropTransform frame = transform.WithModelSize(head.Width, head.Height);
        int plane = head.Width * head.Height;
        for (int c = 0; c < head.Channels.Count; c++)
        {
            OutputChannel channel = head.Channels[c];
            double threshold = head.Values == OutputValues.Logits ? Logit.Of(channel.Threshold, channel.Temperature) : channel.Threshold;
            BinaryMask mask = draft.Add(channel.Class!);
            PlaneProjection.Write(values.Slice(c * plane, plane), frame, (float)threshold, mask);
            ComponentRules.Apply(mask, channel, frame, draft);
        }
    }
}
