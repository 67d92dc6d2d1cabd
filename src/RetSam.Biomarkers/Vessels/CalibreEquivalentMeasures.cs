namespace RetSam.Biomarkers;

/// <summary>Central retinal artery and vein equivalents (CRAE, CRVE) and their ratio (AVR), in zone B.</summary>
internal static class CalibreEquivalentMeasures
{
    private const string Zone = " over the six widest vessels that cross at least half of zone B (0.5 to 1 disc diameters from the disc's margin), each with its mean calibre inside the zone; widest paired with narrowest, an odd one carried over, until one is left.";

    private const string KnudtsonSource = "Knudtson, Lee, Hubbard, Wong, Klein, Klein, Curr Eye Res 2003;27:143";

    private const string HubbardSource = "Hubbard, Brothers, King et al., Ophthalmology 1999;106:2269; Parr and Spears, Am J Ophthalmol 1974;77:472";

    private const double FullZone = 0.9;

    private static readonly string[] WidthNames = [.. Enumerable.Range(1, CalibreEquivalent.Most).Select(branch => $"branch {branch} width")];

    public static IReadOnlyList<Measure> All { get; } =
    [
        new Equivalent(
            Define("vessel.artery.crae.knudtson", "CRAE (Knudtson)", "0.88 sqrt(a^2 + b^2)" + Zone, "px", KnudtsonSource, MeasureInputs.Artery | MeasureInputs.Disc),
            VesselKind.Artery, inMicrometres: false),
        new Equivalent(
            Define("vessel.vein.crve.knudtson", "CRVE (Knudtson)", "0.95 sqrt(a^2 + b^2)" + Zone, "px", KnudtsonSource, MeasureInputs.Vein | MeasureInputs.Disc),
            VesselKind.Vein, inMicrometres: false),
        new Ratio(),
        new Equivalent(
            Define(
                "vessel.artery.crae.hubbard", "CRAE (Hubbard)", "sqrt(0.87 a^2 + 1.01 b^2 - 0.22 a b - 10.76) in um, a the narrower," + Zone, "um", HubbardSource,
                MeasureInputs.Artery | MeasureInputs.Disc | MeasureInputs.Scale),
            VesselKind.Artery, inMicrometres: true),
        new Equivalent(
            Define(
                "vessel.vein.crve.hubbard", "CRVE (Hubbard)", "sqrt(0.72 a^2 + 0.91 b^2 + 450.05) in um, a the narrower," + Zone, "um", HubbardSource,
                MeasureInputs.Vein | MeasureInputs.Disc | MeasureInputs.Scale),
            VesselKind.Vein, inMicrometres: true),
    ];

    private static MeasureDefinition Define(string id, string name, string definition, string unit, string source, MeasureInputs inputs) => new()
    {
        Id = id,
        Name = name,
        Definition = definition,
        Unit = unit,
        PhysicalUnit = PhysicalUnit.Behind(unit),
        Source = source,
        Inputs = inputs,
    };

    private static MeasureOutcome Combine(MeasureContext context, VesselKind kind, bool inMicrometres)
    {
        double coverage = context.GetZoneBCoverage();
        MeasurementFlags flags = coverage < FullZone ? MeasurementFlags.ZoneCutByFieldOfView : MeasurementFlags.None;
        if (coverage <= 0)
        {
            return MeasureOutcome.Missing(MeasurementStatus.OutsideFieldOfView, "Zone B lies outside the field of view.", flags);
        }

        IReadOnlyList<double> all = context.GetZoneB(kind).Widths;
        int count = Math.Min(all.Count, CalibreEquivalent.Most);
        if (count < CalibreEquivalent.Fewest)
        {
            return MeasureOutcome.Missing(
                MeasurementStatus.TooFewVessels,
                $"{all.Count} {VesselMeasure.Key(kind)}(s) cross at least half of zone B; {CalibreEquivalent.Fewest} are needed.",
                flags);
        }

        flags |= context.GetCalibreFlags(kind);
        flags |= count < CalibreEquivalent.Most ? MeasurementFlags.FewerThanSixVessels : MeasurementFlags.None;
        double unit = inMicrometres ? context.Scale.MicrometresPerPixel!.Value : 1;
        Span<double> widths = stackalloc double[count];
        var details = new MeasurementDetail[count + 1];
        for (int i = 0; i < count; i++)
        {
            widths[i] = all[i] * unit;
            details[i] = new MeasurementDetail(WidthNames[i], widths[i], inMicrometres ? "um" : "px");
        }

        details[count] = new MeasurementDetail("zone coverage", coverage, "1");
        double value = inMicrometres ? CalibreEquivalent.Hubbard(kind, widths) : CalibreEquivalent.Knudtson(kind, widths);
        return double.IsFinite(value)
            ? MeasureOutcome.Of(value, flags, details)
            : MeasureOutcome.Missing(MeasurementStatus.TooSmall, "The vessels are too narrow for the formula, which needs arteries of a few micrometres at least; is the scale right?", flags);
    }

    private sealed class Equivalent(MeasureDefinition definition, VesselKind kind, bool inMicrometres) : Measure(definition)
    {
        protected override MeasureOutcome Compute(MeasureContext context) => Combine(context, kind, inMicrometres);
    }

    private sealed class Ratio() : Measure(Define(
        "vessel.avr", "AVR (Knudtson)", "CRAE (Knudtson) over CRVE (Knudtson).", "1", KnudtsonSource,
        MeasureInputs.Artery | MeasureInputs.Vein | MeasureInputs.Disc))
    {
        protected override MeasureOutcome Compute(MeasureContext context)
        {
            MeasureOutcome artery = Combine(context, VesselKind.Artery, inMicrometres: false);
            MeasureOutcome vein = Combine(context, VesselKind.Vein, inMicrometres: false);
            MeasurementFlags flags = artery.Flags | vein.Flags;
            if (artery.Value is { } crae && vein.Value is { } crve)
            {
                return MeasureOutcome.Of(
                    crae / crve, flags, [new("CRAE", crae, "px"), new("CRVE", crve, "px"), new("zone coverage", context.GetZoneBCoverage(), "1")]);
            }

            string reason = string.Join(
                " ",
                new[] { ("CRAE", artery), ("CRVE", vein) }.Where(o => o.Item2.Value is null).Select(o => $"{o.Item1} could not be taken: {o.Item2.Reason}"));
            return MeasureOutcome.Missing(MeasurementStatus.MissingInput, reason, flags);
        }
    }
}
