namespace RetSam.Biomarkers;

/// <summary>
/// The disc damage likelihood scale in its ten stages (Henderer, Br J Ophthalmol 2006;90:395, after the eight of Spaeth, Henderer, Liu et
/// al., Trans Am Ophthalmol Soc 2002;100:181): 1 (least) to 10, from the smallest rim-to-disc-diameter ratio, or from the angle over
/// which the rim is absent, and the size of the disc.
/// </summary>
internal static class DiscDamageLikelihood
{
    private const double SmallBelowMicrometres = 1500;
    private const double LargeAboveMicrometres = 2000;

    /// <summary>-1 for a small disc, 0 for an average one, 1 for a large one.</summary>
    public static int ClassifySize(double discDiameterInMicrometres)
        => discDiameterInMicrometres < SmallBelowMicrometres ? -1 : discDiameterInMicrometres > LargeAboveMicrometres ? 1 : 0;

    /// <summary>The grade.</summary>
    /// <param name="smallestRatio">The smallest ratio of rim width to disc diameter.</param>
    /// <param name="absentDegrees">The angle over which there is no rim.</param>
    /// <param name="sizeClass">What <see cref="ClassifySize"/> says.</param>
    public static int Grade(double smallestRatio, double absentDegrees, int sizeClass)
    {
        int average = absentDegrees > 0 ? GradeOfAbsence(absentDegrees) : GradeOfRatio(smallestRatio);
        // The best rim of a small disc is asked to be wider still before it counts as grade 1.
        return sizeClass < 0 && absentDegrees <= 0 && smallestRatio >= 0.5 ? 1 : Math.Clamp(average - sizeClass, 1, 10);
    }

    private static int GradeOfRatio(double ratio) => ratio switch
    {
        >= 0.4 => 1,
        >= 0.3 => 2,
        >= 0.2 => 3,
        >= 0.1 => 4,
        _ => 5,
    };

    private static int GradeOfAbsence(double degrees) => degrees switch
    {
        <= 45 => 6,
        <= 90 => 7,
        <= 180 => 8,
        <= 270 => 9,
        _ => 10,
    };
}
