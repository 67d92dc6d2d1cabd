using RetSam.Biomarkers.Phantoms;

namespace RetSam.Biomarkers.Tests.Pinned;

/// <summary>Intervals over thresholds, and the masks that they come from, where the edges of a grown eye are soft (<see cref="Pins"/>).</summary>
public sealed class PinnedIntervals
{
    [Fact]
    public void A_soft_eye()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        EyePhantom eye = EyePhantom.Create(new EyePhantomOptions { Size = 320, Seed = 21, LesionsOfEachClass = 9 });
        BinaryMask view = Drawing.Circle(320, 320, 160, 150, 141);
        var builder = new RetinaSegmentation.Builder(320, 320).SetFovea(eye.Truth.Fovea).SetFieldOfView(FieldOfView.FromMask(view));
        (RetinaClass Class, double Blur, double Threshold)[] soft =
            [(RetinaClass.Artery, 3, 0.5), (RetinaClass.Vein, 2, 0.35), (RetinaClass.OpticDisc, 9, 0.5), (RetinaClass.OpticCup, 5, 0.7), (RetinaClass.Exudate, 4, 0.4)];
        foreach ((RetinaClass retinaClass, double blur, double threshold) in soft)
        {
            ProbabilityMap map = eye.DrawProbability(retinaClass, blur);
            BinaryMask mask = map.ToMask((float)threshold);
            mask.IntersectWith(view);
            builder.SetMask(retinaClass, mask).SetProbability(retinaClass, map, threshold);
        }

        using RetinaSegmentation masks = builder.SetMask(RetinaClass.Hemorrhage, eye.DrawMask(RetinaClass.Hemorrhage)).Build();
        var pins = new Pins("intervals/soft eye");
        foreach ((string name, RetinaSegmentation shifted) in new[] { ("wider", ThresholdShift.Lower(masks)), ("narrower", ThresholdShift.Raise(masks)) })
        {
            foreach ((RetinaClass retinaClass, _, _) in soft)
            {
                pins.Add($"{name}/{retinaClass}", shifted.GetMask(retinaClass));
            }

            shifted.Dispose();
        }

        IReadOnlyList<Measurement> measured = MeasureCatalogue.Default.MeasureAll(masks, PixelScale.Given(28), Laterality.Right, cancellationToken: token);
        MeasureText.Add(pins, "values", MeasureCatalogue.Default.AddIntervals(measured, masks, PixelScale.Given(28), Laterality.Right, cancellationToken: token), parts: 2);
        pins.Check();
    }
}
