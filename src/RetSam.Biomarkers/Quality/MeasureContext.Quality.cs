using RetSam.Biomarkers.Quality;

namespace RetSam.Biomarkers;

/// <content>What measures of image quality share.</content>
public sealed partial class MeasureContext
{
    private bool _qualityTaken;
    private QualityReading? _qualityReading;

    /// <summary>What the photograph tells about its quality; <see langword="null"/> when the field of view is too small. The photograph is there.</summary>
    internal QualityReading? GetQualityReading()
    {
        if (!_qualityTaken)
        {
            _qualityReading = QualityReading.Of(Image!, FieldOfView, GetVesselMask(VesselKind.Vessel));
            _qualityTaken = true;
        }

        return _qualityReading;
    }

    /// <summary>The scores of a reading of this photograph.</summary>
    internal QualityScores ScoreQuality(QualityReading reading)
        => QualityScores.Of(reading, GetVesselMask(VesselKind.Vessel) is { } vessels ? (double)vessels.CountShared(FieldOfView.Mask) / FieldOfView.Area : null);
}
