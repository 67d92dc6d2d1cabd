namespace RetSam;

/// <summary>What a quality gate does with a photograph under its grade.</summary>
public enum QualityGateAction
{
    /// <summary>It throws a <see cref="QualityGateException"/>; in a batch the photograph's result carries it.</summary>
    Refuse = 0,

    /// <summary>
    /// It does not run the model: no class is looked for, measures of masks say so, image quality is measured, and the report's
    /// <see cref="ReportSegmentation.Stages"/> say why.
    /// </summary>
    SkipSegmentation = 1,
}
