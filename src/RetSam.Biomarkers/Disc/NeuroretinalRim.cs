using RetSam.Biomarkers.Kernels;

namespace RetSam.Biomarkers;

/// <summary>
/// The width of the rim around the disc: in each direction from the disc's centre, the distance of the disc's outline less that of
/// the cup's, never below 0.
/// </summary>
/// <param name="disc">The disc's outline from the disc's centre.</param>
/// <param name="cup">The cup's outline from the disc's centre.</param>
internal sealed class NeuroretinalRim(RadialProfile disc, RadialProfile cup)
{
    /// <summary>Directions on either side that a local width is averaged over: 2.5 degrees.</summary>
    private const int LocalReach = 5;

    /// <summary>A rim narrower than this, in px, counts as absent; a hundredth of the disc's diameter where that is more.</summary>
    private const double AbsentWidth = 0.5;

    /// <summary>The mean width in a sector, in px.</summary>
    /// <param name="towards">The direction of the sector's middle.</param>
    /// <param name="degrees">The sector's whole angle.</param>
    public double MeanWidth(PointD towards, double degrees) => Mean(towards, degrees, Width);

    /// <summary>The mean of width over disc diameter in a sector.</summary>
    public double MeanRatio(PointD towards, double degrees) => Mean(towards, degrees, Ratio);

    /// <summary>The smallest ratio of width to disc diameter, each averaged over 5 degrees.</summary>
    public double SmallestRatio()
    {
        double smallest = double.MaxValue;
        for (int direction = 0; direction < RadialProfile.Directions; direction++)
        {
            double sum = 0;
            for (int near = direction - LocalReach; near <= direction + LocalReach; near++)
            {
                sum += Ratio(near);
            }

            smallest = Math.Min(smallest, sum / (2 * LocalReach + 1));
        }

        return smallest;
    }

    /// <summary>Over how many degrees, all together, there is no rim.</summary>
    public double AbsentDegrees()
    {
        int absent = 0;
        for (int direction = 0; direction < RadialProfile.Directions; direction++)
        {
            absent += Width(direction) < Math.Max(AbsentWidth, disc.Chord(direction) / 100) ? 1 : 0;
        }

        return absent * (360.0 / RadialProfile.Directions);
    }

    private static double Mean(PointD towards, double degrees, Func<int, double> read)
    {
        double middle = Math.Atan2(towards.Y, towards.X) * (RadialProfile.Directions / (2 * Math.PI));
        int count = (int)Math.Round(degrees * RadialProfile.Directions / 360);
        int first = (int)Math.Ceiling(middle - count / 2.0);
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            sum += read(first + i);
        }

        return sum / count;
    }

    private double Width(int direction) => Math.Max(0, disc.Farthest(direction) - cup.Farthest(direction));

    private double Ratio(int direction) => disc.Chord(direction) is > 0 and var diameter ? Width(direction) / diameter : 0;
}
