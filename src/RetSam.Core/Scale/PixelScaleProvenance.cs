namespace RetSam;

/// <summary>Where a <see cref="PixelScale"/> comes from; reported with every length in micrometres.</summary>
public enum PixelScaleProvenance
{
    /// <summary>The scale is not known: lengths are reported in pixels only.</summary>
    Unknown = 0,

    /// <summary>Given by the caller.</summary>
    Given = 1,

    /// <summary>Read from the DICOM attributes of the image.</summary>
    FromDicom = 2,

    /// <summary>Estimated from the optic disc's measured diameter and a mean disc diameter of healthy eyes.</summary>
    FromDiscDiameter = 3,

    /// <summary>Estimated from the camera's field-of-view angle and the diameter of the field of view in pixels.</summary>
    FromFovAngle = 4,
}
