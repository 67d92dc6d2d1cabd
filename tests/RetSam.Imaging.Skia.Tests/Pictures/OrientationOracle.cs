namespace RetSam.Imaging.Skia.Tests.Pictures;

/// <summary>Where stored pixels must be seen, from the words of TIFF 6.0: which side of the picture row 0 and column 0 are.</summary>
internal static class OrientationOracle
{
    public static void AssertUpright(FundusImage stored, FundusImage upright, int orientation)
    {
        (string row0, string column0) = orientation switch
        {
            1 => ("top", "left"),
            2 => ("top", "right"),
            3 => ("bottom", "right"),
            4 => ("bottom", "left"),
            5 => ("left", "top"),
            6 => ("right", "top"),
            7 => ("right", "bottom"),
            _ => ("left", "bottom"),
        };
        Assert.Equal(orientation >= 5 ? (stored.Height, stored.Width) : (stored.Width, stored.Height), (upright.Width, upright.Height));
        for (int y = 0; y < stored.Height; y++)
        {
            for (int x = 0; x < stored.Width; x++)
            {
                int seenX = 0;
                int seenY = 0;
                Place(row0, y);
                Place(column0, x);
                Assert.True(stored.GetRow(y).Slice(3 * x, 3).SequenceEqual(upright.GetRow(seenY).Slice(3 * seenX, 3)), $"stored ({x}, {y}), orientation {orientation}");

                void Place(string side, int distance)
                {
                    switch (side)
                    {
                        case "top": seenY = distance; break;
                        case "bottom": seenY = upright.Height - 1 - distance; break;
                        case "left": seenX = distance; break;
                        default: seenX = upright.Width - 1 - distance; break;
                    }
                }
            }
        }
    }
}
