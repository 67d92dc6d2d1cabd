namespace RetSam.Biomarkers.Quality;

/// <summary>What one pass over a tile adds up, in sixteenths of a grey level and their squares.</summary>
internal struct TileSums
{
    /// <summary>The pixels of a tile.</summary>
    public const int Pixels = QualityFrame.TileSide * QualityFrame.TileSide;

    public int Red;
    public int Green;
    public int Blue;
    public long GreenSquares;
    public int VesselPixels;
    public int VesselGreen;

    /// <summary>Sums of squared differences of green to the right and down, and of their product: the structure tensor.</summary>
    public long Xx;
    public long Yy;
    public long Xy;

    /// <summary>Adds up an interior tile; its neighbours to the right and below are read as well.</summary>
    public static TileSums Of(in QualityFrame frame, int tileX, int tileY)
    {
        TileSums sums = default;
        ReadOnlySpan<int> red = frame.Red;
        ReadOnlySpan<int> green = frame.Green;
        ReadOnlySpan<int> blue = frame.Blue;
        for (int y = tileY * QualityFrame.TileSide; y < (tileY + 1) * QualityFrame.TileSide; y++)
        {
            int start = y * QualityFrame.Side + tileX * QualityFrame.TileSide;
            int vessels = frame.VesselBits(tileX, y);
            for (int x = 0; x < QualityFrame.TileSide; x++)
            {
                int i = start + x;
                int value = green[i];
                int right = green[i + 1] - value;
                int down = green[i + QualityFrame.Side] - value;
                int vessel = vessels >> x & 1;
                sums.Red += red[i];
                sums.Green += value;
                sums.Blue += blue[i];
                sums.GreenSquares += (long)value * value;
                sums.VesselPixels += vessel;
                sums.VesselGreen += vessel * value;
                sums.Xx += (long)right * right;
                sums.Yy += (long)down * down;
                sums.Xy += (long)right * down;
            }
        }

        return sums;
    }

    /// <summary>
    /// The difference of the structure tensor's eigenvalues: gradient energy of one direction. An edge keeps all of its energy, noise,
    /// which has no direction, next to none.
    /// </summary>
    public readonly double CoherentEnergy => Math.Sqrt((Xx - Yy) * (Xx - Yy) + 4 * Xy * Xy);

    /// <summary>The population variance of green in the tile.</summary>
    public readonly double GreenVariance => (GreenSquares - (double)((long)Green * Green) / Pixels) / Pixels;
}
