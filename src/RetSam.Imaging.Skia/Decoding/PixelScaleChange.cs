namespace RetSam.Imaging.Skia;

/// <summary>What happens to metadata when an image is decoded at a fraction of its size.</summary>
internal static class PixelScaleChange
{
    /// <summary>The metadata of an image whose pixels each cover so many times the length of before, its scale's provenance kept.</summary>
    public static FundusImageMetadata? WithLargerPixels(this FundusImageMetadata? metadata, double factor)
    {
        if (metadata?.Scale.MicrometresPerPixel is not { } before || factor == 1)
        {
            return metadata;
        }

        double after = before * factor;
        return metadata with
        {
            Scale = metadata.Scale.Provenance switch
            {
                PixelScaleProvenance.FromDicom => PixelScale.FromDicom(after),
                PixelScaleProvenance.FromDiscDiameter => PixelScale.FromDiscDiameter(1, after),
                PixelScaleProvenance.FromFovAngle => PixelScale.FromFieldOfViewAngle(after / PixelScale.MicrometresPerDegree, 1),
                _ => PixelScale.Given(after),
            },
        };
    }
}
