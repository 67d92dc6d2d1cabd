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

    /// <summary>
    /// The box that RetSAM's own code crops to, stretched over the frame: a pixel is border when all its channels are below 30, or, when
    /// the photograph's corners are light, above 245; a column (row) belongs to the box when fewer than height - 10 (width - 10) of its
    /// pixels are border. The field of view plays no part. For models that were trained so.
    /// </summary>
    ReferenceBorderBox = 3,
}
