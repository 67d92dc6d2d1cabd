namespace RetSam;

/// <summary>What a de-identifier leaves in reports.</summary>
public sealed record DeidentificationOptions
{
    /// <summary>The fewest bytes of <see cref="PseudonymKey"/>: below that it could be guessed.</summary>
    public const int ShortestKey = 16;

    /// <summary>The defaults: no source id, no capture time.</summary>
    public static DeidentificationOptions Default { get; } = new();

    /// <summary>
    /// A secret to make pseudonyms with, at least <see cref="ShortestKey"/> bytes: the source id becomes the first 32 hexadecimal digits of its
    /// HMAC-SHA-256, the same on every photograph of the same id, so that visits can be joined; who has the key can tell whose they are.
    /// <see langword="null"/>, the default, leaves no source id at all.
    /// </summary>
    /// <exception cref="ArgumentException">The key is shorter.</exception>
    public ReadOnlyMemory<byte>? PseudonymKey
    {
        get;
        init => field = value is { Length: < ShortestKey } or { IsEmpty: true }
            ? throw new ArgumentException($"A key has at least {ShortestKey} bytes, or identifiers can be found by trying.", nameof(value))
            : value is { } key ? key.ToArray() : null;
    }

    /// <summary>What is left of the time at which the photograph was taken. Default: nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is none of the enumeration's.</exception>
    public CaptureTimePolicy CaptureTime
    {
        get;
        init => field = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A time is removed, cut to its year, or kept.");
    }
}
