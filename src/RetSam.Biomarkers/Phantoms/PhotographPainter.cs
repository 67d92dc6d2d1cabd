namespace RetSam.Biomarkers.Phantoms;

/// <summary>Paints a phantom's photograph: a background, and over it one layer after another with its soft mask.</summary>
internal static class PhotographPainter
{
    private static readonly (RetinaClass Class, double Opacity, double Red, double Green, double Blue)[] Layers =
    [
        (RetinaClass.OpticDisc, 0.85, 245, 196, 120),
        (RetinaClass.OpticCup, 0.8, 255, 226, 170),
        (RetinaClass.Artery, 0.75, 150, 52, 26),
        (RetinaClass.Vein, 0.85, 108, 24, 20),
        (RetinaClass.CottonWoolSpot, 0.7, 232, 214, 170),
        (RetinaClass.Exudate, 0.9, 246, 222, 110),
        (RetinaClass.Hemorrhage, 0.85, 96, 14, 14),
        (RetinaClass.Microaneurysm, 0.85, 110, 16, 16),
    ];

    public static FundusImage Paint(EyePhantom eye)
    {
        int size = eye.Options.Size;
        double[] colours = new double[3 * size * size];
        PaintBackground(eye.Truth, colours, size);
        foreach ((RetinaClass retinaClass, double opacity, double red, double green, double blue) in Layers)
        {
            // Edges are as soft as a camera's at this size, three pixels of two thousand.
            using ProbabilityMap layer = eye.DrawProbability(retinaClass, Math.Max(1, 3 * size / 2048.0));
            for (int i = 0; i < layer.Values.Length; i++)
            {
                if (layer.Values[i] is > 0 and var here)
                {
                    double cover = opacity * here;
                    colours[3 * i] += cover * (red - colours[3 * i]);
                    colours[3 * i + 1] += cover * (green - colours[3 * i + 1]);
                    colours[3 * i + 2] += cover * (blue - colours[3 * i + 2]);
                }
            }
        }

        return FundusImage.FromPixels(
            ToBytes(eye.Truth, colours, size), size, size, PixelFormat.Rgb24, metadata: new FundusImageMetadata { Laterality = eye.Options.Laterality });
    }

    /// <summary>Orange that darkens towards the border and in the macula, where pigment is.</summary>
    private static void PaintBackground(EyeTruth truth, double[] colours, int size)
    {
        double macula = 1.6 * truth.Disc.Radius;
        for (int y = 0; y < size; y++)
        {
            for (int x = 0; x < size; x++)
            {
                var p = new PointD(x, y);
                double outwards = p.DistanceTo(truth.FieldOfView.Centre) / truth.FieldOfView.Radius;
                double fromFovea = p.DistanceTo(truth.Fovea) / macula;
                double light = (1 - 0.35 * outwards * outwards) * (1 - 0.4 * Math.Exp(-fromFovea * fromFovea));
                int i = 3 * (y * size + x);
                colours[i] = 214 * light;
                colours[i + 1] = 112 * light;
                colours[i + 2] = 58 * light;
            }
        }
    }

    private static byte[] ToBytes(EyeTruth truth, double[] colours, int size)
    {
        byte[] pixels = new byte[colours.Length];
        for (int i = 0; i < size * size; i++)
        {
            if (truth.FieldOfView.Contains(new PointD(i % size, i / size)))
            {
                for (int c = 3 * i; c < 3 * i + 3; c++)
                {
                    pixels[c] = (byte)Math.Clamp(Math.Round(colours[c]), 0, 255);
                }
            }
        }

        return pixels;
    }
}
