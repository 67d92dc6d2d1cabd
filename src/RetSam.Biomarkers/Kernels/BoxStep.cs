using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RetSam.Biomarkers.Kernels;

/// <summary>
/// How grids of one box size follow from others whose boxes have a fraction of the side: which of the finer grids each is made of, and which
/// of four boxes a finer box goes to. Immutable.
/// </summary>
/// <remarks>
/// The grids' offsets, in quarters of a box, are the fields of one colour on a board of 4 x 4, counted from a grid that divides evenly the square of
/// the object's extent around the middle of its box. They cover a box as evenly as eight can. Mirror images and quarter turns about the
/// middle map the grids onto each other, and doubled or trebled offsets are again among them, which larger boxes need. Moved back by q
/// quarters of a large box is moved back by f * q quarters of a small one, whole ones of which renumber the lines.
/// </remarks>
internal sealed class BoxStep
{
    /// <summary>In which parts of a box offsets are told.</summary>
    public const int Quarters = 4;

    /// <summary>From the quarters of boxes, of which there is but one grid, to boxes.</summary>
    public static readonly BoxStep FromQuarters = new(Quarters);

    private static readonly BoxStep Two = new(2);
    private static readonly BoxStep Three = new(3);

    private readonly int _factor;
    private readonly int _reciprocal;
    private readonly Vector256<int> _sources;
    private readonly Vector256<int>[] _shares;

    private BoxStep(int factor)
    {
        _factor = factor;
        _reciprocal = (1 << 16) / factor + 1;
        _sources = Vector256.Create<int>(
            [.. Offsets(offset => OffsetOf(factor * AcrossOf(offset) % Quarters, factor * DownOf(offset) % Quarters))]);
        _shares = new Vector256<int>[4 * factor * factor];
        for (int place = 0; place < factor * factor; place++)
        {
            (int row, int column) = int.DivRem(place, factor);
            Vector256<int> right = Mask(offset => column + factor * AcrossOf(offset) / Quarters >= factor);
            Vector256<int> below = Mask(offset => row + factor * DownOf(offset) / Quarters >= factor);
            (_shares[4 * place], _shares[4 * place + 1]) = (~right & ~below, right & ~below);
            (_shares[4 * place + 2], _shares[4 * place + 3]) = (~right & below, right & below);
        }
    }

    /// <summary>To boxes of 2 or 3 times the side.</summary>
    public static BoxStep By(int factor) => factor == 2 ? Two : Three;

    /// <summary>Where what finer boxes hold is added to a table of larger ones.</summary>
    /// <param name="table">The larger boxes.</param>
    /// <param name="lastFineRow">The last row of finer ones.</param>
    public Adder Open(BoxTable table, int lastFineRow) => new(this, table.Open(lastFineRow / _factor));

    /// <summary>How many quarters of a box a grid is moved back along the rows.</summary>
    private static int AcrossOf(int offset) => offset & 3;

    /// <summary>The same along the columns: as odd or as even as along the rows.</summary>
    private static int DownOf(int offset) => 2 * (offset >> 2) + (offset & 1);

    private static int OffsetOf(int across, int down) => 4 * (down >> 1) + across;

    private static Vector256<int> Mask(Func<int, bool> isSet) => Vector256.Create<int>([.. Offsets(offset => isSet(offset) ? -1 : 0)]);

    private static IEnumerable<int> Offsets(Func<int, int> value) => Enumerable.Range(0, BoxCounting.Offsets).Select(value);

    /// <summary>Adds what finer boxes hold. A copy holds what it needs, so that it need not be looked up for each pixel.</summary>
    public readonly ref struct Adder(BoxStep step, BoxTable.Adder boxes)
    {
        private readonly BoxTable.Adder _boxes = boxes;
        private readonly ref Vector256<int> _shares = ref MemoryMarshal.GetArrayDataReference(step._shares);
        private readonly Vector256<int> _sources = step._sources;
        private readonly int _factor = step._factor;
        private readonly int _reciprocal = step._reciprocal;

        /// <summary>Adds what a finer box holds to the boxes that it lies in.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(int fineRow, int fineColumn, Vector256<int> masses)
        {
            // Numbers of boxes are so small that the quotient comes out exact.
            int row = fineRow * _reciprocal >> 16;
            int column = fineColumn * _reciprocal >> 16;
            int place = (fineRow - row * _factor) * _factor + fineColumn - column * _factor;
            _boxes.Add(row, column, ref Unsafe.Add(ref _shares, 4 * place), Vector256.ShuffleNative(masses, _sources));
        }
    }
}
