namespace RetSam.Biomarkers.Graph;

/// <summary>How much of a vessel there is at any point of a frame: 1 inside, 0 outside, a vessel's edge where it is 0.5.</summary>
internal interface IVesselField
{
    /// <summary>Whether a point lies on a pixel of the frame.</summary>
    bool Covers(double x, double y);

    /// <summary>The field's value; pixels of the border are continued outwards, so that the frame's edge is not a vessel's wall.</summary>
    double At(double x, double y);

    /// <summary>Reads values at evenly spaced points of a line.</summary>
    /// <param name="from">The first point.</param>
    /// <param name="step">The way from each point to the next.</param>
    /// <param name="values">Where to write.</param>
    /// <returns>How many were read: the line is followed until it leaves the frame.</returns>
    int Read(PointD from, PointD step, scoped Span<double> values);
}
