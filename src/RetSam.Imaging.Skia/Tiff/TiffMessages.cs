using System.Globalization;
using BitMiracle.LibTiff.Classic;

namespace RetSam.Imaging.Skia;

/// <summary>
/// Keeps the library from writing to the console. Its handler is one for the whole process: this one keeps what is said while this
/// package reads on the current thread, and passes on everything else to the handler that was there before.
/// </summary>
internal sealed class TiffMessages
{
    [ThreadStatic]
    private static TiffMessages? _listening;

    private static readonly Lock Gate = new();
    private static TiffErrorHandler? _installed;

    private string? _firstError;

    private TiffMessages()
    {
    }

    /// <summary>Starts to keep what the library says on this thread, until <see cref="StopListening"/>.</summary>
    public static TiffMessages Listen()
    {
        if (_installed is null)
        {
            lock (Gate)
            {
                _installed ??= Install();
            }
        }

        return _listening = new TiffMessages();
    }

    public static void StopListening() => _listening = null;

    /// <summary>The first error as one line, or null.</summary>
    public string? FirstError => _firstError;

    private static Router Install()
    {
        var router = new Router();
        router.Before = Tiff.SetErrorHandler(router);
        return router;
    }

    private void Keep(string format, object[] args)
    {
        if (_firstError is null)
        {
            try
            {
                _firstError = string.Format(CultureInfo.InvariantCulture, format, args).ReplaceLineEndings(" ");
            }
            catch (FormatException)
            {
                _firstError = format;
            }
        }
    }

    private sealed class Router : TiffErrorHandler
    {
        public TiffErrorHandler? Before { get; set; }

        public override void ErrorHandler(Tiff tif, string method, string format, params object[] args)
        {
            if (_listening is { } messages)
            {
                messages.Keep(format, args);
            }
            else
            {
                Before?.ErrorHandler(tif, method, format, args);
            }
        }

        public override void ErrorHandlerExt(Tiff tif, object clientData, string method, string format, params object[] args)
        {
            if (_listening is null)
            {
                Before?.ErrorHandlerExt(tif, clientData, method, format, args);
            }
        }

        public override void WarningHandler(Tiff tif, string method, string format, params object[] args)
        {
            if (_listening is null)
            {
                Before?.WarningHandler(tif, method, format, args);
            }
        }

        public override void WarningHandlerExt(Tiff tif, object clientData, string method, string format, params object[] args)
        {
            if (_listening is null)
            {
                Before?.WarningHandlerExt(tif, clientData, method, format, args);
            }
        }
    }
}
