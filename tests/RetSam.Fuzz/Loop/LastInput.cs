using System.IO.MemoryMappedFiles;

namespace RetSam.Fuzz;

/// <summary>
/// The input that is being read right now, in a file mapped into memory: it outlives the process that the input may kill, and a count
/// beside it tells another process whether the work goes on.
/// </summary>
internal sealed class LastInput : IDisposable
{
    private const int HeaderLength = 16;
    private const int Longest = 8 << 20;

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    public LastInput(string path)
    {
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.OpenOrCreate, null, HeaderLength + Longest);
        _view = _file.CreateViewAccessor();
    }

    /// <summary>How many inputs there were.</summary>
    public long Beat => _view.ReadInt64(0);

    public byte[] Read()
    {
        byte[] input = new byte[Math.Clamp(_view.ReadInt32(8), 0, Longest)];
        _view.ReadArray(HeaderLength, input, 0, input.Length);
        return input;
    }

    public void Write(byte[] input)
    {
        _view.Write(8, Math.Min(input.Length, Longest));
        _view.WriteArray(HeaderLength, input, 0, Math.Min(input.Length, Longest));
        _view.Write(0, Beat + 1);
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
    }
}
