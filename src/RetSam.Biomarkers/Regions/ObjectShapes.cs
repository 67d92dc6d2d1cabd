using RetSam.Biomarkers.Kernels;

namespace RetSam.Biomarkers;

/// <summary>The mean shape of a mask's objects, of those that are large enough to have one.</summary>
/// <param name="Measured">How many objects have at least <see cref="LeastArea"/> pixels.</param>
/// <param name="Circularity">Their mean circularity, 0..1; 0 when there are none.</param>
/// <param name="AspectRatio">Their mean minor / major axis, 0..1; 0 when there are none.</param>
internal sealed record ObjectShapes(int Measured, double Circularity, double AspectRatio)
{
    /// <summary>Objects of fewer pixels show the shape of the pixel grid and not their own.</summary>
    public const int LeastArea = 12;

    /// <summary>How many objects the means are taken over.</summary>
    public IReadOnlyList<MeasurementDetail> Details { get; } = [new("objects measured", Measured, "1")];

    public static ObjectShapes Of(BinaryMask mask, Components components)
    {
        int measured = 0;
        double circularity = 0;
        double aspectRatio = 0;
        int next = 0;
        for (int i = 0; next < components.Count; i++)
        {
            // Objects are numbered by their first runs, where outlines start.
            if (components.RunLabels[i] != next)
            {
                continue;
            }

            MaskRun first = components.Runs[i];
            Component component = components.Items[next++];
            if (component.Area >= LeastArea)
            {
                measured++;
                circularity += Contour.MeasureCircularity(mask, (first.Start, first.Y));
                aspectRatio += component.Moments.AspectRatio;
            }
        }

        return measured == 0 ? new ObjectShapes(0, 0, 0) : new ObjectShapes(measured, circularity / measured, aspectRatio / measured);
    }
}
