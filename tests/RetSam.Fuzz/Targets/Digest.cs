using System.Security.Cryptography;
using System.Text;

namespace RetSam.Fuzz;

/// <summary>Short names for contents.</summary>
internal static class Digest
{
    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8));

    public static string Of(string text) => Of(Encoding.UTF8.GetBytes(text));
}
