using System.Security.Cryptography;
using System.Text;

namespace RetSam;

/// <summary>Takes out of a photograph's metadata what tells whose it is, before a report is made of it.</summary>
internal sealed class Deidentification(DeidentificationOptions options) : RetinaStage("deidentification")
{
    /// <summary>128 bits: more than enough that two ids of a cohort never meet.</summary>
    private const int PseudonymBytes = 16;

    public override RetinaReport Measure(MeasuringRequest request, Func<MeasuringRequest, RetinaReport> next) => next(request with
    {
        // Made anew from what a measure needs: a property that metadata gain later is left out until someone says that it may stay.
        Metadata = new FundusImageMetadata
        {
            Laterality = request.Metadata.Laterality,
            Scale = request.Metadata.Scale,
            FieldOfViewDegrees = request.Metadata.FieldOfViewDegrees,
            SourceId = Pseudonym(request.Metadata.SourceId),
            CaptureTime = TimeOf(request.Metadata.CaptureTime),
        },
    });

    private string? Pseudonym(string? sourceId) => sourceId is not null && options.PseudonymKey is { } key
        ? Convert.ToHexStringLower(HMACSHA256.HashData(key.Span, Encoding.UTF8.GetBytes(sourceId)).AsSpan(0, PseudonymBytes))
        : null;

    private DateTimeOffset? TimeOf(DateTimeOffset? captured) => options.CaptureTime switch
    {
        CaptureTimePolicy.Keep => captured,
        CaptureTimePolicy.YearOnly when captured is { } time => new DateTimeOffset(time.Year, 1, 1, 0, 0, 0, TimeSpan.Zero),
        _ => null,
    };
}
