namespace RetSam.Biomarkers;

/// <summary>The exponent x of d0^x = d1^x + d2^x for a parent of calibre d0 and daughters of d1 and d2; 3 where Murray's law holds.</summary>
internal static class JunctionExponent
{
    /// <summary>
    /// Beyond this the daughters are as wide as the parent to within 7 %, which is what calibres are good to, and the exponent, which
    /// grows without limit there, says nothing.
    /// </summary>
    public const double Highest = 10;

    /// <summary>Solves for the exponent.</summary>
    /// <returns>The exponent; <see langword="null"/> where a daughter is as wide as the parent or wider, so that there is no solution, or where it is above <see cref="Highest"/>.</returns>
    public static double? Solve(double parent, double wider, double narrower)
    {
        if (wider >= parent || narrower <= 0)
        {
            return null;
        }

        // exp(-a x) + exp(-b x) = 1 is convex and falls, and is not yet solved where twice the lesser term is 1: Newton's steps from there never pass the solution.
        double a = Math.Log(parent / wider);
        double b = Math.Log(parent / narrower);
        double x = Math.Log(2) / b;
        for (int i = 0; i < 64; i++)
        {
            double first = Math.Exp(-a * x);
            double second = Math.Exp(-b * x);
            double step = (first + second - 1) / (a * first + b * second);
            x += step;
            if (step <= 1e-12 * x)
            {
                break;
            }
        }

        return x <= Highest ? x : null;
    }
}
