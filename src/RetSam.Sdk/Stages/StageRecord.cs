namespace RetSam;

/// <summary>What one stage says of one photograph. Not thread-safe, as one photograph is one thread's.</summary>
internal sealed class StageRecord(RetinaStage stage)
{
    public RetinaStage Stage { get; } = stage;

    public string? Note { get; private set; }

    public void Set(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        Note = text;
    }
}
