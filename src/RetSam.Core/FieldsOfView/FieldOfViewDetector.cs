using RetSam.FieldsOfView;

namespace RetSam;

/// <summary>
/// Finds the illuminated area: the border's colour from the corners; what differs from it, in a small picture; a robust circle around
/// that, measured again in the photograph's own pixels; and the straight clips of that circle. Retina that is as dark as the border
/// belongs to the field of view when it lies inside the circle. Any step that does not hold falls back to a plainer one, and in the end
/// to the whole frame.
/// </summary>
internal static class FieldOfViewDetector
{
    private const int SmallestSide = 16;
    private const int MostPoints = 400;

    /// <summary>How far an edge point of the small picture may lie from the circle, in its pixels.</summary>
    private const double SmallTolerance = 1.5;

    /// <summary>A lit share of the frame from which there is no border to speak of, unless what is left of it follows a circle.</summary>
    private const double WholeFrameShare = 0.985;

    public static FieldOfView Detect(FundusImage image, FieldOfViewOptions options)
    {
        if (Math.Min(image.Width, image.Height) < SmallestSide)
        {
            return FieldOfView.WholeFrame(image.Width, image.Height);
        }

        using var picture = new SmallPicture(image);
        if (Math.Min(picture.Width, picture.Height) < SmallestSide || Border.Estimate(picture) is not Border border)
        {
            return FieldOfView.WholeFrame(image.Width, image.Height);
        }

        using DistanceMap distances = DistanceMap.Of(picture, border.Colour);
        using LitRegion region = FindRegion(distances, border, options);
        if (region.Share < options.MinimumFraction)
        {
            return FieldOfView.WholeFrame(image.Width, image.Height);
        }

        using RegionOutline outline = RegionOutline.Of(region);
        RobustCircle.Result? fit = FitCircle(outline, SmallTolerance);
        if (fit is null && region.Share > WholeFrameShare)
        {
            return FieldOfView.WholeFrame(image.Width, image.Height);
        }

        var mask = new BinaryMask(image.Width, image.Height);
        if (fit is not RobustCircle.Result found)
        {
            using var hull = new ConvexOutline(outline, picture.Transform);
            hull.Paint(mask);
            return new FieldOfView(mask, AroundBox(mask.GetBounds()), FieldOfViewOrigin.Detected);
        }

        double pixel = Math.Max(picture.Transform.ScaleX, picture.Transform.ScaleY);
        Circle circle = CircleRefinement.Refine(image, border, region.Threshold, ToSource(found.Circle, picture.Transform), Math.Max(3, 3 * pixel));
        StraightClips.Of(outline, found.Circle, picture.Transform).Paint(mask, circle);
        return new FieldOfView(mask, circle, FieldOfViewOrigin.Detected);
    }

    /// <summary>The circle that a given mask is a part of.</summary>
    public static Circle FitCircle(BinaryMask mask)
    {
        using RegionOutline outline = RegionOutline.Of(mask);
        double tolerance = Math.Max(1.0, Math.Max(mask.Width, mask.Height) / 300.0);
        return FitCircle(outline, tolerance)?.Circle ?? AroundBox(outline.GetBounds());
    }

    /// <summary>
    /// The region of the first of a few rising thresholds that is bounded by a circle nearly all around, else the one that is bounded best.
    /// The lowest threshold keeps a dark rim; the higher ones pass over a border that is brighter than the frame's corners.
    /// </summary>
    private static LitRegion FindRegion(in DistanceMap distances, Border border, FieldOfViewOptions options)
    {
        const double NearlyAllAround = 0.92;
        float clear = 2 * border.Noise + 4;
        float lit = distances.MedianAbove(clear);
        LitRegion best = LitRegion.Find(distances, Math.Max(clear, 0.12f * lit));
        double bestAgreement = Agreement(best);
        foreach (float part in (ReadOnlySpan<float>)[0.2f, 0.3f, 0.45f])
        {
            if (bestAgreement >= NearlyAllAround)
            {
                break;
            }

            LitRegion region = LitRegion.Find(distances, Math.Max(clear, part * lit));
            double agreement = Agreement(region);
            if (region.Share >= options.MinimumFraction && agreement > bestAgreement + 0.05)
            {
                best.Dispose();
                best = region;
                bestAgreement = agreement;
            }
            else
            {
                region.Dispose();
            }
        }

        return best;
    }

    private static double Agreement(in LitRegion region)
    {
        using RegionOutline outline = RegionOutline.Of(region);
        return FitCircle(outline, SmallTolerance)?.Agreement ?? 0;
    }

    /// <summary>
    /// The circle around a region. Its centre lies in the region's box, however it is clipped, and the box's corners lie outside it or
    /// hardly inside.
    /// </summary>
    private static RobustCircle.Result? FitCircle(in RegionOutline outline, double tolerance)
    {
        Span<PointD> points = stackalloc PointD[MostPoints];
        int count = outline.GetPoints(points);
        PixelRect box = outline.GetBounds();
        var limits = new RobustCircle.Limits(
            0.4 * Math.Max(box.Width, box.Height),
            0.52 * Math.Sqrt((double)box.Width * box.Width + (double)box.Height * box.Height),
            new PointD(box.X, box.Y),
            new PointD(box.Right - 1, box.Bottom - 1));
        return RobustCircle.Fit(points[..count], tolerance, limits);
    }

    private static Circle AroundBox(PixelRect box) => new(box.Centre, Math.Max(box.Width, box.Height) / 2.0);

    private static Circle ToSource(Circle circle, CropTransform transform)
        => new(transform.ToSource(circle.Centre), circle.Radius * (transform.ScaleX + transform.ScaleY) / 2);
}
