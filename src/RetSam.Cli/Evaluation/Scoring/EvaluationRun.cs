using System.Diagnostics;
using RetSam.Inference;

namespace RetSam.Cli.Evaluation;

/// <summary>Runs a model over labelled photographs, one after the other, as an application would, and scores each.</summary>
internal sealed class EvaluationRun(OnnxSegmenter segmenter, RetinaAnalyzer analyzer)
{
    private readonly List<(string Set, string Reason)> _skipped = [];
    private readonly List<(string File, string Reason)> _failures = [];
    private bool _isWarm;

    /// <summary>Scores sets.</summary>
    /// <param name="sets">Each with its photographs.</param>
    /// <param name="progress">Told of every photograph before it is read.</param>
    /// <param name="cancellationToken">Stops between stages of a photograph.</param>
    public EvaluationResult Run(
        IReadOnlyList<(string Dataset, string Split, IReadOnlyList<LabelledImage> Images)> sets, Action<LabelledImage> progress, CancellationToken cancellationToken)
    {
        var results = new List<SetResult>();
        foreach ((string dataset, string split, IReadOnlyList<LabelledImage> images) in sets)
        {
            LabelledImage[] labelled = [.. images.Where(i => i.HasOutlines)];
            if (labelled.Length == 0)
            {
                _skipped.Add(($"{dataset} {split}", images.Count == 0 ? "no photographs" : "no outlines or points to score against"));
                continue;
            }

            var pooled = new PooledPixels();
            var scores = new List<ImageScores>();
            foreach (LabelledImage image in labelled)
            {
                progress(image);
                if (TryScore(image, pooled, cancellationToken) is { } scored)
                {
                    scores.Add(scored);
                }
            }

            results.Add(new SetResult(dataset, split, scores, pooled.Summarise()));
        }

        return new EvaluationResult(segmenter.Id, results, _skipped, _failures);
    }

    private ImageScores? TryScore(LabelledImage labelled, PooledPixels pooled, CancellationToken cancellationToken)
    {
        try
        {
            return Score(labelled, pooled, cancellationToken);
        }
        catch (Exception e) when (e is FundusImageException or CliException or IOException or UnauthorizedAccessException)
        {
            _failures.Add((labelled.Path, FailureReason.Of(e)));
            return null;
        }
    }

    private ImageScores Score(LabelledImage labelled, PooledPixels pooled, CancellationToken cancellationToken)
    {
        using FundusImage image = analyzer.Decode(labelled.Path, null, cancellationToken);
        using ExpertLabels truth = ExpertLabels.Read(labelled, image.Width, image.Height);
        if (!_isWarm)
        {
            // The first photograph also pays for the code's compilation; that is not what an application sees from there on.
            analyzer.Segment(image, cancellationToken).Dispose();
            _isWarm = true;
        }

        long started = Stopwatch.GetTimestamp();
        using RetinaSegmentation predicted = analyzer.Segment(image, cancellationToken);
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        ImageScores scores = ImageScorer.Score(
            labelled.Id, predicted, truth, c => segmenter.PredictProbabilities(image, predicted.FieldOfView, c, cancellationToken), pooled);
        scores.Add("seconds", seconds);
        return scores;
    }
}
