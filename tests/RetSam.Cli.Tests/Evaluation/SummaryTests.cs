using RetSam.Cli.Evaluation;

namespace RetSam.Cli.Tests.Evaluation;

public sealed class SummaryTests
{
    [Fact]
    public void A_summary_counts_what_is_missing_and_leaves_it_out()
    {
        MetricSummary summary = MetricSummary.Of("x", [0.2, null, 0.8, 0.6, 0.4])!;
        Assert.Equal((4, 1), (summary.Images, summary.Missing));
        Assert.Equal(0.5, summary.Mean, 1e-12);
        Assert.Equal(0.5, summary.Median, 1e-12);
        Assert.Equal((0.2, 0.8), (summary.Minimum, summary.Maximum));
        Assert.Null(MetricSummary.Of("x", [null, null]));
    }

    [Fact]
    public void The_median_of_an_odd_number_is_the_middle_one()
        => Assert.Equal(3, MetricSummary.Of("x", [9, 1, 3])!.Median);

    [Fact]
    public void The_interval_holds_the_mean_is_the_same_every_time_and_close_to_the_normal_one()
    {
        double[] values = [.. Enumerable.Range(0, 100).Select(i => i / 99.0)];
        (double Low, double High) interval = Bootstrap.MeanInterval(values)!.Value;
        Assert.Equal(interval, Bootstrap.MeanInterval(values));

        // Standard deviation of 0..1 evenly spread 0.2916, of the mean 0.02916: 0.5 -+ 1.96 * 0.02916.
        Assert.Equal(0.5 - 0.0571, interval.Low, 0.006);
        Assert.Equal(0.5 + 0.0571, interval.High, 0.006);
    }

    [Fact]
    public void Equal_values_have_an_interval_of_no_width_and_one_value_has_none()
    {
        Assert.Equal((0.25, 0.25), Bootstrap.MeanInterval([0.25, 0.25, 0.25]));
        Assert.Null(Bootstrap.MeanInterval([0.25]));
    }

    [Fact]
    public void Agreement_of_three_pairs_worked_out_by_hand()
    {
        // Expert 1, 2, 3; predicted 2, 2, 5: differences 1, 0, 2, mean 1, standard deviation 1.
        Agreement agreement = Agreement.Of("m", "px", [(2, 1), (2, 2), (5, 3)], missing: 4)!;
        Assert.Equal(2, agreement.ExpertMean);
        Assert.Equal(1, agreement.MeanDifference, 1e-12);
        Assert.Equal(1 - 1.96, agreement.LowerLimit, 1e-12);
        Assert.Equal(1 + 1.96, agreement.UpperLimit, 1e-12);

        // Products (-1)(-1) + 0 + 2 * 1 = 3; squares 1 + 1 + 4 = 6 and 2: 3 / sqrt(12).
        Assert.Equal(3 / Math.Sqrt(12), agreement.Pearson!.Value, 1e-12);
        Assert.Equal((3, 4), (agreement.Images, agreement.Missing));
    }

    [Fact]
    public void A_measure_that_does_not_vary_has_no_correlation_and_two_pairs_no_agreement()
    {
        Assert.Null(Agreement.Of("m", "px", [(1, 2), (2, 2), (3, 2)], 0)!.Pearson);
        Assert.Null(Agreement.Of("m", "px", [(1, 2), (2, 2)], 0));
    }
}
