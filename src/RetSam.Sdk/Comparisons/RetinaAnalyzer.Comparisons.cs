namespace RetSam;

/// <content>Two photographs side by side.</content>
public sealed partial class RetinaAnalyzer
{
    /// <inheritdoc cref="CompareAsync(BatchInput, BatchInput, RepeatabilityTable?, CancellationToken)"/>
    public Task<RetinaComparison> CompareAsync(
        string first, string second, RepeatabilityTable? repeatability = null, CancellationToken cancellationToken = default)
        => CompareAsync(BatchInput.FromFile(first), BatchInput.FromFile(second), repeatability, cancellationToken);

    /// <summary>
    /// Analyses two photographs, both at once, and compares their reports: two visits of one eye, or the two eyes of one person. Photographs
    /// and masks are given back. For reports that are there already see <see cref="RetinaComparison.Between"/>.
    /// </summary>
    /// <param name="first">The earlier visit, or one of the eyes; with what is known of it.</param>
    /// <param name="second">The later visit, or the other eye; with what is known of it.</param>
    /// <param name="repeatability">Repeatability of one's own; see <see cref="RetinaComparison.Between"/>.</param>
    /// <param name="cancellationToken">Stops between stages.</param>
    /// <remarks>Thread-safe. Fails with the exceptions of <see cref="AnalyzeAsync(string, AnalysisOptions?, CancellationToken)"/>, the first photograph's before the second's, and only when both have ended.</remarks>
    public async Task<RetinaComparison> CompareAsync(
        BatchInput first, BatchInput second, RepeatabilityTable? repeatability = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        using UseCounter.Use use = _uses.Enter();
        cancellationToken.ThrowIfCancellationRequested();
        Task<RetinaReport> firstReport = ReportAsync(first, cancellationToken);
        Task<RetinaReport> secondReport = ReportAsync(second, cancellationToken);
        await Task.WhenAll(firstReport, secondReport).ConfigureAwait(false);
        return RetinaComparison.Between(await firstReport.ConfigureAwait(false), await secondReport.ConfigureAwait(false), repeatability);
    }

    private async Task<RetinaReport> ReportAsync(BatchInput input, CancellationToken cancellationToken)
    {
        using RetinaAnalysis analysis = await input.AnalyzeAsync(this, null, cancellationToken).ConfigureAwait(false);
        return analysis.Report;
    }
}
