namespace RetSam.Inference;

/// <summary>A point given as numbers. A point that is no number, lies outside the photograph or is too unsure was looked for and not found.</summary>
internal static class CoordinatesDecoder
{
    public static void Decode(ModelOutput head, ReadOnlySpan<float> values, CropTransform transform, SegmentationDraft draft)
    {
        OutputChannel channel = head.Channels[0];
        double? confidence = null;
        if (head.HasConfidence)
        {
            confidence = head.Values == OutputValues.Logits ? Logit.Sigmoid(values[2] / channel.Temperature) : Math.Clamp(values[2], 0, 1);
        }

        PointD model = head.Unit == CoordinateUnit.Pixel
            ? new PointD(values[0], values[1])
            : new PointD(values[0] * (double)transform.ModelWidth - 0.5, values[1] * (double)transform.ModelHeight - 0.5);
        PointD source = transform.ToSource(model);
        bool isInside = source.X >= -0.5 && source.X < draft.Width - 0.5 && source.Y >= -0.5 && source.Y < draft.Height - 0.5;
        bool isSure = confidence is null || confidence >= channel.Threshold;
        draft.SetFovea(isInside && isSure ? source : null, confidence);
    }
}
