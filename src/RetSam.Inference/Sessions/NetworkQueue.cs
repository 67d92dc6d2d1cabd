using System.Diagnostics;
using System.Runtime.ExceptionServices;
using Microsoft.ML.OnnxRuntime;
using RetSam.Diagnostics;

namespace RetSam.Inference;

/// <summary>
/// Lets lanes into the network in the order in which they come, a number of runs at once and, where the graph takes several images, a
/// number of waiting lanes in one run. It has no thread of its own: the caller whose lane is first runs the network for that lane and for
/// those it takes along, whose callers wait.
/// </summary>
/// <param name="mostRuns">The most runs at once.</param>
/// <param name="mostImages">The most images in a run.</param>
/// <param name="delay">How long the first lane waits for company, counted from when it came, while it has less than a run takes.</param>
/// <param name="createBatch">Makes the buffers of a run of several images.</param>
internal sealed class NetworkQueue(int mostRuns, int mostImages, TimeSpan delay, Func<BatchLane> createBatch) : IDisposable
{
    private readonly object _gate = new();
    private readonly List<Lane> _waiting = [];
    private readonly Stack<BatchLane> _batches = new();
    private int _runs;

    /// <summary>Runs the network on a lane's input; its outputs are there when this returns.</summary>
    /// <exception cref="OperationCanceledException">
    /// The token was cancelled: at once while the lane waits, at the next node while it runs alone, after the run while it runs with others.
    /// </exception>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime failed.</exception>
    public void Run(Lane lane, CancellationToken cancellationToken)
    {
        Wait(lane, cancellationToken);
        if (lane.Failure is { } failure)
        {
            lane.Failure = null;
            ExceptionDispatchInfo.Throw(failure);
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Frees what runs of several images need; nobody may be running.</summary>
    public void Dispose()
    {
        foreach (BatchLane batch in _batches)
        {
            batch.Dispose();
        }

        _batches.Clear();
    }

    /// <summary>Waits until the lane's run has ended, whoever did it.</summary>
    private void Wait(Lane lane, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration wake = cancellationToken.UnsafeRegister(static queue => ((NetworkQueue)queue!).Wake(), this);
        BatchLane? batch;
        lock (_gate)
        {
            long came = Stopwatch.GetTimestamp();
            Move(lane, NetworkTurn.Waiting);
            while (!MayBegin(lane, came, out TimeSpan wait))
            {
                Monitor.Wait(_gate, wait);
                if (lane.Turn == NetworkTurn.None)
                {
                    return;
                }

                if (lane.Turn == NetworkTurn.Waiting && cancellationToken.IsCancellationRequested)
                {
                    Move(lane, NetworkTurn.None);
                    throw new OperationCanceledException(cancellationToken);
                }
            }

            batch = Begin(lane);
        }

        Exception? failure = null;
        try
        {
            if (batch is null)
            {
                lane.RunAlone(cancellationToken);
            }
            else
            {
                batch.Run();
            }
        }
#pragma warning disable CA1031 // Thrown again by every caller whose lane was in the run.
        catch (Exception e)
        {
            failure = e;
        }
#pragma warning restore CA1031

        lock (_gate)
        {
            End(lane, batch, failure);
        }
    }

    /// <summary>Whether the lane's caller is to run the network now; else how long to wait before asking again, if nothing happens.</summary>
    private bool MayBegin(Lane lane, long came, out TimeSpan wait)
    {
        wait = Timeout.InfiniteTimeSpan;
        if (lane.Turn != NetworkTurn.Waiting || _waiting[0] != lane || _runs == mostRuns)
        {
            return false;
        }

        wait = _waiting.Count < mostImages ? delay - Stopwatch.GetElapsedTime(came) : TimeSpan.Zero;
        return wait <= TimeSpan.Zero;
    }

    /// <returns>The run's buffers; <see langword="null"/> when the lane runs alone.</returns>
    private BatchLane? Begin(Lane lane)
    {
        int images = Math.Min(_waiting.Count, mostImages);
        BatchLane? batch = null;
        if (images > 1)
        {
            batch = PopBatch(lane);
            batch.Lanes.AddRange(_waiting[..images]);
            batch.Lanes.ForEach(l => Move(l, NetworkTurn.Running));
        }
        else
        {
            Move(lane, NetworkTurn.Running);
        }

        _runs++;
        return batch;
    }

    private BatchLane PopBatch(Lane lane)
    {
        if (_batches.TryPop(out BatchLane? idle))
        {
            return idle;
        }

        try
        {
            return createBatch();
        }
        catch
        {
            // No memory: the caller goes, and must not leave its lane behind at the head of the queue.
            Move(lane, NetworkTurn.None);
            throw;
        }
    }

    private void End(Lane lane, BatchLane? batch, Exception? failure)
    {
        _runs--;
        foreach (Lane served in batch?.Lanes ?? [lane])
        {
            served.Failure = failure;
            Move(served, NetworkTurn.None);
        }

        if (batch is not null)
        {
            batch.Lanes.Clear();
            _batches.Push(batch);
        }
    }

    private void Move(Lane lane, NetworkTurn turn)
    {
        if (turn == NetworkTurn.Waiting)
        {
            _waiting.Add(lane);
            RetSamDiagnostics.ChangeQueueDepth("infer", 1);
        }
        else if (lane.Turn == NetworkTurn.Waiting)
        {
            _waiting.Remove(lane);
            RetSamDiagnostics.ChangeQueueDepth("infer", -1);
        }

        lane.Turn = turn;
        Monitor.PulseAll(_gate);
    }

    private void Wake()
    {
        lock (_gate)
        {
            Monitor.PulseAll(_gate);
        }
    }
}
