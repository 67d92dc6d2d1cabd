using System.Collections.Concurrent;

namespace RetSam.Biomarkers.Graph;

/// <summary>
/// The small objects of one graph, taken one by one and all given back at once: a photograph has about a thousand nodes and branches, and
/// the next one takes them over. For use by one thread; renting and returning are thread-safe.
/// </summary>
internal sealed class Supply<T>
    where T : class, IReusable<T>
{
    /// <summary>What a mask of noise needs beyond this is left to the garbage collector.</summary>
    private const int MostObjects = 4096;

    private static readonly ConcurrentQueue<Supply<T>> Idle = new();
    private static readonly int MostIdle = 4 * Environment.ProcessorCount;

    private readonly Stack<T> _spare = new();

    private Supply()
    {
    }

    /// <summary>What was taken, in that order.</summary>
    public List<T> Taken { get; } = [];

    /// <summary>A supply of which nothing is taken.</summary>
    public static Supply<T> Rent() => Idle.TryDequeue(out Supply<T>? idle) ? idle : new Supply<T>();

    /// <summary>One more object; its owner says what it is.</summary>
    public T Take()
    {
        T item = _spare.TryPop(out T? spare) ? spare : T.Create();
        Taken.Add(item);
        return item;
    }

    /// <summary>Gives everything that was taken to whoever rents next; nobody may look at it, or at this, any more.</summary>
    public void Return()
    {
        for (int i = Taken.Count - 1; i >= 0; i--)
        {
            Taken[i].Clear();
            _spare.Push(Taken[i]);
        }

        Taken.Clear();
        if (_spare.Count <= MostObjects && Idle.Count < MostIdle)
        {
            Idle.Enqueue(this);
        }
    }
}
