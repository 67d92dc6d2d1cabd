using System.Text;

namespace RetSam.Sdk.Tests;

/// <summary>What cameras write into files beside the picture.</summary>
internal static class SecretMetadata
{
    /// <summary>A JPEG with a text in every place where cameras keep one: EXIF's description, make, time and artist, XMP, and a comment.</summary>
    public static byte[] Into(byte[] jpeg, string text)
    {
        byte[] secret = Encoding.ASCII.GetBytes(text + "\0");

        // One EXIF directory of four texts (description, make, time, artist), which all lie behind it.
        int[] tags = [0x010E, 0x010F, 0x0132, 0x013B];
        int after = 8 + 2 + 12 * tags.Length + 4;
        byte[] exif =
        [
            .. "Exif\0\0"u8, (byte)'I', (byte)'I', 42, 0, 8, 0, 0, 0, (byte)tags.Length, 0,
            .. tags.SelectMany(tag => new byte[] { (byte)tag, (byte)(tag >> 8), 2, 0, (byte)secret.Length, 0, 0, 0, (byte)after, 0, 0, 0 }),
            0, 0, 0, 0, .. secret,
        ];
        byte[] xmp = [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. Encoding.ASCII.GetBytes($"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><a>{text}</a></x:xmpmeta>")];
        return [0xFF, 0xD8, .. Segment(0xE1, exif), .. Segment(0xE1, xmp), .. Segment(0xFE, secret), .. jpeg.AsSpan(2)];

        static byte[] Segment(byte marker, byte[] body) => [0xFF, marker, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2), .. body];
    }
}
