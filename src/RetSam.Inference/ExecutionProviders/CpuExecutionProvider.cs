using Microsoft.ML.OnnxRuntime;

namespace RetSam.Inference;

/// <summary>The processor. Threads inside operators are <see cref="OnnxSegmenterOptions.Threads"/>.</summary>
public sealed record CpuExecutionProvider : ExecutionProvider
{
    /// <summary>The processor, with the defaults below.</summary>
    public CpuExecutionProvider()
        : base("CPUExecutionProvider", "Microsoft.ML.OnnxRuntime")
    {
    }

    /// <summary>
    /// Whether memory for intermediate tensors is kept between runs. Default <see langword="true"/>; <see langword="false"/> gives it back
    /// after each run, which is slower and for processes that segment seldom.
    /// </summary>
    public bool UseArena { get; init; } = true;

    /// <summary>
    /// Whether threads that wait for work spin rather than sleep. Default <see langword="false"/>: this library is a guest in other
    /// people's processes, and where processors are shared a spinning thread keeps the one it waits for from running.
    /// </summary>
    public bool AllowSpinning { get; init; }

    /// <summary>How many operators that do not depend on each other may run at once, at least 1, which is the default and best for most networks.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public int InterOpThreads
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
            field = value;
        }
    } = 1;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Options => new Dictionary<string, string>
    {
        ["enable_cpu_mem_arena"] = ProviderValue.Flag(UseArena),
        ["allow_spinning"] = ProviderValue.Flag(AllowSpinning),
        ["inter_op_num_threads"] = ProviderValue.Number(InterOpThreads),
    };

    /// <inheritdoc/>
    public override void Append(SessionOptions session)
    {
        ArgumentNullException.ThrowIfNull(session);
        session.EnableCpuMemArena = UseArena;
        session.InterOpNumThreads = InterOpThreads;
        session.ExecutionMode = InterOpThreads > 1 ? ExecutionMode.ORT_PARALLEL : ExecutionMode.ORT_SEQUENTIAL;
        session.AddSessionConfigEntry("session.intra_op.allow_spinning", ProviderValue.Flag(AllowSpinning));
        session.AddSessionConfigEntry("session.inter_op.allow_spinning", ProviderValue.Flag(AllowSpinning));
    }
}
