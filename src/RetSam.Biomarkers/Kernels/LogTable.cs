namespace RetSam.Biomarkers.Kernels;

/// <summary>Natural logarithms of small whole numbers, looked up.</summary>
internal static class LogTable
{
    private static readonly double[] Values = Create();

    /// <summary>The natural logarithm of a positive whole number.</summary>
    public static double Log(int value) => (uint)value < (uint)Values.Length ? Values[value] : Math.Log(value);

    private static double[] Create()
    {
        double[] values = new double[1024];
        for (int i = 1; i < values.Length; i++)
        {
            values[i] = Math.Log(i);
        }

        return values;
    }
}
