using System.Globalization;
using RetSam.Biomarkers;

namespace RetSam;

/// <summary>One page of one report.</summary>
internal sealed class HtmlPage(TextWriter writer, RetinaReport report)
{
    private const string Policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    /// <param name="jpeg">The picture; empty for none.</param>
    /// <param name="hasZones">Whether zones are drawn on it.</param>
    public void Write(ReadOnlySpan<byte> jpeg, bool hasZones)
    {
        string title = report.Image.SourceId is { Length: > 0 } id ? $"Retinal measures of {id}" : "Retinal measures";
        Line("<!DOCTYPE html>");
        Line("<html lang=\"en\">");
        Line("<head>");
        Line("<meta charset=\"utf-8\">");
        Line($"<meta http-equiv=\"Content-Security-Policy\" content=\"{Policy}\">");
        Line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        Line("<meta name=\"referrer\" content=\"no-referrer\">");
        Line($"<title>{Escape(title)}</title>");
        Line($"<style>\n{HtmlStyle.Sheet}\n</style>");
        Line("</head>");
        Line("<body>");
        WriteHeader();
        Line("<main>");
        Line("<div class=\"top\">");
        if (!jpeg.IsEmpty)
        {
            WritePicture(jpeg, hasZones);
        }

        WriteMain();
        Line("</div>");
        WriteFindings();
        WriteProvenance();
        WriteSections();
        Line("</main>");
        Line($"<footer><p>{Escape(report.Disclaimer)}</p></footer>");
        Line("</body>");
        Line("</html>");
    }

    private static string Escape(string text) => HtmlText.Escape(text);

