namespace RetSam.Cli;

/// <summary>A file on its way: called <c>NAME.partial</c> until it is whole, and gone when it is disposed of before.</summary>
internal sealed class PartialFile : IDisposable
{
    /// <summary>What the name ends in.</summary>
    public const string Extension = ".partial";

    private readonly string _path;
    private bool _complete;

    /// <summary>Begins a file; what a run that was killed left under the same name is written over.</summary>
    /// <param name="path">Where it will be.</param>
    public PartialFile(string path)
    {
        _path = path;
        Stream = File.Create(Partial);
    }

    public FileStream Stream { get; }

    private string Partial => _path + Extension;

    /// <summary>Ends the file and gives it its name, replacing a file that had it.</summary>
    public void Complete()
    {
        Stream.Dispose();
        File.Move(Partial, _path, overwrite: true);
        _complete = true;
    }

    /// <summary>Removes the file unless it is complete.</summary>
    public void Dispose()
    {
        if (_complete)
        {
            return;
        }

        try
        {
            Stream.Dispose();
        }
        catch (IOException)
        {
            // The last bytes could not be written; the file is thrown away as it is.
        }

        File.Delete(Partial);
    }
}
