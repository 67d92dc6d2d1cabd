namespace RetSam;

/// <summary>One class that was looked for.</summary>
/// <param name="Class">The class's <see cref="RetinaClass.Slug"/>.</param>
/// <param name="Found">Whether any of it was found.</param>
/// <param name="Area">The number of pixels of its mask, px2; <see langword="null"/> for a class given as a point only.</param>
/// <param name="Point">The fovea's centre in source pixels; <see langword="null"/> for every other class and when it was not found.</param>
/// <param name="Confidence">How sure the model is of the point, 0..1; <see langword="null"/> when there is none or it was given by hand.</param>
public sealed record ReportClass(string Class, bool Found, int? Area, PointD? Point, double? Confidence);
