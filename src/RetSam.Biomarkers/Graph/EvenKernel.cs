using System.Runtime.Intrinsics;

namespace RetSam.Biomarkers.Graph;

/// <summary>The local quadratic fit of <see cref="CentrelineSmoother"/> over evenly spaced points: two fixed weighted sums, one for the position and one for the derivative.</summary>
internal sealed class EvenKernel : IDisposable
{
    private readonly PooledList<double> _position = new(64);
    private readonly PooledList<double> _derivative = new(64);
    private double _halfWindow = -1;

    /// <summary>How many points on either side take part.</summary>
    public int Reach { get; private set; }

    /// <summary>Computes the weights, unless they are those of the last call.</summary>
    /// <param name="halfWindow">Half the window's length in points.</param>
    public void Prepare(double halfWindow)
    {
        if (halfWindow == _halfWindow)
        {
            return;
        }

        _halfWindow = halfWindow;
        Reach = (int)halfWindow;
        double s0 = CentrelineSmoother.Weight(0);
        double s2 = 0;
        double s4 = 0;
        for (int k = 1; k <= Reach; k++)
        {
            double weight = 2 * CentrelineSmoother.Weight(k / halfWindow);
            s0 += weight;
            s2 += weight * k * k;
            s4 += weight * k * k * k * k;
        }

        _position.Clear();
        _derivative.Clear();
        double scale = 1 / (s0 * s4 - s2 * s2);
        for (int k = 0; k <= Reach; k++)
        {
            double weight = CentrelineSmoother.Weight(k / halfWindow);
            _position.Add(weight * (s4 - s2 * k * k) * scale);
            _derivative.Add(weight * k / s2);
        }
    }

    /// <summary>The fits at four points in a row, the first of them <see cref="Reach"/> behind the first of those given; as many follow the last.</summary>
    public FourFits Fit(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        // The weights are the same on both sides, but for the sign of those of the derivative.
        x = x[..(2 * Reach + Vector256<double>.Count)];
        y = y[..x.Length];
        ReadOnlySpan<double> position = _position.Items;
        ReadOnlySpan<double> derivative = _derivative.Items;
        Vector256<double> positionX = position[0] * Vector256.Create(x[Reach..]);
        Vector256<double> positionY = position[0] * Vector256.Create(y[Reach..]);
        Vector256<double> derivativeX = Vector256<double>.Zero;
        Vector256<double> derivativeY = Vector256<double>.Zero;
        for (int k = 1; k < position.Length; k++)
        {
            (Vector256<double> beforeX, Vector256<double> behindX) = (Vector256.Create(x[(Reach - k)..]), Vector256.Create(x[(Reach + k)..]));
            (Vector256<double> beforeY, Vector256<double> behindY) = (Vector256.Create(y[(Reach - k)..]), Vector256.Create(y[(Reach + k)..]));
            positionX += position[k] * (behindX + beforeX);
            positionY += position[k] * (behindY + beforeY);
            derivativeX += derivative[k] * (behindX - beforeX);
            derivativeY += derivative[k] * (behindY - beforeY);
        }

        return new FourFits(positionX, positionY, derivativeX, derivativeY);
    }

    public void Dispose()
    {
        _position.Dispose();
        _derivative.Dispose();
    }
}
