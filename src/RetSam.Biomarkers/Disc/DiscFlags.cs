namespace RetSam.Biomarkers;

/// <summary>Finds what must be known before a disc or cup is trusted.</summary>
internal static class DiscFlags
{
    /// <summary>Whether an object touches the border of the frame or of the field of view.</summary>
    public static bool TouchesBorder(BinaryMask mask, FieldOfView fieldOfView)
    {
        PixelRect bounds = mask.GetBounds();
        if (bounds.X == 0 || bounds.Y == 0 || bounds.Right == mask.Width || bounds.Bottom == mask.Height)
        {
            return true;
        }

        BinaryMask inside = fieldOfView.Mask;
        foreach (MaskRun run in mask.EnumerateRuns())
        {
            if (!inside[run.Start - 1, run.Y] || !inside[run.End, run.Y] || !inside[run.Start, run.Y - 1] || !inside[run.Start, run.Y + 1])
            {
                return true;
            }
        }

        return false;
    }
}
