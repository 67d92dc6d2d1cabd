namespace RetSam.Biomarkers.Quality;

/// <summary>The mean colour of a tile, in levels of 0..255.</summary>
internal readonly struct TileColour
{
    /// <summary>Saturation at and below which a colour is none of a fundus, and the one from which it is fully.</summary>
    private const double PaleSaturation = 0.2;
    private const double FullSaturation = 0.5;

    /// <summary>Green over red up to which a hue is one of a fundus (red to yellow), and the ratio from which it is none (green).</summary>
    private const double YellowRatio = 0.9;
    private const double GreenRatio = 1.15;

    private readonly double _red;
    private readonly double _green;
    private readonly double _blue;

    public TileColour(in TileSums sums)
    {
        const double Steps = TileSums.Pixels * QualityFrame.StepsPerLevel;
        _red = sums.Red / Steps;
        _green = sums.Green / Steps;
        _blue = sums.Blue / Steps;
    }

    /// <summary>Luma by ITU-R BT.601.</summary>
    public double Luminance => 0.299 * _red + 0.587 * _green + 0.114 * _blue;

    /// <summary>
    /// How well the colour is a fundus' colour, 0..1: saturated, and between red and yellow (red at least green, green at least blue).
    /// Too dark a tile has no colour.
    /// </summary>
    public double Likeness
    {
        get
        {
            double brightest = Math.Max(_red, Math.Max(_green, _blue));
            if (brightest < QualityReading.ColourFrom || _red <= 0 || _blue > _green)
            {
                return 0;
            }

            double saturation = (brightest - _blue) / brightest;
            return Ramp(saturation, PaleSaturation, FullSaturation) * Ramp(_green / _red, GreenRatio, YellowRatio);
        }
    }

    private static double Ramp(double value, double zero, double one) => Math.Clamp((value - zero) / (one - zero), 0, 1);
}
