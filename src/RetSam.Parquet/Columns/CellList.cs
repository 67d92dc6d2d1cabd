namespace RetSam.Parquet;

/// <summary>A list whose content can be handed on as memory. Its room is kept from row group to row group.</summary>
internal sealed class CellList<T>
{
    private T[] _cells = new T[64];
    private int _count;

    public ReadOnlyMemory<T> Filled => _cells.AsMemory(0, _count);

    public void Add(T value)
    {
        if (_count == _cells.Length)
        {
            Array.Resize(ref _cells, 2 * _count);
        }

        _cells[_count++] = value;
    }

    public void Clear() => _count = 0;
}
