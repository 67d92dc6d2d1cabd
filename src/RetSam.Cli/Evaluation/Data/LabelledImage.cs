namespace RetSam.Cli.Evaluation;

/// <summary>One photograph of a labelled set; its labels lie beside it.</summary>
/// <param name="Dataset">The set.</param>
/// <param name="Split">The folder inside the set: <c>train</c> or <c>test</c>.</param>
/// <param name="Id">The photograph's file name without its extension.</param>
/// <param name="Path">The photograph.</param>
internal sealed record LabelledImage(string Dataset, string Split, string Id, string Path)
{
    /// <summary>The expert's disc centre from points.csv, in pixels of the stored image.</summary>
    public PointD? Disc { get; init; }

    /// <summary>The expert's fovea from points.csv.</summary>
    public PointD? Fovea { get; init; }

    /// <summary>The label file of a kind such as <c>vessel</c> or <c>lesion.MA</c>; <see langword="null"/> when the photograph has none, which means not labelled.</summary>
    public string? Find(string kind)
    {
        string file = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Path)!, $"{Id}.{kind}.png");
        return File.Exists(file) ? file : null;
    }

    /// <summary>Whether there is anything to hold a prediction against.</summary>
    public bool HasOutlines
        => Disc is not null || Fovea is not null || Find("vessel") is not null || Find("av") is not null || Find("disc") is not null
        || LesionCodes.All.Any(lesion => Find("lesion." + lesion.Code) is not null);
}
