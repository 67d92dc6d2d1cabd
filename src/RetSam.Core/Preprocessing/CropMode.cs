namespace RetSam.Preprocessing;

/// <summary>How the field of view is framed for a model.</summary>
public enum CropMode
{
    /// <summary>The field of view's bounding box, padded with zeros to a centred square: shapes keep their aspect ratio.</summary>
    FieldOfViewSquare = 0,

    /// <summary>The field of view's bounding box, stretched over the frame.</summary>
    FieldOfViewStretched = 1,

    /// <summary>The whole photograph, stretched over the frame.</summary>
    WholeImageStretched = 2,
}
