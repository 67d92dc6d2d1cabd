namespace RetSam.Cli;

/// <summary>The fovea as a mask: a small filled disc around the point, as wide as a fiftieth of the field of view; empty when it was not found.</summary>
internal static class FoveaDot
{
    public static BinaryMask Draw(RetinaSegmentation segmentation)
    {
        var mask = new BinaryMask(segmentation.Width, segmentation.Height);
        if (segmentation.Fovea is not { } centre)
        {
            return mask;
        }

        var dot = new Circle(centre, Math.Max(2, segmentation.FieldOfView.Radius / 50));
        int top = Math.Max(0, (int)Math.Floor(centre.Y - dot.Radius));
        int left = Math.Max(0, (int)Math.Floor(centre.X - dot.Radius));
        for (int y = top; y < mask.Height && y <= centre.Y + dot.Radius; y++)
        {
            for (int x = left; x < mask.Width && x <= centre.X + dot.Radius; x++)
            {
                mask[x, y] = dot.Contains(new PointD(x, y));
            }
        }

        return mask;
    }
}
