using System.Buffers;

namespace RetSam.Inference;

/// <summary>Runs a network on its input and on mirror images of it, and leaves the mean of what it says in its outputs.</summary>
internal static class FlippedRuns
{
    /// <param name="lane">Its input is mirrored in place and is not the photograph's any more afterwards.</param>
    /// <param name="manifest">What the outputs are.</param>
    /// <param name="flips">Which mirror images.</param>
    /// <param name="cancellationToken">Stops between runs and within them.</param>
    public static void Run(Lane lane, ModelManifest manifest, TestTimeFlips flips, CancellationToken cancellationToken)
    {
        lane.Run(cancellationToken);
        ReadOnlySpan<TestTimeFlips> steps = StepsOf(flips);
        if (steps.IsEmpty)
        {
            return;
        }

        // In double, the sum of four floats is as good as exact: a network that does not care for mirroring gives the bits of one run.
        double[][] sums = [.. manifest.Outputs.Select(o => ArrayPool<double>.Shared.Rent(o.Length))];
        try
        {
            for (int i = 0; i < sums.Length; i++)
            {
                sums[i].AsSpan(0, manifest.Outputs[i].Length).Clear();
                Add(lane.GetOutput(i), sums[i]);
            }

            TestTimeFlips mirrored = TestTimeFlips.None;
            foreach (TestTimeFlips step in steps)
            {
                mirrored ^= step;
                Mirror.Planes(lane.Input, manifest.Input.Width, manifest.Input.Height, step);
                lane.Run(cancellationToken);
                for (int i = 0; i < sums.Length; i++)
                {
                    MirrorBack(lane.GetOutput(i), manifest.Outputs[i], manifest.Input, mirrored);
                    Add(lane.GetOutput(i), sums[i]);
                }
            }

            for (int i = 0; i < sums.Length; i++)
            {
                WriteMean(sums[i], steps.Length + 1, lane.GetOutput(i));
            }
        }
        finally
        {
            Array.ForEach(sums, s => ArrayPool<double>.Shared.Return(s));
        }
    }

    /// <summary>What to mirror before each further run: each leads from one mirror image to the next.</summary>
    private static ReadOnlySpan<TestTimeFlips> StepsOf(TestTimeFlips flips) => flips switch
    {
        TestTimeFlips.None => [],
        TestTimeFlips.Horizontal => [TestTimeFlips.Horizontal],
        TestTimeFlips.Vertical => [TestTimeFlips.Vertical],
        _ => [TestTimeFlips.Horizontal, TestTimeFlips.Vertical, TestTimeFlips.Horizontal],
    };

    private static void MirrorBack(Span<float> values, ModelOutput head, ModelInput frame, TestTimeFlips axis)
    {
        if (head.Kind == OutputKind.Coordinates)
        {
            Mirror.Point(values, head.Unit, frame, axis);
            return;
        }

        Mirror.Planes(values, head.Width, head.Height, axis);
    }

    private static void Add(ReadOnlySpan<float> values, Span<double> sums)
    {
        for (int i = 0; i < values.Length; i++)
        {
            sums[i] += values[i];
        }
    }

    private static void WriteMean(ReadOnlySpan<double> sums, int runs, Span<float> mean)
    {
        for (int i = 0; i < mean.Length; i++)
        {
            mean[i] = (float)(sums[i] / runs);
        }
    }
}
