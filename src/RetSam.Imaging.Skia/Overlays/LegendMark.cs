namespace RetSam.Imaging.Skia;

/// <summary>How a class is drawn, and so how its line of the legend begins.</summary>
internal enum LegendMark
{
    Area,
    Outline,
    Cross,
}
