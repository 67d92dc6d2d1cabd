using System.Buffers;

namespace RetSam.Biomarkers.Graph;

/// <summary>A growing list over a pooled array. Not thread-safe; <see cref="Dispose"/> gives the array back.</summary>
internal sealed class PooledList<T> : IDisposable
    where T : unmanaged
{
    private T[] _items;

    public PooledList(int capacity = 64) => _items = ArrayPool<T>.Shared.Rent(Math.Max(capacity, 16));

    public int Count { get; private set; }

    public Span<T> Items => _items.AsSpan(0, Count);

    public ref T this[int index] => ref Items[index];

    public void Add(T item)
    {
        if (Count == _items.Length)
        {
            Grow(Count + 1);
        }

        _items[Count++] = item;
    }

    public void Append(ReadOnlySpan<T> items)
    {
        if (Count + items.Length > _items.Length)
        {
            Grow(Count + items.Length);
        }

        items.CopyTo(_items.AsSpan(Count));
        Count += items.Length;
    }

    /// <summary>Makes the list that long; new places hold <paramref name="fill"/>.</summary>
    public void Resize(int count, T fill)
    {
        if (count > _items.Length)
        {
            Grow(count);
        }

        if (count > Count)
        {
            _items.AsSpan(Count, count - Count).Fill(fill);
        }

        Count = count;
    }

    public void Clear() => Count = 0;

    public void Dispose()
    {
        T[] items = _items;
        _items = [];
        Count = 0;
        if (items.Length > 0)
        {
            ArrayPool<T>.Shared.Return(items);
        }
    }

    private void Grow(int needed)
    {
        T[] larger = ArrayPool<T>.Shared.Rent((int)Math.Min(Math.Max(needed, 2L * _items.Length), Array.MaxLength));
        Items.CopyTo(larger);
        ArrayPool<T>.Shared.Return(_items);
        _items = larger;
    }
}
