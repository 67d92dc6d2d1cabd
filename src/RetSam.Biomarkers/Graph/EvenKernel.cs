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
        for (int k = -Reach; k <= Reach; k++)
        {
            double weight = CentrelineSmoother.Weight(k / halfWindow);
            _position.Add(weight * (s4 - s2 * k * k) * scale);
            _derivative.Add(weight * k / s2);
        }

        // Points are read four at a time; those beyond the window weigh nothing.
        while (_position.Count % Vector256<double>.Count != 0)
        {
            _position.Add(0);
            _derivative.Add(0);
        }
    }

    /// <summary>The fit at the point <see cref="Reach"/> behind the first of those given; as many follow it, and up to three more are read.</summary>
    public SmoothPoint Fit(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        ReadOnlySpan<double> position = _position.Items;
        ReadOnlySpan<double> derivative = _derivative.Items;
        Vector256<double> positionX = Vector256<double>.Zero;
        Vector256<double> positionY = Vector256<double>.Zero;
        Vector256<double> derivativeX = Vector256<double>.Zero;
        Vector256<double> derivativeY = Vector256<double>.Zero;
        for (int k = 0; k < position.Length; k += Vector256<double>.Count)
        {
            Vector256<double> pointX = Vector256.Create(x[k..]);
            Vector256<double> pointY = Vector256.Create(y[k..]);
            Vector256<double> weight = Vector256.Create(position[k..]);
            Vector256<double> slope = Vector256.Create(derivative[k..]);
            positionX += weight * pointX;
            positionY += weight * pointY;
            derivativeX += slope * pointX;
            derivativeY += slope * pointY;
        }

        return new SmoothPoint(
            new PointD(QuadraticFit.Sum(positionX), QuadraticFit.Sum(positionY)), new PointD(QuadraticFit.Sum(derivativeX), QuadraticFit.Sum(derivativeY)));
    }

    public void Dispose()
    {
        _position.Dispose();
        _derivative.Dispose();
    }
}
