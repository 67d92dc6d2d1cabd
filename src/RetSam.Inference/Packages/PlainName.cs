namespace RetSam.Inference;

/// <summary>The only names that files of a package may have: they mean the same on every system and cannot lead anywhere else.</summary>
internal static class PlainName
{
    public const int MaxLength = 100;

    public const string Description = "a plain file name (letters, digits, '-', '.', '_'; no folders, no dot in front)";

    public static bool IsOne(string name)
        => name.Length is > 0 and <= MaxLength && name[0] != '.' && name[^1] != '.' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_');
}
