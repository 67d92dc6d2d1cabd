namespace RetSam;

/// <summary>A segmenter, whether the analyzer disposes it, and the model package behind it.</summary>
internal sealed record SegmenterSource(IRetinaSegmenter Segmenter, bool Owned, ReportModel? Model);
