using RetSam.Biomarkers.Kernels;

namespace RetSam.Biomarkers;

/// <summary>The disc or the cup, as one object: the largest of its mask. Pooled: dispose to give the profile back.</summary>
/// <param name="Moments">Area, centroid and second moments.</param>
/// <param name="Width">The extent along the horizontal axis, in px.</param>
/// <param name="Height">The extent along the vertical axis, in px.</param>
/// <param name="LongestChord">The longest chord through the disc's centroid, in px.</param>
/// <param name="Profile">The outline seen from the disc's centre.</param>
internal sealed record NerveHeadPart(SecondMoments Moments, double Width, double Height, double LongestChord, RadialProfile Profile) : IDisposable
{
    /// <summary>Measures an object.</summary>
    /// <param name="mask">A mask of one object.</param>
    /// <param name="moments">Its moments.</param>
    /// <param name="axes">The eye's axes.</param>
    /// <param name="discCentre">The disc's centroid.</param>
    public static NerveHeadPart Measure(BinaryMask mask, SecondMoments moments, EyeAxes axes, PointD discCentre)
    {
        BinaryMask.RunEnumerator runs = mask.EnumerateRuns().GetEnumerator();
        runs.MoveNext();
        using Contour contour = Contour.Trace(mask, (runs.Current.Start, runs.Current.Y));
        var profile = new RadialProfile(contour, discCentre);
        return new NerveHeadPart(
            moments,
            Extent.Along(contour, moments, axes.Horizontal),
            Extent.Along(contour, moments, axes.Superior),
            Extent.LongestChord(profile, moments, discCentre),
            profile);
    }

    /// <summary>Gives the profile back. Safe to call twice.</summary>
    public void Dispose() => Profile.Dispose();
}
