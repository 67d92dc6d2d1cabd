namespace RetSam;

/// <summary>Opens files for decoding, with errors that say what is wrong.</summary>
public static class FundusImageFile
{
    /// <summary>Opens a file for reading from its start, once, front to back.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file, or no such folder.</exception>
    /// <exception cref="FundusImageException">The path names a folder, or the file holds no bytes.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static FileStream OpenRead(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
        {
            throw new FundusImageException("The path names a folder; expected an image file.");
        }

        FileStream stream;
        try
        {
            // No buffer of its own: codecs read in large pieces.
            stream = new FileStream(path, new FileStreamOptions { BufferSize = 0, Options = FileOptions.SequentialScan });
        }
        catch (DirectoryNotFoundException e)
        {
            throw new FileNotFoundException($"Could not find file '{path}': there is no such folder.", path, e);
        }

        if (stream.CanSeek && stream.Length == 0)
        {
            stream.Dispose();
            throw new FundusImageException("The file is empty (0 bytes); expected an image.");
        }

        return stream;
    }
}
