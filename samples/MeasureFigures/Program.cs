using MeasureFigures;
using RetSam;
using RetSam.Biomarkers;
using RetSam.Biomarkers.Graph;
using RetSam.Biomarkers.Phantoms;
using SkiaSharp;

// Draws the figures of docs/biomarkers.md and docs/concepts.md, and the packages' icon: dotnet run --project samples/MeasureFigures -- docs/images
string folder = args.Length > 0 ? args[0] : ".";
EyePhantom phantom = EyePhantom.Create(new EyePhantomOptions { Size = 1200, Seed = 4, RotationDegrees = 6, LesionsOfEachClass = 0 });
using FundusImage photograph = phantom.DrawPhotograph();
using RetinaSegmentation eye = phantom.DrawSegmentation();
using var context = new MeasureContext(eye);
DiscGeometry disc = context.Disc!;
PointD fovea = eye.Fovea!.Value;
PointD temporal = (fovea - disc.Centre) * (1 / fovea.DistanceTo(disc.Centre));
PointD superior = temporal.X < 0 ? new PointD(-temporal.Y, temporal.X) : new PointD(temporal.Y, -temporal.X);

DrawZones();
DrawGraph();
DrawRim();
ConceptFigures.Draw(folder);

void DrawZones()
{
    using var canvas = new Canvas(photograph);
    foreach (double radii in new[] { 1.0, 2, 3, 5 })
    {
        canvas.Circle(disc.Centre, radii * disc.Radius, SKColors.White, 2.5);
    }

    PointD across = temporal * (6 * disc.Radius);
    PointD along = superior * (6 * disc.Radius);
    canvas.Line([disc.Centre - across, disc.Centre + across], SKColors.Yellow);
    canvas.Line([disc.Centre - along, disc.Centre + along], SKColors.Yellow);
    canvas.Dot(fovea, 6, SKColors.Cyan);
    canvas.Save(Path.Combine(folder, "zones.png"), Around(disc.Centre, 6.2 * disc.Radius), 640);
}

void DrawGraph()
{
    using var canvas = new Canvas(photograph);
    VesselGraph graph = context.GetVesselGraph(VesselKind.Vessel)!;
    foreach (VesselEdge edge in graph.Edges)
    {
        canvas.Line(edge.Centreline, edge.Index % 2 == 0 ? SKColors.Yellow : SKColors.Cyan, 1.5);
    }

    foreach (VesselNode node in graph.Nodes)
    {
        SKColor colour = node.Kind switch
        {
            VesselNodeKind.Bifurcation => SKColors.Lime,
            VesselNodeKind.Crossing => SKColors.Magenta,
            _ => SKColors.White,
        };
        canvas.Dot(node.Position, 4.5, colour);
    }

    canvas.Save(Path.Combine(folder, "graph.png"), Around(disc.Centre + (temporal * (3.2 * disc.Radius)), 4.4 * disc.Radius), 640);
}

void DrawRim()
{
    using var canvas = new Canvas(photograph);
    double cup = Math.Sqrt(eye.GetMask(RetinaClass.OpticCup)!.CountPixels() / Math.PI);
    canvas.Circle(disc.Centre, disc.Radius, SKColors.White);
    canvas.Circle(disc.Centre, cup, SKColors.Yellow);
    foreach (double turn in new[] { 1.0, 3, 5, 7 })
    {
        PointD ray = (temporal * Math.Cos(turn * Math.PI / 4)) + (superior * Math.Sin(turn * Math.PI / 4));
        canvas.Line([disc.Centre + (ray * cup), disc.Centre + (ray * disc.Radius)], SKColors.White);
    }

    canvas.Save(Path.Combine(folder, "rim.png"), Around(disc.Centre, 1.6 * disc.Radius), 400);
}

SKRectI Around(PointD centre, double half)
{
    int left = (int)Math.Clamp(centre.X - half, 0, photograph.Width - 1);
    int top = (int)Math.Clamp(centre.Y - half, 0, photograph.Height - 1);
    return new SKRectI(left, top, (int)Math.Min(photograph.Width, left + (2 * half)), (int)Math.Min(photograph.Height, top + (2 * half)));
}
