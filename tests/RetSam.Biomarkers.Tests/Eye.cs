namespace RetSam.Biomarkers.Tests;

/// <summary>Shorthand for measuring a handful of drawn masks.</summary>
internal static class Eye
{
    public static RetinaSegmentation Segment(BinaryMask? disc = null, BinaryMask? cup = null, PointD? fovea = null, int width = 400, int height = 400)
    {
        var builder = new RetinaSegmentation.Builder(disc?.Width ?? width, disc?.Height ?? height);
        if (disc is not null)
        {
            builder.SetMask(RetinaClass.OpticDisc, disc);
        }

        if (cup is not null)
        {
            builder.SetMask(RetinaClass.OpticCup, cup);
        }

        if (fovea is not null)
        {
            builder.SetFovea(fovea);
        }

        return builder.Build();
    }

    public static Measurement Measure(this RetinaSegmentation eye, string id, Laterality laterality = Laterality.Unknown, PixelScale scale = default, FundusImage? image = null)
    {
        using var context = new MeasureContext(eye, scale, laterality, image);
        return (MeasureCatalogue.Default.Find(id) ?? throw new ArgumentException($"No measure {id}.")).Take(context);
    }

    public static double Value(this RetinaSegmentation eye, string id, Laterality laterality = Laterality.Unknown, PixelScale scale = default)
    {
        Measurement measurement = eye.Measure(id, laterality, scale);
        Assert.True(measurement.Value is not null, $"{id}: {measurement.Status} {measurement.Reason}");
        return measurement.Value!.Value;
    }
}
