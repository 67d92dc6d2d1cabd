using System.Text.Json;
using RetSam.Biomarkers.Phantoms;

namespace RetSam.Cli;

/// <summary>Writes what is true of a phantom: lengths in px, angles in degrees unless the name says radians.</summary>
internal static class PhantomTruthJson
{
    public static void Write(Stream stream, EyePhantom phantom)
    {
        using var writer = new StreamWriter(stream, leaveOpen: true);
        JsonOutput.Write(writer, json => Write(json, phantom));
    }

    private static void Write(Utf8JsonWriter json, EyePhantom phantom)
    {
        EyeTruth truth = phantom.Truth;
        json.WriteStartObject();
        json.WriteNumber("size", phantom.Options.Size);
        json.WriteNumber("rotationDegrees", phantom.Options.RotationDegrees);
        json.WriteString("laterality", phantom.Options.Laterality == Laterality.Left ? "os" : "od");
        json.WriteNumber("seed", phantom.Options.Seed);
        WriteCircle(json, "fieldOfView", truth.FieldOfView);
        WriteCircle(json, "disc", truth.Disc);
        json.WriteNumber("cupRadius", truth.CupRadius);
        json.WriteNumber("cupToDiscRatio", truth.CupToDiscRatio);
        WritePoint(json, "fovea", truth.Fovea);
        json.WriteNumber("discFoveaDistance", truth.DiscFoveaDistance);
        json.WriteNumber("discFoveaAngleDegrees", truth.DiscFoveaAngle);
        json.WriteNumber("arteriovenousRatio", truth.ArteriovenousRatio);
        WriteVessels(json, "arteries", truth.Arteries);
        WriteVessels(json, "veins", truth.Veins);
        WriteList(json, "crossings", truth.Crossings, c =>
        {
            WritePoint(json, "position", c.Position);
            json.WriteNumber("angleDegrees", c.AngleDegrees);
        });
        WriteList(json, "lesions", truth.Lesions, l =>
        {
            json.WriteString("class", l.Class.Slug);
            WritePoint(json, "centre", l.Centre);
            json.WriteNumber("majorRadius", l.MajorRadius);
            json.WriteNumber("minorRadius", l.MinorRadius);
            json.WriteNumber("orientationRadians", l.Orientation);
            json.WriteNumber("area", l.Area);
            json.WriteBoolean("superior", l.IsSuperior);
            json.WriteBoolean("temporal", l.IsTemporal);
        });
        json.WriteEndObject();
    }

    private static void WriteVessels(Utf8JsonWriter json, string name, VesselTruth vessels)
    {
        json.WriteStartObject(name);
        json.WriteNumber("knudtsonEquivalent", vessels.KnudtsonEquivalent);
        json.WriteStartArray("zoneBCalibres");
        foreach (double calibre in vessels.ZoneBCalibres)
        {
            json.WriteNumberValue(calibre);
        }

        json.WriteEndArray();
        json.WriteNumber("components", vessels.ComponentCount);
        json.WriteNumber("endpoints", vessels.EndpointCount);
        json.WriteNumber("totalLength", vessels.TotalLength);
        json.WriteNumber("meanDistanceFactor", vessels.MeanDistanceFactor);
        if (vessels.MeanBranchingAngle is { } angle)
        {
            json.WriteNumber("meanBranchingAngleDegrees", angle);
        }
        else
        {
            json.WriteNull("meanBranchingAngleDegrees");
        }

        WriteList(json, "bifurcations", vessels.Bifurcations, b =>
        {
            WritePoint(json, "position", b.Position);
            json.WriteNumber("angleDegrees", b.AngleDegrees);
            json.WriteNumber("parentCalibre", b.ParentCalibre);
            json.WriteNumber("wideCalibre", b.WideCalibre);
            json.WriteNumber("narrowCalibre", b.NarrowCalibre);
        });
        WriteList(json, "branches", vessels.Branches, b =>
        {
            json.WriteNumber("tree", b.Tree);
            json.WriteNumber("generation", b.Generation);
            json.WriteBoolean("leaf", b.IsLeaf);
            json.WriteNumber("calibre", b.Calibre);
            json.WriteNumber("length", b.Length);
            json.WriteNumber("chord", b.Chord);
            json.WriteNumber("distanceFactor", b.DistanceFactor);
            json.WriteNumber("totalSquaredCurvature", b.TotalSquaredCurvature);
            WriteList(json, "centreline", b.Centreline, s =>
            {
                WritePoint(json, "start", s.Start);
                json.WriteNumber("headingRadians", s.Heading);
                json.WriteNumber("curvature", s.Curvature);
                json.WriteNumber("length", s.Length);
            });
        });
        json.WriteEndObject();
    }

    private static void WriteList<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (T item in items)
        {
            json.WriteStartObject();
            write(item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteCircle(Utf8JsonWriter json, string name, Circle circle)
    {
        json.WriteStartObject(name);
        WritePoint(json, "centre", circle.Centre);
        json.WriteNumber("radius", circle.Radius);
        json.WriteEndObject();
    }

    private static void WritePoint(Utf8JsonWriter json, string name, PointD point)
    {
        json.WriteStartObject(name);
        json.WriteNumber("x", point.X);
        json.WriteNumber("y", point.Y);
        json.WriteEndObject();
    }
}
