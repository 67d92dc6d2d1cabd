using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using RetSam.WebService.Analyses;
using RetSam.WebService.Hosting;

namespace RetSam.WebService.Endpoints;

/// <summary>
/// Reads the multipart form of an upload as it comes. ASP.NET Core's own form binding would put larger files on disk; a photograph of a
/// patient never touches it here.
/// </summary>
internal sealed class UploadReader(IOptions<ServiceOptions> options)
{
    private const int MaxFieldLength = 64;

    private static readonly HashSet<string> Types = new(StringComparer.OrdinalIgnoreCase)
    {
        "image/jpeg", "image/png", "image/webp", "image/bmp", "image/gif", "image/tiff", "image/x-portable-pixmap", "image/x-portable-graymap",
        "image/x-portable-anymap", "application/octet-stream",
    };

    public async Task<Photograph> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 70 } boundary)
        {
            throw new UploadException(StatusCodes.Status415UnsupportedMediaType, "Send the photograph as multipart/form-data, in a part named 'photograph'.");
        }

        byte[]? photograph = null;
        Laterality laterality = Laterality.Unknown;
        PixelScale scale = default;
        try
        {
            var reader = new MultipartReader(boundary, request.Body);
            while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
            {
                string name = NameOf(section);
                switch (name)
                {
                    case "photograph" when photograph is null:
                        photograph = await ReadPhotographAsync(section, cancellationToken);
                        break;
                    case "laterality":
                        laterality = ParseLaterality(await ReadFieldAsync(section, name, cancellationToken));
                        break;
                    case "umPerPixel":
                        scale = ParseScale(await ReadFieldAsync(section, name, cancellationToken));
                        break;
                    default:
                        throw Bad($"The part '{name}' is unknown or came twice; expected one 'photograph', and optionally 'laterality' and 'umPerPixel'.");
                }
            }
        }
        catch (InvalidDataException e)
        {
            throw Bad($"The multipart body is damaged: {e.Message}");
        }
        catch (BadHttpRequestException e)
        {
            throw new UploadException(e.StatusCode, e.Message);
        }
        catch (IOException)
        {
            throw Bad("The multipart body ends before its closing boundary.");
        }

        return photograph is { Length: > 0 }
            ? new Photograph(photograph, laterality, scale)
            : throw Bad(photograph is null ? "There is no part named 'photograph'." : "The photograph is empty (0 bytes); expected an image file.");
    }

    private static string NameOf(MultipartSection section)
    {
        string? name = ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out ContentDispositionHeaderValue? disposition)
            ? HeaderUtilities.RemoveQuotes(disposition.Name).Value
            : null;
        return name is { Length: > 0 and <= MaxFieldLength } ? name : throw Bad("A part of the form has no name.");
    }

    private async Task<byte[]> ReadPhotographAsync(MultipartSection section, CancellationToken cancellationToken)
    {
        string? type = section.ContentType?.Split(';')[0].Trim();
        if (type is not null && !Types.Contains(type))
        {
            throw new UploadException(
                StatusCodes.Status415UnsupportedMediaType, $"The photograph is declared as '{type}'; expected JPEG, PNG, WebP, BMP, GIF, TIFF, PPM or PGM.");
        }

        return await ReadAsync(section.Body, options.Value.MaxUploadBytes, cancellationToken)
            ?? throw new UploadException(
                StatusCodes.Status413PayloadTooLarge, $"The photograph has more than {options.Value.MaxUploadBytes} bytes, the limit of this service.");
    }

    private static async Task<string> ReadFieldAsync(MultipartSection section, string name, CancellationToken cancellationToken)
        => await ReadAsync(section.Body, MaxFieldLength, cancellationToken) is { } bytes
            ? System.Text.Encoding.UTF8.GetString(bytes).Trim()
            : throw Bad($"The field '{name}' has more than {MaxFieldLength} bytes.");

    /// <summary>The whole of a part; <see langword="null"/> when it is longer than the limit.</summary>
    private static async Task<byte[]?> ReadAsync(Stream body, long limit, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        byte[] buffer = new byte[32 * 1024];
        int read;
        while ((read = await body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (bytes.Length + read > limit)
            {
                return null;
            }

            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }

    private static Laterality ParseLaterality(string text) => text.ToUpperInvariant() switch
    {
        "" or "UNKNOWN" => Laterality.Unknown,
        "LEFT" or "L" or "OS" => Laterality.Left,
        "RIGHT" or "R" or "OD" => Laterality.Right,
        _ => throw Bad($"The laterality '{text}' is not known; expected 'left', 'right' or nothing."),
    };

    private static PixelScale ParseScale(string text)
    {
        if (text.Length == 0)
        {
            return default;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double micrometres) && micrometres is > 0.1 and < 1000
            ? PixelScale.Given(micrometres)
            : throw Bad($"umPerPixel is '{text}'; expected micrometres per pixel between 0.1 and 1000, such as 6.2.");
    }

    private static UploadException Bad(string message) => new(StatusCodes.Status400BadRequest, message);
}
