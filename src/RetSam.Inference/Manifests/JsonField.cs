using System.Globalization;
using System.Text.Json;

namespace RetSam.Inference;

/// <summary>
/// A value of a JSON document together with its path, so that every complaint can name the field at fault. Objects are read
/// strictly: what is not asked for is an error, so that a misspelt optional field does not silently do nothing.
/// </summary>
internal readonly struct JsonField
{
    private readonly JsonElement _element;

    public JsonField(JsonElement element, string path)
    {
        _element = element;
        Path = path;
    }

    public string Path { get; }

    /// <summary>Checks that this is an object that holds only the given names.</summary>
    public JsonField RequireObject(params ReadOnlySpan<string> names)
    {
        Require(JsonValueKind.Object, "an object");
        foreach (JsonProperty property in _element.EnumerateObject())
        {
            string name = property.Name;
            if (!names.Contains(name))
            {
                throw ModelPackageException.At(Child(PrintableText.Of(name)), $"unknown field; this object may hold {string.Join(", ", names!)}.");
            }
        }

        return this;
    }

    /// <summary>Checks that this is an object, whatever it holds.</summary>
    public JsonField RequireAnyObject()
    {
        Require(JsonValueKind.Object, "an object");
        return this;
    }

    public JsonField Get(string name)
        => TryGet(name) ?? throw ModelPackageException.At(Child(name), "the field is missing.");

    public JsonField? TryGet(string name)
        => _element.TryGetProperty(name, out JsonElement value) ? new JsonField(value, Child(name)) : null;

    /// <summary>The elements of an array of limited length.</summary>
    public JsonField[] GetItems(int minimum, int maximum)
    {
        Require(JsonValueKind.Array, "an array");
        int count = _element.GetArrayLength();
        if (count < minimum || count > maximum)
        {
            throw ModelPackageException.At(Path, $"an array of {minimum} to {maximum} elements was expected, {count} found.");
        }

        string path = Path;
        return [.. _element.EnumerateArray().Select((e, i) => new JsonField(e, $"{path}[{i}]"))];
    }

    /// <summary>A text that is not empty.</summary>
    public string GetText(int maximumLength = 4096)
    {
        Require(JsonValueKind.String, "a text");
        string text;
        try
        {
            text = _element.GetString()!;
        }
        catch (InvalidOperationException cause)
        {
            throw ModelPackageException.At(Path, "the text is not valid Unicode.", cause);
        }

        return text.Length == 0 || text.Length > maximumLength || string.IsNullOrWhiteSpace(text)
            ? throw ModelPackageException.At(Path, $"a text of 1 to {maximumLength} characters was expected, one of {text.Length} found.")
            : text;
    }

    public int GetInteger(int minimum, int maximum) => (int)GetLong(minimum, maximum);

    public long GetLong(long minimum, long maximum)
    {
        Require(JsonValueKind.Number, "a whole number");
        return _element.TryGetInt64(out long value) && value >= minimum && value <= maximum
            ? value
            : throw ModelPackageException.At(Path, $"a whole number from {minimum} to {maximum} was expected, {Shown()} found.");
    }

    /// <summary>A finite number between two limits, which may themselves be excluded.</summary>
    public double GetNumber(double minimum, double maximum, bool exclusive = false)
    {
        Require(JsonValueKind.Number, "a number");
        bool valid = _element.TryGetDouble(out double value) && double.IsFinite(value)
            && (exclusive ? value > minimum && value < maximum : value >= minimum && value <= maximum);
        return valid
            ? value
            : throw ModelPackageException.At(
                Path,
                string.Create(CultureInfo.InvariantCulture, $"a number {(exclusive ? "between" : "from")} {minimum} {(exclusive ? "and" : "to")} {maximum} was expected, {Shown()} found."));
    }

    public bool GetBoolean() => _element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Unexpected("true or false"),
    };

    /// <summary>A text that must be one of a few, mapped to its value.</summary>
    public T GetOneOf<T>(params ReadOnlySpan<(string Text, T Value)> choices)
    {
        string text = GetText();
        var known = new List<string>(choices.Length);
        foreach ((string name, T value) in choices)
        {
            if (name == text)
            {
                return value;
            }

            known.Add(name);
        }

        throw ModelPackageException.At(Path, $"'{PrintableText.Of(text)}' is not known; expected one of {string.Join(", ", known)}.");
    }

    /// <summary>A class of the taxonomy by its slug.</summary>
    public RetinaClass GetClass()
    {
        string slug = GetText(64);
        return RetinaClass.TryParse(slug, out RetinaClass? result)
            ? result
            : throw ModelPackageException.At(
                Path, $"'{PrintableText.Of(slug)}' is no class of the taxonomy; expected one of {string.Join(", ", RetinaClass.All.Select(c => c.Slug))}.");
    }

    public ModelPackageException Wrong(string message) => ModelPackageException.At(Path, message);

    private string Child(string name) => $"{Path}.{name}";

    private string Shown() => PrintableText.Of(_element.GetRawText());

    private void Require(JsonValueKind kind, string expected)
    {
        if (_element.ValueKind != kind)
        {
            throw Unexpected(expected);
        }
    }

    private ModelPackageException Unexpected(string expected)
        => ModelPackageException.At(Path, $"{expected} was expected, {_element.ValueKind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "an array",
            JsonValueKind.String => "a text",
            JsonValueKind.Number => "a number",
            JsonValueKind.Null => "null",
            _ => "true or false",
        }} found.");
}
