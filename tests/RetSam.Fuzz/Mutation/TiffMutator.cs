using System.Buffers.Binary;

namespace RetSam.Fuzz;

/// <summary>Damages the directory of a TIFF or BigTIFF: tags, types, counts, offsets, and the arrays they lead to.</summary>
internal sealed class TiffMutator : IStructuredMutator
{
    private static readonly int[] Tags =
    [
        254, 256, 257, 258, 259, 262, 266, 270, 273, 274, 277, 278, 279, 284, 317, 320, 322, 323, 324, 325, 330, 332, 334, 338, 339, 347, 512, 513, 514, 519, 529, 530, 531, 532, 34665, 34675,
    ];

    /// <summary>Values that mean something to some tag: compressions, colour models, sample formats.</summary>
    private static readonly long[] Meanings = [1, 2, 3, 4, 5, 6, 7, 8, 16, 32, 64, 32773, 32946, 34676, 34677, 34712, 32803, 32844, 32845, 34892, 50000, 50001];

    public byte[] Mutate(byte[] input, Random random)
    {
        byte[] file = [.. input];
        if (new View(file) is not { Count: > 0 } view)
        {
            return input;
        }

        for (int left = 1 << random.Next(3); left > 0; left--)
        {
            MutateEntry(view, random);
        }

        return file;
    }

    private static void MutateEntry(View view, Random random)
    {
        int entry = view.EntryAt(random.Next(view.Count));
        switch (random.Next(8))
        {
            case 0:
                view.Write(entry, 2, Tags[random.Next(Tags.Length)]);
                break;
            case 1:
                view.Write(entry + 2, 2, random.Next(20));
                break;
            case 2:
                view.WriteWord(entry + 4, Extremes.Near(view.ReadWord(entry + 4), random));
                break;
            case 3:
                // To itself, to the directory, to the file's end.
                view.WriteWord(entry + 4 + view.WordSize, random.Next(3) switch { 0 => entry, 1 => view.Directory, _ => view.Length - random.Next(16) });
                break;
            case 4:
                view.Write(entry + 4 + view.WordSize, 2, Meanings[random.Next(Meanings.Length)]);
                break;
            case 5:
                long array = view.ReadWord(entry + 4 + view.WordSize);
                if (array > 0 && array < view.Length - 8)
                {
                    int at = (int)array + 4 * random.Next((int)Math.Min(16, (view.Length - 8 - array) / 4 + 1));
                    view.Write(at, 4, Extremes.Near(view.Read(at, 4), random));
                }

                break;
            case 6:
                // The next directory is this one.
                view.WriteWord(view.EntryAt(view.Count), random.Next(2) == 0 ? view.Directory : Extremes.Next(random));
                break;
            default:
                view.WriteWord(entry + 4 + view.WordSize, Extremes.Near(view.ReadWord(entry + 4 + view.WordSize), random));
                break;
        }
    }

    /// <summary>The numbers of a file in its own byte order and width; what lies outside reads as 0 and is not written.</summary>
    private sealed class View
    {
        private readonly byte[] _file;
        private readonly bool _isLittleEndian;
        private readonly bool _isBig;

        public View(byte[] file)
        {
            _file = file;
            _isLittleEndian = file.Length > 0 && file[0] == 'I';
            _isBig = Read(2, 2) == 43;
            Directory = (int)Math.Clamp(_isBig ? Read(8, 8) : Read(4, 4), 0, file.Length);
            Count = (int)Math.Clamp(Read(Directory, _isBig ? 8 : 2), 0, Math.Min(64, (file.Length - Directory) / 20));
        }

        public int Length => _file.Length;

        public int Directory { get; }

        public int Count { get; }

        public int WordSize => _isBig ? 8 : 4;

        public int EntryAt(int index) => Directory + (_isBig ? 8 + 20 * index : 2 + 12 * index);

        public long ReadWord(int at) => Read(at, WordSize);

        public void WriteWord(int at, long value) => Write(at, WordSize, value);

        public long Read(int at, int size)
        {
            if (at < 0 || at > _file.Length - size)
            {
                return 0;
            }

            ulong value = 0;
            for (int i = 0; i < size; i++)
            {
                value |= (ulong)_file[at + i] << 8 * (_isLittleEndian ? i : size - 1 - i);
            }

            return (long)value;
        }

        public void Write(int at, int size, long value)
        {
            if (at >= 0 && at <= _file.Length - size)
            {
                Span<byte> bytes = stackalloc byte[8];
                BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
                bytes = bytes[..size];
                if (!_isLittleEndian)
                {
                    bytes.Reverse();
                }

                bytes.CopyTo(_file.AsSpan(at));
            }
        }
    }
}
