namespace RetSam.Imaging.Skia;

/// <summary>A line of the legend.</summary>
/// <param name="Label">What it says.</param>
/// <param name="Colour">The colour of its mark.</param>
/// <param name="Mark">The mark, drawn as the class is drawn.</param>
internal readonly record struct LegendEntry(string Label, RgbColor Colour, LegendMark Mark)
{
    /// <summary>A class's name as a reader expects it.</summary>
    public static string LabelOf(RetinaClass retinaClass)
    {
        if (retinaClass == RetinaClass.IntraretinalMicrovascularAbnormality)
        {
            return "IRMA";
        }

        if (retinaClass == RetinaClass.OtherLesion)
        {
            return "Other lesion";
        }

        string words = retinaClass.Slug.Replace('-', ' ');
        return char.ToUpperInvariant(words[0]) + words[1..];
    }
}
