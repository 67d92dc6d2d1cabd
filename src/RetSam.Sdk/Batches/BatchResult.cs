using System.Runtime.ExceptionServices;

namespace RetSam;

/// <summary>What became of one photograph of a batch. The caller's to dispose; until then its photograph counts as in flight.</summary>
public sealed class BatchResult : IDisposable
{
    internal BatchResult(int index, BatchInput input, RetinaAnalysis? analysis, Exception? error)
    {
        Index = index;
        Input = input;
        Analysis = analysis;
        Error = error;
    }

    /// <summary>The input's place, from 0.</summary>
    public int Index { get; }

    /// <summary>The input.</summary>
    public BatchInput Input { get; }

    /// <summary>The analysis; <see langword="null"/> exactly when there is an <see cref="Error"/>.</summary>
    public RetinaAnalysis? Analysis { get; }

    /// <summary>Why there is none: one of the exceptions of <see cref="RetinaAnalyzer.AnalyzeAsync(string, AnalysisOptions?, CancellationToken)"/>, or <see cref="OutOfMemoryException"/>, which says nothing about the photograph.</summary>
    public Exception? Error { get; }

    /// <summary>The analysis, or the error thrown.</summary>
    public RetinaAnalysis GetAnalysis()
    {
        if (Error is not null)
        {
            ExceptionDispatchInfo.Throw(Error);
        }

        return Analysis!;
    }

    /// <summary>Disposes the analysis. Safe to call twice.</summary>
    public void Dispose() => Analysis?.Dispose();
}
