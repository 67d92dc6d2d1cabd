namespace RetSam;

/// <summary>The layout of 8-bit pixels in a caller's buffer.</summary>
public enum PixelFormat
{
    /// <summary>Three bytes a pixel: red, green, blue.</summary>
    Rgb24 = 0,

    /// <summary>Three bytes a pixel: blue, green, red.</summary>
    Bgr24 = 1,

    /// <summary>Four bytes a pixel: red, green, blue, straight alpha. Transparent pixels are laid over black, the colour of a fundus photograph's border.</summary>
    Rgba32 = 2,

    /// <summary>Four bytes a pixel: blue, green, red, straight alpha. Transparent pixels are laid over black.</summary>
    Bgra32 = 3,

    /// <summary>One byte a pixel, copied to all three channels.</summary>
    Gray8 = 4,
}
