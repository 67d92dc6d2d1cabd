namespace RetSam.Inference.Tests;

/// <summary>
/// What RetSAM's interface asks for from a photograph to planes of numbers, written down as plainly as possible and apart from the
/// library: the border, the bicubic resize, the normalisation, <see cref="ReferenceNetwork"/>.
/// </summary>
internal sealed class PlainReference
{
    private const int Side = ReferenceNetwork.Side;
    private static readonly double[] Mean = [0.42575, 0.29737, 0.21294];
    private static readonly double[] Deviation = [0.2767, 0.2024, 0.1686];

    private readonly double[][] _features;

    public PlainReference(FundusImage image)
    {
        Box = FindBox(image);
        float[] tensor = Normalise(image, Box);
        _features = [.. Enumerable.Range(0, ReferenceNetwork.Features).Select(f =>
            PlainConvolution.Run(tensor, Side, Side, ReferenceNetwork.Trunk.AsSpan(27 * f, 27), 3).Select(Math.Tanh).ToArray())];
    }

    /// <summary>The photograph without its border.</summary>
    public PixelRect Box { get; }

    /// <summary>A head's logits, channel by channel.</summary>
    public double[][] Logits(int head) => [.. Enumerable.Range(0, ReferenceNetwork.Heads[head].Channels).Select(c => Mix(ReferenceNetwork.Head(head), c))];

    /// <summary>A head's logits as probabilities that sum to one at every pixel.</summary>
    public double[][] Softmax(int head)
    {
        double[][] planes = Logits(head);
        for (int i = 0; i < Side * Side; i++)
        {
            double[] powers = [.. planes.Select(p => Math.Exp(p[i]))];
            for (int c = 0; c < planes.Length; c++)
            {
                planes[c][i] = powers[c] / powers.Sum();
            }
        }

        return planes;
    }

    /// <summary>The point, in the photograph's pixels.</summary>
    public PointD Point()
    {
        double[] means = [.. _features.Select(f => f.Average())];
        double[] inside = [.. Enumerable.Range(0, 2).Select(c => 1 / (1 + Math.Exp(-means.Select((m, f) => m * ReferenceNetwork.Point[c * means.Length + f]).Sum())))];
        return new PointD(Box.X + inside[0] * Box.Width - 0.5, Box.Y + inside[1] * Box.Height - 0.5);
    }

    /// <summary>A plane at a pixel of the photograph inside the box: between the four nearest of its pixels.</summary>
    public double At(double[] plane, int x, int y)
    {
        double u = Math.Clamp((x - Box.X + 0.5) * Side / Box.Width - 0.5, 0, Side - 1);
        double v = Math.Clamp((y - Box.Y + 0.5) * Side / Box.Height - 0.5, 0, Side - 1);
        int left = Math.Min((int)u, Side - 2);
        int top = Math.Min((int)v, Side - 2);
        double Row(int row) => plane[row * Side + left] * (left + 1 - u) + plane[row * Side + left + 1] * (u - left);
        return Row(top) * (top + 1 - v) + Row(top + 1) * (v - top);
    }

    private static PixelRect FindBox(FundusImage image)
    {
        byte[] pixels = image.Pixels.ToArray();
        int[] corners = [0, image.Width - 1, (image.Height - 1) * image.Width, image.Height * image.Width - 1];
        bool isLight = corners.Average(c => (pixels[3 * c] + pixels[3 * c + 1] + pixels[3 * c + 2]) / 3.0) > 127;
        bool IsBorder(int x, int y)
        {
            byte[] rgb = pixels[(3 * (y * image.Width + x))..(3 * (y * image.Width + x) + 3)];
            return rgb.All(v => v < 30) || (isLight && rgb.All(v => v > 245));
        }

        int[] columns = [.. Enumerable.Range(0, image.Width).Where(x => Enumerable.Range(0, image.Height).Count(y => IsBorder(x, y)) < image.Height - 10)];
        int[] rows = [.. Enumerable.Range(0, image.Height).Where(y => Enumerable.Range(0, image.Width).Count(x => IsBorder(x, y)) < image.Width - 10)];
        return new PixelRect(columns[0], rows[0], columns[^1] - columns[0] + 1, rows[^1] - rows[0] + 1);
    }

    private static float[] Normalise(FundusImage image, PixelRect box)
    {
        byte[] pixels = image.Pixels.ToArray();
        (int First, double[] Weights)[] columns = Bicubic(box.Width);
        (int First, double[] Weights)[] rows = Bicubic(box.Height);
        float[] tensor = new float[3 * Side * Side];
        for (int channel = 0; channel < 3; channel++)
        {
            double[] narrow = new double[Side * box.Height];
            for (int i = 0; i < narrow.Length; i++)
            {
                (int y, int x) = Math.DivRem(i, Side);
                int start = (box.Y + y) * image.Width + box.X + columns[x].First;
                narrow[i] = columns[x].Weights.Select((w, k) => w * pixels[3 * (start + k) + channel]).Sum();
            }

            for (int i = 0; i < Side * Side; i++)
            {
                (int y, int x) = Math.DivRem(i, Side);
                double level = rows[y].Weights.Select((w, k) => w * narrow[(rows[y].First + k) * Side + x]).Sum();
                tensor[channel * Side * Side + i] = (float)((Math.Clamp(level, 0, 255) / 255 - Mean[channel]) / Deviation[channel]);
            }
        }

        return tensor;
    }

    /// <summary>Keys' cubic of -1/2 over the pixels it reaches, wider when the picture shrinks, summing to one.</summary>
    private static (int First, double[] Weights)[] Bicubic(int length) => [.. Enumerable.Range(0, Side).Select(i =>
    {
        double scale = (double)length / Side;
        double reach = Math.Max(1, scale);
        double centre = (i + 0.5) * scale;
        int first = Math.Max(0, (int)(centre - 2 * reach + 0.5));
        int end = Math.Min(length, (int)(centre + 2 * reach + 0.5));
        double[] weights = [.. Enumerable.Range(first, end - first).Select(p => Keys(Math.Abs((p + 0.5 - centre) / reach)))];
        return (first, weights.Select(w => w / weights.Sum()).ToArray());
    })];

    private static double Keys(double d) => d < 1 ? 1.5 * d * d * d - 2.5 * d * d + 1 : d < 2 ? -0.5 * d * d * d + 2.5 * d * d - 4 * d + 2 : 0;

    private double[] Mix(float[] weights, int channel)
        => [.. Enumerable.Range(0, Side * Side).Select(i => _features.Select((f, k) => f[i] * weights[channel * _features.Length + k]).Sum())];
}
