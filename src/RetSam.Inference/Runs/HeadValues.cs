namespace RetSam.Inference;

/// <summary>What a head says of one photograph, and how large it is there.</summary>
internal readonly ref struct HeadValues(ModelOutput head, ReadOnlySpan<float> values)
{
    public ModelOutput Head { get; } = head;

    public ReadOnlySpan<float> Values { get; } = values;
}
