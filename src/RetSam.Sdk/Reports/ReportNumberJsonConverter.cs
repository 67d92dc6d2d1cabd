namespace RetSam;

/// <summary>Refuses also numbers that nothing measures and whose differences and multiples, which a comparison makes, could be too large for a double.</summary>
internal sealed class ReportNumberJsonConverter : FiniteNumberJsonConverter
{
    /// <summary>The largest magnitude of a number in a report or a table of repeatability.</summary>
    public const double LargestMeasured = 1e100;

    protected override double Largest => LargestMeasured;
}
