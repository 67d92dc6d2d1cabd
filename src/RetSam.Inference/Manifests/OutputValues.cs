namespace RetSam.Inference;

/// <summary>What the numbers of a head are.</summary>
public enum OutputValues
{
    /// <summary>Logits: the graph ends before the sigmoid or softmax.</summary>
    Logits = 0,

    /// <summary>Probabilities, 0..1: the graph applies the sigmoid or softmax itself.</summary>
    Probabilities = 1,
}
