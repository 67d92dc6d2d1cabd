namespace RetSam;

/// <summary>A stage that is one function around the segmenter.</summary>
internal sealed class SegmentationStage(
    string name,
    Func<SegmentationRequest, Func<SegmentationRequest, RetinaSegmentation>, RetinaSegmentation> segment,
    IReadOnlyCollection<RetinaClass> addedClasses) : RetinaStage(name)
{
    public override IReadOnlyCollection<RetinaClass> AddedClasses { get; } = [.. addedClasses];

    public override RetinaSegmentation Segment(SegmentationRequest request, Func<SegmentationRequest, RetinaSegmentation> next) => segment(request, next);
}
