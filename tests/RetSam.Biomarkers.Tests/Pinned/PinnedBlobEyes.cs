namespace RetSam.Biomarkers.Tests.Pinned;

/// <summary>The whole catalogue where every class is blobs of chance, with any field of view, fovea, side and scale (<see cref="Pins"/>).</summary>
public sealed class PinnedBlobEyes
{
    [Fact]
    public void Every_measure()
    {
        var pins = new Pins("blobs");
        for (uint seed = 1; seed <= 10; seed++)
        {
            using RetinaSegmentation eye = Draw(seed, out PixelScale scale, out Laterality laterality);
            IReadOnlyList<Measurement> measured = MeasureCatalogue.Default.MeasureAll(eye, scale, laterality, cancellationToken: TestContext.Current.CancellationToken);
            MeasureText.Add(pins, $"{seed:00}", measured, parts: 1);
            pins.Add($"{seed:00}/findings", FindingRules.Default.Evaluate(measured).Select(f => (f.Id, f.Status, f.Grade, f.Evidence, f.Missing)));
            pins.Add($"{seed:00}/laterality", LateralityEstimate.Infer(eye));
        }

        pins.Check();
    }

    private static RetinaSegmentation Draw(uint seed, out PixelScale scale, out Laterality laterality)
    {
        uint state = seed;
        (int width, int height) = (150 + PinnedMasks.Next(ref state, 200), 150 + PinnedMasks.Next(ref state, 150));
        scale = (seed % 3) switch { 0 => PixelScale.Unknown, 1 => PixelScale.Given(20 + seed), _ => PixelScale.FromDiscDiameter(40) };
        laterality = (Laterality)(seed / 3 % 3);
        var builder = new RetinaSegmentation.Builder(width, height);
        (double x, double y) = (width * (0.3 + PinnedMasks.Next(ref state, 40) / 100.0), height * (0.3 + PinnedMasks.Next(ref state, 40) / 100.0));
        double radius = 12 + PinnedMasks.Next(ref state, 20);
        builder.SetMask(RetinaClass.OpticDisc, Drawing.Ellipse(width, height, x, y, radius, radius * 0.8, seed * 31));
        builder.SetMask(RetinaClass.OpticCup, Drawing.Ellipse(width, height, x + 2, y - 1, radius * (0.3 + seed % 5 * 0.15), radius * 0.4, seed * 17));
        builder.SetMask(RetinaClass.Artery, PinnedMasks.Tangle(width, height, 9, seed + 10));
        builder.SetMask(RetinaClass.Vein, PinnedMasks.Tangle(width, height, 9, seed + 20));
        RetinaClass[] drawn = [RetinaClass.OpticDisc, RetinaClass.OpticCup, RetinaClass.Artery, RetinaClass.Vein, RetinaClass.Vessel, RetinaClass.Fovea];
        foreach (RetinaClass other in RetinaClass.All.Except(drawn))
        {
            if (PinnedMasks.Next(ref state, 3) > 0)
            {
                builder.SetMask(other, PinnedMasks.Blobs(width, height, 1 + PinnedMasks.Next(ref state, 7), state));
            }
        }

        if (PinnedMasks.Next(ref state, 4) > 0)
        {
            builder.SetFieldOfView(FieldOfView.FromMask(Drawing.Circle(width, height, width / 2.0, height / 2.0, Math.Max(width, height) * (0.35 + PinnedMasks.Next(ref state, 20) / 100.0))));
        }

        return PinnedMasks.Next(ref state, 5) > 0
            ? builder.SetFovea(new PointD(PinnedMasks.Next(ref state, width), PinnedMasks.Next(ref state, height))).Build()
            : builder.Build();
    }
}
