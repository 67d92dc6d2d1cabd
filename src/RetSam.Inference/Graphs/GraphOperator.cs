namespace RetSam.Inference;

/// <summary>A kind of node and how often a graph uses it.</summary>
/// <param name="Domain">Who defines it: <c>ai.onnx</c> for standard operators.</param>
/// <param name="Type">The operator, such as <c>Conv</c>.</param>
/// <param name="Count">The number of nodes, those of branches and functions included.</param>
public sealed record GraphOperator(string Domain, string Type, int Count);