    private static string Whole(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Value(ReportMeasurement m) => m.Value is { } value ? HtmlText.Quantity(value, m.Unit) : "\u2014";

    private static string Physical(ReportMeasurement m) => m.Physical is { } p ? HtmlText.Quantity(p.Value, p.Unit) : "";

    private void Line(string html)
    {
        writer.Write(html);
        writer.Write('\n');
    }

    private void WriteHeader()
    {
        string origin = ReportWords.Of(report.Laterality.Origin);
        Line("<header>");
        Line("<h1>Retinal measures</h1>");
        Line($"<p><bdi>{Escape(report.Image.SourceId ?? "Image without a name")}</bdi> \u00b7 {ReportWords.Of(report.Laterality.Eye)}{(origin.Length > 0 ? $", {origin}" : "")}"
            + (report.Image.CaptureTime is { } time ? $" \u00b7 taken {time.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture)}" : "") + "</p>");
        Line("</header>");
        Line($"<p class=\"notice\" role=\"note\">{Escape(report.Disclaimer)}</p>");
    }

    private void WritePicture(ReadOnlySpan<byte> jpeg, bool hasZones)
    {
        string found = string.Join(", ", report.Segmentation.Classes.Where(c => c.Found).Select(c => c.Class.Replace('-', ' ')));
        Line("<figure>");
        writer.Write($"<img alt=\"Fundus photograph with what was found drawn on it: {Escape(found.Length > 0 ? found : "nothing")}.\" width=\"{report.Image.Width}\" height=\"{report.Image.Height}\" src=\"data:image/jpeg;base64,");
        writer.Write(Convert.ToBase64String(jpeg));
        Line("\">");
        Line("<figcaption>The photograph with what was found. The thin outline is the field of view."
            + (hasZones ? " Circles around the disc: zone B lies between the first and the second (1 to 1.5 disc diameters from the disc\u2019s centre), zone C between the first and the third (1 to 2.5)." : "") + "</figcaption>");
        Line("</figure>");
    }

    private void WriteMain()
    {
        Line("<section aria-labelledby=\"main\">");
        Line("<h2 id=\"main\">Main measures</h2>");
        Line("<table>");
        Line("<thead><tr><th scope=\"col\">Measure</th><th scope=\"col\" class=\"num\">Value</th><th scope=\"col\" class=\"num\">Physical</th></tr></thead>");
        Line("<tbody>");

        // Numbers in the narrow table, words below it: most notes are shared by several measures.
        var notes = new List<string>();
        foreach (ReportMeasurement m in ReportWords.MainMeasures.Select(report.Find).OfType<ReportMeasurement>())
        {
            Line($"<tr><th scope=\"row\">{Escape(m.Name)}{Numbers(NotesOf(m), notes)}</th><td class=\"num\">{Value(m)}</td><td class=\"num\">{Physical(m)}</td></tr>");
        }

        Line("</tbody></table>");
        for (int i = 0; i < notes.Count; i++)
        {
            Line($"<p class=\"note flag\"><sup>{i + 1}</sup> {Escape(notes[i])}</p>");
        }

        IEnumerable<string> looked = report.Segmentation.Classes.Select(c => $"{c.Class.Replace('-', ' ')}{(c.Found ? "" : " (none found)")}");
        Line($"<p class=\"note\">Looked for: {Escape(string.Join(", ", looked))}. Nothing else was looked for.</p>");
        Line("</section>");
    }

    private void WriteFindings()
    {
        if (report.Findings.Count == 0)
        {
            return;
        }

        Line("<section aria-labelledby=\"findings\">");
        Line("<h2 id=\"findings\">Findings</h2>");
        Line($"<p class=\"soft\">{Escape(Finding.NotADiagnosis)}</p>");
        foreach (Finding finding in report.Findings)
        {
            WriteFinding(finding);
        }

        Line("</section>");
    }

    private void WriteFinding(Finding finding)
    {
        string grade = finding.Status switch
        {
            FindingStatus.Assessed => finding.GradeName!,
            FindingStatus.AtLeast => $"At least: {finding.GradeName}",
            _ => "Not assessable",
        };
        Line("<article class=\"finding\">");
        Line($"<h3>{Escape(finding.Name)}</h3>");
        Line($"<p class=\"grade\">{Escape(grade)}</p>");
        if (finding.Evidence.Count + finding.Missing.Count > 0)
        {
            Line("<ul>");
            foreach (FindingEvidence e in finding.Evidence)
            {
                Line($"<li>{Escape(NameOf(e.Measure))}: {HtmlText.Quantity(e.Value, e.Unit)}, {(e.Holds ? "which is" : "not")} {Escape(ReportWords.Of(e.Comparison))} {HtmlText.Quantity(e.Threshold, e.Unit)}</li>");
            }

            foreach (FindingGap gap in finding.Missing)
            {
                Line($"<li class=\"soft\">Missing: {Escape(NameOf(gap.Measure))}. {Escape(gap.Reason)}</li>");
            }

            Line("</ul>");
        }

        Line($"<p class=\"note\">Rule: {Escape(finding.Source)}.{(finding.Note is { } note ? " " + Escape(note) : "")}</p>");
        Line("</article>");
    }

    private void WriteProvenance()
    {
        ReportScale scale = report.Scale;
        Line("<section aria-labelledby=\"provenance\">");
        Line("<h2 id=\"provenance\">Where this comes from</h2>");
        Line("<dl>");
        Entry("Photograph", $"{report.Image.Width} \u00d7 {report.Image.Height} px");
        Entry("Scale", scale.MicrometresPerPixel is { } um ? $"{Whole(um)} \u00b5m per pixel, {ReportWords.Of(scale.Provenance)}" : "not known: lengths are in pixels");
        Entry("Field of view", $"radius {Whole(report.FieldOfView.Radius)} px, {(100 * report.FieldOfView.Coverage).ToString("0", CultureInfo.InvariantCulture)} % of the circle, {report.FieldOfView.Origin.ToString().ToLowerInvariant()}");
        Entry("Masks", report.Segmentation.Source);
        if (report.Segmentation.Model is { } model)
        {
            Entry("Model", $"{model.Id} {model.Version}, SHA-256 {model.Sha256}");
        }

        Entry("Measured by", $"{report.Generator.Name} {report.Generator.Version}, report format {report.SchemaVersion}");
        Line("</dl>");
        Line("</section>");
    }

    private void Entry(string term, string text) => Line($"<dt>{term}</dt><dd>{Escape(text)}</dd>");

    private void WriteSections()
    {
        // Closed until asked for: what is closed is not printed, so that an eye is a page on paper unless all of it is wanted.
        Line("<details class=\"all\">");
        Line($"<summary>All {report.Measurements.Count} measures</summary>");
        foreach (IGrouping<string, ReportMeasurement> section in report.Measurements.GroupBy(m => ReportWords.SectionOf(m.Id)))
        {
            Line($"<section><h2>{Escape(section.Key)}</h2>");
            Line("<table>");
            Line("<thead><tr><th scope=\"col\" class=\"w-name\">Measure</th><th scope=\"col\" class=\"num w-num\">Value</th>"
                + "<th scope=\"col\" class=\"num w-num\">Physical</th><th scope=\"col\">Notes</th></tr></thead>");
            Line("<tbody>");
            foreach (ReportMeasurement m in section)
            {
                Line($"<tr><th scope=\"row\">{Escape(m.Name)}<span class=\"id\">{Escape(m.Id)}</span></th><td class=\"num\">{Value(m)}</td>"
                    + $"<td class=\"num\">{Physical(m)}</td><td>{Interval(m)}{Notes(m)}</td></tr>");
            }

            Line("</tbody></table></section>");
        }

        Line("</details>");
    }

    private string NameOf(string id) => report.Find(id)?.Name ?? MeasureCatalogue.Default.Find(id)?.Definition.Name ?? id;

    private static string Interval(ReportMeasurement m)
        => m.Low is { } low && m.High is { } high ? $"<span class=\"note\">{HtmlText.Number(low)} to {HtmlText.Number(high)}</span> " : "";

    private static string Notes(ReportMeasurement m) => string.Concat(NotesOf(m).Select(n => $" <span class=\"note flag\">{Escape(n)}</span>"));

    /// <summary>Why there is no value, and what to know before trusting one.</summary>
    private static IEnumerable<string> NotesOf(ReportMeasurement m) => m.Reason is { } reason ? [reason, .. ReportWords.Of(m.Flags)] : ReportWords.Of(m.Flags);

    /// <summary>The numbers of notes in a list of them, to which new ones are added.</summary>
    private static string Numbers(IEnumerable<string> notes, List<string> all)
    {
        var numbers = new List<int>();
        foreach (string note in notes)
        {
            int index = all.IndexOf(note);
            if (index < 0)
            {
                index = all.Count;
                all.Add(note);
            }

            numbers.Add(index + 1);
        }

        return numbers.Count == 0 ? "" : $"<sup class=\"flag\">{string.Join(", ", numbers)}</sup>";
    }
}
