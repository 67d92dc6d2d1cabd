using RetSam.Biomarkers.Phantoms;
using RetSam.Biomarkers.Tests.Graph;

namespace RetSam.Biomarkers.Tests.Pinned;

/// <summary>The whole catalogue and the findings on grown eyes (<see cref="Pins"/>).</summary>
public sealed class PinnedMeasures
{
    [Fact]
    public void A_right_eye_with_its_photograph()
    {
        EyePhantom eye = EyePhantom.Create(new EyePhantomOptions { Size = 480, Seed = 12, LesionsOfEachClass = 12 });
        using RetinaSegmentation masks = eye.DrawSegmentation();
        using FundusImage photograph = eye.DrawPhotograph();
        Check("right eye", masks, PixelScale.Given(20), Laterality.Right, photograph);
    }

    [Fact]
    public void A_left_eye_turned_and_cut_off()
    {
        EyePhantom eye = EyePhantom.Create(new EyePhantomOptions { Size = 400, Seed = 13, RotationDegrees = 27, Laterality = Laterality.Left, LesionsOfEachClass = 20 });
        using RetinaSegmentation whole = eye.DrawSegmentation();
        BinaryMask view = Drawing.Where(400, 400, (x, y) => double.Hypot(x - 190, y - 200) < 150 && x + y < 520);
        using RetinaSegmentation masks = Cut(whole, view, _ => true);
        Check("left eye cut off", masks, PixelScale.FromDiscDiameter(52), Laterality.Left);
    }

    [Fact]
    public void An_eye_without_scale_side_veins_or_fovea()
    {
        EyePhantom eye = EyePhantom.Create(new EyePhantomOptions { Size = 360, Seed = 14, CupToDiscRatio = 0.7 });
        using RetinaSegmentation whole = eye.DrawSegmentation();
        using RetinaSegmentation masks = Cut(whole, whole.FieldOfView.Mask.Clone(), c => c != RetinaClass.Vein && c != RetinaClass.Vessel && c != RetinaClass.Exudate);
        Check("without much", masks, PixelScale.Unknown, Laterality.Unknown);
    }

    /// <summary>Disc, fovea and vessels on whole rows and columns: what lies exactly on a border of sectors is somewhere.</summary>
    [Fact]
    public void An_eye_drawn_on_the_axes()
    {
        using RetinaSegmentation masks = new RetinaSegmentation.Builder(301, 301)
            .SetMask(RetinaClass.OpticDisc, Drawing.Circle(301, 301, 150, 150, 25))
            .SetMask(RetinaClass.OpticCup, Drawing.Circle(301, 301, 150, 150, 12))
            .SetMask(RetinaClass.Artery, new BinaryMask(301, 301).Segment(150, 150, 290, 150, 5).Segment(150, 10, 150, 150, 7).Segment(150, 200, 250, 200, 3).Arc(150, 150, 110, 5, 2, 3))
            .SetMask(RetinaClass.Vein, new BinaryMask(301, 301).Segment(150, 150, 10, 10, 5).Segment(150, 150, 150, 290, 9).Segment(10, 150, 150, 150, 6).Arc(150, 150, 62, 5))
            .SetMask(RetinaClass.Hemorrhage, Drawing.Where(301, 301, (x, y) => Math.Abs(x - 60) + Math.Abs(y - 150) < 9 || double.Hypot(x - 150, y - 250) <= 5))
            .SetFieldOfView(FieldOfView.FromMask(Drawing.Circle(301, 301, 150, 150, 145)))
            .SetFovea(new PointD(60, 150))
            .Build();
        Check("axes", masks, PixelScale.Given(30), Laterality.Right);
    }

    private static void Check(string name, RetinaSegmentation masks, PixelScale scale, Laterality laterality, FundusImage? photograph = null)
    {
        var pins = new Pins($"measures/{name}");
        IReadOnlyList<Measurement> measured = MeasureCatalogue.Default.MeasureAll(masks, scale, laterality, photograph, TestContext.Current.CancellationToken);
        MeasureText.Add(pins, "values", measured, parts: 2);
        MeasureText.Add(pins, "compatible", MeasureCatalogue.RetSamReference.MeasureAll(masks, scale, laterality, photograph, TestContext.Current.CancellationToken), parts: 3);
        foreach (Finding finding in FindingRules.Default.Evaluate(measured))
        {
            pins.Add($"findings/{finding.Id}", (finding.Status, finding.Grade, finding.GradeName, finding.Note, finding.Evidence, finding.Missing));
        }

        pins.Add("laterality", LateralityEstimate.Infer(masks));
        pins.Check();
    }

    /// <summary>The classes wanted, inside another field of view; without a fovea where veins are left out.</summary>
    private static RetinaSegmentation Cut(RetinaSegmentation whole, BinaryMask view, Func<RetinaClass, bool> isWanted)
    {
        var builder = new RetinaSegmentation.Builder(whole.Width, whole.Height).SetFieldOfView(FieldOfView.FromMask(view));
        foreach (RetinaClass retinaClass in EyePhantom.Classes.Where(isWanted))
        {
            BinaryMask mask = whole.GetMask(retinaClass)!.Clone();
            mask.IntersectWith(view);
            builder.SetMask(retinaClass, mask);
        }

        return isWanted(RetinaClass.Vein) ? builder.SetFovea(whole.Fovea).Build() : builder.Build();
    }
}
