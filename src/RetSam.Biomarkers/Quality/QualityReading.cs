namespace RetSam.Biomarkers.Quality;

/// <summary>
/// What the small copy of a photograph tells about its quality, before it is mapped to scores. Levels are grey levels of 0..255; the
/// tiles are those inside the field of view.
/// </summary>
internal sealed record QualityReading
{
    /// <summary>The darkest luminance that counts as exposed, in levels.</summary>
    public const double DarkBelow = 32;

    /// <summary>The brightest luminance that counts as exposed, in levels.</summary>
    public const double SaturatedAbove = 224;

    /// <summary>The brightest channel from which a tile has a colour, in levels.</summary>
    public const double ColourFrom = 16;

    /// <summary>Added to the middle energy, in squared levels, so that a picture of nothing is not judged by its noise.</summary>
    public const double EnergyFloor = 16;

    /// <summary>Coherent gradient energy a pixel of the small copy, in squared levels.</summary>
    public required double FineEnergy { get; init; }

    /// <summary>Gradient energy a pixel after averaging 4x4 pixels, in squared levels.</summary>
    public required double MiddleEnergy { get; init; }

    /// <summary>Mean absolute deviation of the tiles' luminance over its mean.</summary>
    public required double Unevenness { get; init; }

    /// <summary>The share of tiles that are neither dark nor saturated.</summary>
    public required double ExposedShare { get; init; }

    /// <summary>Root of the mean variance of green inside tiles, in levels.</summary>
    public required double LocalContrast { get; init; }

    /// <summary>The mean over tiles of how well their colour is a fundus' colour, 0..1.</summary>
    public required double FundusColour { get; init; }

    /// <summary>Green beside vessels less green in them, over green beside them; 0 without vessels.</summary>
    public required double VesselContrast { get; init; }

    /// <summary>Fine over middle gradient energy: 1/4 of straight step edges, 4 of lines of one pixel.</summary>
    public double Sharpness => FineEnergy / (MiddleEnergy + EnergyFloor);

    /// <summary>Reads a photograph; <see langword="null"/> when no tile lies well inside the field of view.</summary>
    public static QualityReading? Of(FundusImage image, FieldOfView fieldOfView, BinaryMask? vessels)
    {
        if (fieldOfView.Area == 0)
        {
            return null;
        }

        using var frame = new QualityFrame(image, fieldOfView, vessels);
        Span<bool> interior = stackalloc bool[QualityFrame.TilesPerSide * QualityFrame.TilesPerSide];
        frame.FindInterior(interior);
        Span<double> luminances = stackalloc double[interior.Length];
        int tiles = 0;
        int exposed = 0;
        double coherent = 0;
        double variance = 0;
        double colour = 0;
        double luminance = 0;
        double vesselDepth = 0;
        double besideVessels = 0;
        for (int i = 0; i < interior.Length; i++)
        {
            if (!interior[i])
            {
                continue;
            }

            TileSums sums = TileSums.Of(frame, i % QualityFrame.TilesPerSide, i / QualityFrame.TilesPerSide);
            var tile = new TileColour(sums);
            luminances[tiles++] = tile.Luminance;
            luminance += tile.Luminance;
            exposed += tile.Luminance is >= DarkBelow and <= SaturatedAbove ? 1 : 0;
            colour += tile.Likeness;
            coherent += sums.CoherentEnergy;
            variance += sums.GreenVariance;
            if (sums.VesselPixels is > 0 and < TileSums.Pixels)
            {
                double beside = (double)(sums.Green - sums.VesselGreen) / (TileSums.Pixels - sums.VesselPixels) * sums.VesselPixels;
                besideVessels += beside;
                vesselDepth += beside - sums.VesselGreen;
            }
        }

        const double SquaredSteps = QualityFrame.StepsPerLevel * QualityFrame.StepsPerLevel;
        return tiles == 0 ? null : new QualityReading
        {
            FineEnergy = coherent / SquaredSteps / (tiles * TileSums.Pixels),
            MiddleEnergy = MiddleGradients.MeanEnergy(frame, interior),
            Unevenness = luminance == 0 ? 0 : MeanDeviation(luminances[..tiles], luminance / tiles) / (luminance / tiles),
            ExposedShare = (double)exposed / tiles,
            LocalContrast = Math.Sqrt(variance / SquaredSteps / tiles),
            FundusColour = colour / tiles,
            VesselContrast = besideVessels == 0 ? 0 : vesselDepth / besideVessels,
        };
    }

    private static double MeanDeviation(ReadOnlySpan<double> values, double mean)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += Math.Abs(value - mean);
        }

        return sum / values.Length;
    }
}
