namespace RetSam.Biomarkers.Kernels;

/// <summary>Whole numbers times their natural logarithms, looked up where they are small.</summary>
internal static class LogTable
{
    private static readonly double[] Values = Create();

    /// <summary>A whole number times its natural logarithm; 0 of 0.</summary>
    public static double TimesLog(int value) => (uint)value < (uint)Values.Length ? Values[value] : value * Math.Log(value);

    private static double[] Create()
    {
        double[] values = new double[1024];
        for (int i = 1; i < values.Length; i++)
        {
            values[i] = i * Math.Log(i);
        }

        return values;
    }
}
