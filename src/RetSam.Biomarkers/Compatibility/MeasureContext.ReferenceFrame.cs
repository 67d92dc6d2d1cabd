namespace RetSam.Biomarkers;

/// <content>What the measures of the RetSamReference preset share.</content>
public sealed partial class MeasureContext
{
    private ReferenceFrame? _referenceFrame;

    /// <summary>The stretched frame; the field of view is not empty.</summary>
    internal ReferenceFrame ReferenceFrame => _referenceFrame ??= new ReferenceFrame(this);
}
