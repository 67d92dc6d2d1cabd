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
        float threshold = ChooseThreshold(distances, border, options);
        using LitRegion region = LitRegion.Find(distances, threshold);
        if (region.Share < options.MinimumFraction)
        {
            return FieldOfView.WholeFrame(image.Width, image.Height);
        }

        using RegionOutline outline = RegionOutline.Of(region);
        RobustCircle.Result? fit = FitCircle(outline, tolerance: 1.25);
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
        Circle circle = CircleRefinement.Refine(image, border, threshold, ToSource(found.Circle, picture.Transform), Math.Max(3, 3 * pixel));
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
    /// The first of a few rising thresholds whose region is bounded by a circle nearly all around, else the one whose region is bounded
    /// best. The lowest keeps a dark rim; the higher ones pass over a border that is brighter than the frame's corners.
    /// </summary>
    private static float ChooseThreshold(in DistanceMap distances, Border border, FieldOfViewOptions options)
    {
        const double NearlyAllAround = 0.85;
        float clear = 2 * border.Noise + 4;
        float lit = distances.MedianAbove(clear);
        float best = Math.Max(clear, 0.12f * lit);
        double bestAgreement = 0;
        foreach (float part in (ReadOnlySpan<float>)[0.12f, 0.2f, 0.3f, 0.45f])
        {
            float threshold = Math.Max(clear, part * lit);
            using LitRegion region = LitRegion.Find(distances, threshold);
            if (region.Share < options.MinimumFraction)
            {
                break;
            }

            using RegionOutline outline = RegionOutline.Of(region);
            double agreement = FitCircle(outline, tolerance: 1.25)?.Agreement ?? 0;
            if (agreement > bestAgreement + 0.05)
            {
                (best, bestAgreement) = (threshold, agreement);
            }

            if (agreement >= NearlyAllAround)
            {
                break;
            }
        }

        return best;
    }

    private static RobustCircle.Result? FitCircle(in RegionOutline outline, double tolerance)
    {
        Span<PointD> points = stackalloc PointD[MostPoints];
        int count = outline.GetPoints(points);
        PixelRect box = outline.GetBounds();
        double longest = Math.Max(box.Width, box.Height);
        return RobustCircle.Fit(points[..count], tolerance, 0.4 * longest, 1.2 * longest);
    }

    private static Circle AroundBox(PixelRect box) => new(box.Centre, Math.Max(box.Width, box.Height) / 2.0);

    private static Circle ToSource(Circle circle, CropTransform transform)
        => new(transform.ToSource(circle.Centre), circle.Radius * (transform.ScaleX + transform.ScaleY) / 2);
}
