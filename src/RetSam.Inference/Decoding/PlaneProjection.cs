using RetSam.Preprocessing;

namespace RetSam.Inference;

/// <summary>One plane of a head, thresholded into the photograph's pixels.</summary>
internal static class PlaneProjection
{
    public static void Write(ReadOnlySpan<float> plane, CropTransform frame, float threshold, BinaryMask destination)
        => MaskProjector.Project(plane, frame.ModelWidth, frame.ModelHeight, frame, threshold, destination);
}
