namespace RetSam.Preprocessing;

/// <summary>How pixels are resampled into a model's frame.</summary>
public enum Resampling
{
    /// <summary>Mean of the covered area (each source pixel weighted by how much of it is covered) when shrinking, bilinear when enlarging.</summary>
    Area = 0,

    /// <summary>Bilinear between the four nearest pixel centres at every scale, without smoothing when shrinking.</summary>
    Bilinear = 1,

    /// <summary>Bicubic (Keys, a = -0.5) whose support widens with the scale when shrinking, as Pillow's BICUBIC does.</summary>
    Bicubic = 2,
}
