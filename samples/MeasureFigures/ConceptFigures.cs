using RetSam;
using RetSam.Biomarkers.Phantoms;
using RetSam.Imaging.Skia;
using SkiaSharp;

namespace MeasureFigures;

/// <summary>The figures of docs/concepts.md, and the icon of the packages.</summary>
internal static class ConceptFigures
{
    private const int Size = 600;

    public static void Draw(string folder)
    {
        DrawFieldOfView(Path.Combine(folder, "field-of-view.jpg"));
        DrawEyes(Path.Combine(folder, "eyes.png"));
        DrawLesions(Path.Combine(folder, "lesions.png"));
        DrawIcon(Path.Combine(folder, "icon.png"));
    }

    /// <summary>What the aperture lit on the sample photograph: circle and crop box.</summary>
    private static void DrawFieldOfView(string path)
    {
        using FundusImage photograph = SkiaFundusImageCodec.Shared.Decode(Path.Combine(AppContext.BaseDirectory, "retina.jpg"));
        using FieldOfView fieldOfView = FieldOfView.Detect(photograph);
        using var canvas = new Canvas(photograph);
        canvas.Circle(fieldOfView.Centre, fieldOfView.Radius, SKColors.White, 5);
        canvas.Rectangle(fieldOfView.CropBox, SKColors.Yellow, 5);
        canvas.Save(path, 480);
    }

    /// <summary>A right and a left eye: T on the temporal side, N on the nasal.</summary>
    private static void DrawEyes(string path)
    {
        EyePhantom right = Phantom(Laterality.Right);
        EyePhantom left = Phantom(Laterality.Left);
        using FundusImage rightPhotograph = right.DrawPhotograph();
        using FundusImage leftPhotograph = left.DrawPhotograph();
        using var canvas = new Canvas(rightPhotograph, leftPhotograph);
        MarkSides(canvas, right.Truth, 0);
        MarkSides(canvas, left.Truth, Size);
        canvas.Save(path, 800);
    }

    private static void MarkSides(Canvas canvas, EyeTruth eye, double offset)
    {
        PointD disc = eye.Disc.Centre + new PointD(offset, 0);
        PointD fovea = eye.Fovea + new PointD(offset, 0);
        PointD temporal = fovea - disc;
        canvas.Circle(disc, eye.Disc.Radius, SKColors.White);
        canvas.Dot(fovea, 5, SKColors.Cyan);
        canvas.Line([disc, fovea], SKColors.White);
        PointD t = fovea + (temporal * 0.25);
        PointD n = disc - (temporal * 0.35);
        const double Arm = 14;
        canvas.Line([t + new PointD(-Arm, -Arm), t + new PointD(Arm, -Arm)], SKColors.White, 5);
        canvas.Line([t + new PointD(0, -Arm), t + new PointD(0, Arm)], SKColors.White, 5);
        canvas.Line([n + new PointD(-Arm, Arm), n + new PointD(-Arm, -Arm), n + new PointD(Arm, Arm), n + new PointD(Arm, -Arm)], SKColors.White, 5);
    }

    /// <summary>Lesions of four classes, as overlays show them.</summary>
    private static void DrawLesions(string path)
    {
        EyePhantom eye = EyePhantom.Create(new EyePhantomOptions { Size = Size, Seed = 4 });
        using FundusImage photograph = eye.DrawPhotograph();
        using RetinaSegmentation masks = eye.DrawSegmentation();
        using FundusImage overlay = OverlayRenderer.Render(photograph, masks, new OverlayOptions
        {
            Classes = [RetinaClass.Microaneurysm, RetinaClass.Hemorrhage, RetinaClass.Exudate, RetinaClass.CottonWoolSpot, RetinaClass.OpticDisc, RetinaClass.Fovea],
            LesionOpacity = 0.8,
        });
        using var canvas = new Canvas(overlay);
        canvas.Save(path, Size);
    }

    /// <summary>A drawn eye in its aperture, 128 x 128.</summary>
    private static void DrawIcon(string path)
    {
        EyePhantom eye = EyePhantom.Create(new EyePhantomOptions { Size = Size, Seed = 4, Laterality = Laterality.Right, LesionsOfEachClass = 0, VesselsOfEachKind = 4 });
        using FundusImage photograph = eye.DrawPhotograph();
        using var canvas = new Canvas(photograph);
        Circle aperture = eye.Truth.FieldOfView;
        canvas.Circle(eye.Truth.Disc.Centre, eye.Truth.Disc.Radius, SKColors.White, 10);
        int left = (int)(aperture.Centre.X - aperture.Radius);
        int top = (int)(aperture.Centre.Y - aperture.Radius);
        int side = (int)(2 * aperture.Radius);
        canvas.Save(path, SKRectI.Create(left, top, side, side), 128, round: true);
    }

    private static EyePhantom Phantom(Laterality eye)
        => EyePhantom.Create(new EyePhantomOptions { Size = Size, Seed = 4, Laterality = eye, LesionsOfEachClass = 0 });
}
