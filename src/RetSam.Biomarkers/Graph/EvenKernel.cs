namespace RetSam.Biomarkers.Graph;

/// <summary>The local quadratic fit of <see cref="CentrelineSmoother"/> over evenly spaced points: two fixed weighted sums, one for the position and one for the derivative.</summary>
internal sealed class EvenKernel : IDisposable
{
    private readonly PooledList<double> _position = new(32);
    private readonly PooledList<double> _derivative = new(32);
    private double _halfWindow = -1;

    /// <summary>How many points on either side take part.</summary>
    public int Reach => _position.Count - 1;

    /// <summary>Computes the weights, unless they are those of the last call.</summary>
    /// <param name="halfWindow">Half the window's length in points.</param>
    public void Prepare(double halfWindow)
    {
        if (halfWindow == _halfWindow)
        {
            return;
        }

        _halfWindow = halfWindow;
        int reach = (int)halfWindow;
        double s0 = CentrelineSmoother.Weight(0);
        double s2 = 0;
        double s4 = 0;
        for (int k = 1; k <= reach; k++)
        {
            double weight = 2 * CentrelineSmoother.Weight(k / halfWindow);
            s0 += weight;
            s2 += weight * k * k;
            s4 += weight * k * k * k * k;
        }

        _position.Clear();
        _derivative.Clear();
        double scale = 1 / (s0 * s4 - s2 * s2);
        for (int k = 0; k <= reach; k++)
        {
            double weight = CentrelineSmoother.Weight(k / halfWindow);
            _position.Add(weight * (s4 - s2 * k * k) * scale);
            _derivative.Add(weight * k / s2);
        }
    }

    /// <summary>The fit at a point that has <see cref="Reach"/> points on either side.</summary>
    public SmoothPoint Fit(ReadOnlySpan<PointD> points, int i)
    {
        ReadOnlySpan<double> position = _position.Items;
        ReadOnlySpan<double> derivative = _derivative.Items;
        ReadOnlySpan<PointD> window = points.Slice(i - Reach, 2 * Reach + 1);
        PointD middle = window[Reach];
        double x = position[0] * middle.X;
        double y = position[0] * middle.Y;
        double dx = 0;
        double dy = 0;
        for (int k = 1; k < position.Length; k++)
        {
            PointD before = window[Reach - k];
            PointD after = window[Reach + k];
            x += position[k] * (before.X + after.X);
            y += position[k] * (before.Y + after.Y);
            dx += derivative[k] * (after.X - before.X);
            dy += derivative[k] * (after.Y - before.Y);
        }

        return new SmoothPoint(new PointD(x, y), new PointD(dx, dy));
    }

    public void Dispose()
    {
        _position.Dispose();
        _derivative.Dispose();
    }
}
