using System.Runtime.InteropServices;

namespace RetSam;

/// <summary>
/// Whether an installation computes what it should: for the machine, container and runtime that the numbers will come from, before they are
/// trusted and after every update. Needs no files and no network, and takes some seconds.
/// </summary>
/// <remarks>
/// <para>
/// Measures: four procedural eyes (<see cref="Biomarkers.Phantoms.EyePhantom"/>) of several sizes, rotations and sides are drawn and
/// measured. What comes out is compared with what is exactly true of them by the way they were drawn, within the bounds that
/// docs/biomarkers.md promises. Every measure of a fifth is compared with the values it had where this version was made.
/// </para>
/// <para>
/// Model: a drawn photograph is analysed again and again, alone and at the same time; every mask and every number must come out the same
/// to the bit. For a model this version knows, the masks are as large as where it was made, up to what another processor's or execution
/// provider's rounding does. A phantom is no retina: this tells that the model runs as it should, not that it is good.
/// </para>
/// <para>Thread-safe.</para>
/// </remarks>
public static class SelfTest
{
    /// <summary>Tests the measures alone, which needs no model and no native library.</summary>
    /// <param name="progress">Hears of each check as it is made.</param>
    /// <param name="cancellationToken">Stops between eyes and between measures.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static SelfTestResult Run(IProgress<SelfTestCheck>? progress = null, CancellationToken cancellationToken = default)
        => Collect(null, CheckMeasures(cancellationToken), progress, cancellationToken);

    /// <summary>Tests the measures, and an analyzer with its codec, model and execution provider.</summary>
    /// <param name="analyzer">The analyzer as the application uses it; stays the caller's.</param>
    /// <param name="progress">Hears of each check as it is made.</param>
    /// <param name="cancellationToken">Stops between eyes, between measures and between stages of an analysis.</param>
    /// <exception cref="InvalidOperationException">The analyzer was made without a model.</exception>
    /// <exception cref="Inference.ModelPackageException">The model computed NaN or infinity; the message names the head.</exception>
    /// <exception cref="Inference.ExecutionProviderException">ONNX Runtime failed.</exception>
    /// <exception cref="ObjectDisposedException">The analyzer was disposed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static SelfTestResult Run(RetinaAnalyzer analyzer, IProgress<SelfTestCheck>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(analyzer);
        return Collect(analyzer, CheckMeasures(cancellationToken).Concat(ModelChecks.Of(analyzer, cancellationToken)), progress, cancellationToken);
    }

    private static IEnumerable<SelfTestCheck> CheckMeasures(CancellationToken cancellationToken)
        => PhantomChecks.All(cancellationToken).Concat(ReferenceChecks.Of(SelfTestReference.Current, cancellationToken));

    private static SelfTestResult Collect(RetinaAnalyzer? analyzer, IEnumerable<SelfTestCheck> checks, IProgress<SelfTestCheck>? progress, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var all = new List<SelfTestCheck>();
        foreach (SelfTestCheck check in checks)
        {
            all.Add(check);
            progress?.Report(check);
        }

        return new SelfTestResult(
            ReportFactory.Generator.Version,
            $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, {RuntimeInformation.FrameworkDescription}",
            analyzer?.Session?.Model,
            analyzer?.Session?.ExecutionProvider,
            all);
    }
}
