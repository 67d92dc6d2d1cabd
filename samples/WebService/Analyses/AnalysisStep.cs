namespace RetSam.WebService.Analyses;

/// <summary>What a running analysis is busy with: the SDK's stages, and the drawing of the pictures after them.</summary>
public enum AnalysisStep
{
    /// <summary>The file is decoded.</summary>
    Decoding = AnalysisStage.Decoding,

    /// <summary>The illuminated area is looked for.</summary>
    FindingFieldOfView = AnalysisStage.FindingFieldOfView,

    /// <summary>The model looks for vessels, disc, cup, fovea and lesions.</summary>
    Segmenting = AnalysisStage.Segmenting,

    /// <summary>The measures are taken.</summary>
    Measuring = AnalysisStage.Measuring,

    /// <summary>Overlay and masks are drawn: the SDK is done.</summary>
    Drawing = AnalysisStage.Done,
}
