using RetSam.Preprocessing;

namespace RetSam.Inference;

/// <summary>The words that a manifest uses for values of enumerations.</summary>
internal static class ManifestNames
{
    public static readonly (string, CropMode)[] CropModes =
    [
        ("field-of-view-square", CropMode.FieldOfViewSquare),
        ("field-of-view-stretched", CropMode.FieldOfViewStretched),
        ("whole-image-stretched", CropMode.WholeImageStretched),
        ("reference-border-box", CropMode.ReferenceBorderBox),
    ];

    public static readonly (string, Resampling)[] Resamplings =
    [
        ("area", Resampling.Area),
        ("bilinear", Resampling.Bilinear),
        ("bicubic", Resampling.Bicubic),
    ];

    public static readonly (string, OutputKind)[] OutputKinds =
    [
        ("multilabel", OutputKind.Multilabel),
        ("multiclass", OutputKind.Multiclass),
        ("heatmap", OutputKind.Heatmap),
        ("coordinates", OutputKind.Coordinates),
    ];

    public static readonly (string, PostProcessingRule)[] Rules =
    [
        ("inside-field-of-view", PostProcessingRule.InsideFieldOfView),
        ("vessel-includes-artery-and-vein", PostProcessingRule.VesselIncludesArteryAndVein),
        ("disc-includes-cup", PostProcessingRule.DiscIncludesCup),
        ("one-disc", PostProcessingRule.OneDisc),
        ("cup-inside-disc", PostProcessingRule.CupInsideDisc),
    ];
}
