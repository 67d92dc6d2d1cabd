namespace RetSam.Biomarkers.Graph;

/// <summary>
/// How sure a model is of vessels, read between pixels: 0.5 where the probability is the threshold that the mask was cut at, so that
/// field and mask have the same edge, 1 well inside and 0 well outside.
/// </summary>
/// <remarks>
/// What is bilinear between pixels is the logarithm of the odds, as where a network's output is brought to the photograph's pixels:
/// across an edge it is nearly straight, while the probability bends so much from one pixel to the next that its crossing is drawn
/// towards the middle between them. Beyond odds of e^4 on either side of the threshold it stays level: such pixels are sure, and how
/// sure says nothing of where the edge is.
/// </remarks>
internal sealed class ProbabilityField
{
    /// <summary>How far from the threshold's the logarithm of the odds is where the field reaches 0 and 1.</summary>
    private const double Sure = 4;

    private readonly ProbabilityMap _map;
    private readonly double _oddsAgainst;
    private readonly double _lowest;
    private readonly double _highest;

    /// <summary>Reads a map.</summary>
    /// <param name="map">The probabilities.</param>
    /// <param name="threshold">The probability from which on a pixel is in the mask, between 0 and 1.</param>
    public ProbabilityField(ProbabilityMap map, double threshold)
    {
        _map = map;
        _oddsAgainst = (1 - threshold) / threshold;
        _lowest = 1 / (1 + _oddsAgainst * Math.Exp(Sure));
        _highest = 1 / (1 + _oddsAgainst * Math.Exp(-Sure));
    }

    /// <summary>The field's value; pixels of the border are continued outwards, so that the frame's edge is not a vessel's wall.</summary>
    public double At(PointD point)
    {
        double left = Math.Floor(point.X);
        double top = Math.Floor(point.Y);
        double above = AtRow((int)top, (int)left, point.X - left);
        double below = AtRow((int)top + 1, (int)left, point.X - left);
        return above + (below - above) * (point.Y - top);
    }

    private double AtRow(int y, int left, double u)
    {
        ReadOnlySpan<float> row = _map.GetRow(Math.Clamp(y, 0, _map.Height - 1));
        double from = Level(row[Math.Clamp(left, 0, _map.Width - 1)]);
        double to = Level(row[Math.Clamp(left + 1, 0, _map.Width - 1)]);
        return from + (to - from) * u;
    }

    private double Level(double probability)
    {
        // Most pixels need no logarithm; what is no number counts as none.
        if (!(probability > _lowest))
        {
            return 0;
        }

        return probability < _highest ? 0.5 + Math.Log(_oddsAgainst * probability / (1 - probability)) / (2 * Sure) : 1;
    }
}
