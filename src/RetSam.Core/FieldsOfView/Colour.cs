namespace RetSam.FieldsOfView;

/// <summary>A colour of 0..255 a channel.</summary>
internal readonly record struct Colour(float Red, float Green, float Blue)
{
    /// <summary>The largest difference of a channel.</summary>
    public float DistanceTo(Colour other)
        => Math.Max(Math.Abs(Red - other.Red), Math.Max(Math.Abs(Green - other.Green), Math.Abs(Blue - other.Blue)));

    /// <summary>How far from grey: the largest channel less the smallest.</summary>
    public float Chroma => Math.Max(Red, Math.Max(Green, Blue)) - Math.Min(Red, Math.Min(Green, Blue));
}
