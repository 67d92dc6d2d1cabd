namespace RetSam.Biomarkers.Phantoms;

/// <summary>
/// Visits every pixel near a course with its exact distance from it. Long stretches are cut into short pieces, whose boxes hold few
/// pixels in vain; a pixel in the boxes of two pieces is visited twice, and the nearer visit is the true one.
/// </summary>
internal static class BandPainter
{
    private const double PieceLength = 24;

    public static void Visit(VesselBranch branch, double reach, int size, Action<int, int, double> visit)
    {
        foreach (CentrelineSegment segment in branch.Centreline)
        {
            int pieces = (int)Math.Ceiling(segment.Length / Math.Max(PieceLength, 2 * reach));
            for (int i = 0; i < pieces; i++)
            {
                Visit(segment.Part(segment.Length * i / pieces, segment.Length * (i + 1) / pieces), reach, size, visit);
            }
        }
    }

    private static void Visit(CentrelineSegment piece, double reach, int size, Action<int, int, double> visit)
    {
        // An arc bulges over its chord by less than half of its length times the angle it turns.
        PointD end = piece.End;
        double around = reach + piece.Length * Math.Abs(piece.Curvature * piece.Length) / 2;
        int top = Math.Max(0, (int)Math.Ceiling(Math.Min(piece.Start.Y, end.Y) - around));
        int bottom = Math.Min(size - 1, (int)Math.Floor(Math.Max(piece.Start.Y, end.Y) + around));
        int left = Math.Max(0, (int)Math.Ceiling(Math.Min(piece.Start.X, end.X) - around));
        int right = Math.Min(size - 1, (int)Math.Floor(Math.Max(piece.Start.X, end.X) + around));
        for (int y = top; y <= bottom; y++)
        {
            for (int x = left; x <= right; x++)
            {
                double distance = piece.DistanceTo(new PointD(x, y));
                if (distance <= reach)
                {
                    visit(x, y, distance);
                }
            }
        }
    }
}
