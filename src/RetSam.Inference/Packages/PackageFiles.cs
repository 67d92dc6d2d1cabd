using System.Security.Cryptography;

namespace RetSam.Inference;

/// <summary>The files of a package, wherever they lie. Only plain names at the root are ever asked for.</summary>
internal abstract class PackageFiles : IDisposable
{
    /// <summary>The folder on disk where ONNX Runtime can open files itself; <see langword="null"/> where there is none.</summary>
    public virtual string? Folder => null;

    /// <summary>Everything that is there.</summary>
    public abstract IEnumerable<string> Names { get; }

    /// <summary>A file's length; <see langword="null"/> when it is not there.</summary>
    public abstract long? FindLength(string name);

    /// <summary>Whether a name stands for a file somewhere else.</summary>
    public virtual bool IsLink(string name) => false;

    /// <summary>Opens a file that is there.</summary>
    public abstract Stream Open(string name);

    /// <summary>Reads a file as a whole.</summary>
    /// <exception cref="ModelPackageException">It is not there, beyond the limit, or not as long as it is said to be.</exception>
    public byte[] Read(string name, int limit)
    {
        long length = LengthOf(name);
        if (length > limit)
        {
            throw new ModelPackageException($"'{name}' has {length} bytes, more than the limit of {limit}.");
        }

        using Stream content = Open(name);
        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)length);
        int read = content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return read == bytes.Length && content.ReadByte() < 0 ? bytes : throw OfAnotherLength(name, length);
    }

    /// <summary>The SHA-256 of a file, read in pieces.</summary>
    public string Hash(string name)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Walk(name, piece => hash.AppendData(piece));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Writes a file to a stream, never more than its length.</summary>
    public void CopyTo(string name, Stream destination) => Walk(name, destination.Write);

    public virtual void Dispose()
    {
    }

    private long LengthOf(string name)
        => FindLength(name) ?? throw new ModelPackageException(
            $"The package holds no '{name}' at its root; it holds {string.Join(", ", Names.Take(8).Select(n => $"'{PrintableText.Of(n)}'").DefaultIfEmpty("nothing"))}.");

    private void Walk(string name, PieceReader read)
    {
        long length = LengthOf(name);
        byte[] buffer = new byte[1 << 17];
        using Stream content = Open(name);
        long left = length;
        for (int count; (count = content.Read(buffer)) > 0; left -= count)
        {
            if (count > left)
            {
                throw OfAnotherLength(name, length);
            }

            read(buffer.AsSpan(0, count));
        }

        if (left != 0)
        {
            throw OfAnotherLength(name, length);
        }
    }

    private static ModelPackageException OfAnotherLength(string name, long length) => new($"'{name}' is not as long as it is said to be ({length} bytes).");

    private delegate void PieceReader(ReadOnlySpan<byte> piece);
}
