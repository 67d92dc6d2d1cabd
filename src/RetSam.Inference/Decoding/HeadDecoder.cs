namespace RetSam.Inference;

/// <summary>Turns the numbers of one head into masks or a point of the photograph.</summary>
internal static class HeadDecoder
{
    /// <param name="head">What the head is.</param>
    /// <param name="values">Its numbers for one image, channel after channel.</param>
    /// <param name="transform">The map between the photograph and the model's input frame.</param>
    /// <param name="draft">Where the masks and points go.</param>
    public static void Decode(ModelOutput head, ReadOnlySpan<float> values, CropTransform transform, SegmentationDraft draft)
    {
        switch (head.Kind)
        {
            case OutputKind.Multilabel:
                MultilabelDecoder.Decode(head, values, transform, draft);
                break;
            case OutputKind.Multiclass:
                MulticlassDecoder.Decode(head, values, transform, draft);
                break;
            case OutputKind.Heatmap:
                HeatmapDecoder.Decode(head, values, transform, draft);
                break;
            case OutputKind.Coordinates:
                CoordinatesDecoder.Decode(head, values, transform, draft);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(head), head.Kind, "Not a known kind of output.");
        }
    }
}
