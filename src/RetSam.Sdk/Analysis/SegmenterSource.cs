using RetSam.Inference;

namespace RetSam;

/// <summary>A segmenter, whether the analyzer disposes it, and the model package behind it.</summary>
internal sealed record SegmenterSource(IRetinaSegmenter Segmenter, bool Owned, ReportModel? Model)
{
    /// <summary>How the model is run, when ONNX Runtime runs it.</summary>
    public SessionInfo? Session => (Segmenter as OnnxSegmenter)?.Session;
}
