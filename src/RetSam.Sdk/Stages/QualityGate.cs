using System.Globalization;
using RetSam.Biomarkers;

namespace RetSam;

/// <summary>Keeps photographs under a grade from the model. The grade is that of photographs whose vessels nobody looked for yet.</summary>
internal sealed class QualityGate(QualityGateOptions options) : RetinaStage("quality-gate")
{
    private static readonly Measure GradeMeasure = MeasureCatalogue.Default.Find("quality.grade")!;

    public override RetinaSegmentation Segment(SegmentationRequest request, Func<SegmentationRequest, RetinaSegmentation> next)
    {
        Measurement measured = Take(request);
        QualityGrade? grade = measured.Value is { } value ? (QualityGrade)(int)value : null;
        if (grade >= options.MinimumGrade)
        {
            return next(request);
        }

        string found = grade is { } known
            ? string.Create(CultureInfo.InvariantCulture, $"graded {known} (probability of a good one {Probability(measured):0.00})")
            : $"without a grade ({measured.Reason})";
        if (options.Action == QualityGateAction.Refuse)
        {
            throw new QualityGateException(
                $"The photograph is {found}; {options.MinimumGrade} or better is wanted. Take it again, or lower {nameof(QualityGateOptions)}.{nameof(QualityGateOptions.MinimumGrade)}.")
            {
                Grade = grade,
            };
        }

        request.Note($"not segmented: {found}, {options.MinimumGrade} or better is wanted");
        return new RetinaSegmentation.Builder(request.Image.Width, request.Image.Height).SetFieldOfView(request.FieldOfView).SetSource(Name).Build();
    }

    private static Measurement Take(SegmentationRequest request)
    {
        using RetinaSegmentation nothing = new RetinaSegmentation.Builder(request.Image.Width, request.Image.Height)
            .SetFieldOfView(request.FieldOfView.Clone())
            .Build();
        using var context = new MeasureContext(nothing, image: request.Image);
        return GradeMeasure.Take(context);
    }

    private static double Probability(Measurement grade) => grade.Details.First(d => d.Name == "probability good").Value;
}
