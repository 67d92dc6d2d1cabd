namespace RetSam.Inference;

/// <summary>What an ONNX file says of itself, read from its bytes: no session is made, nothing is run. Immutable.</summary>
public sealed class ModelGraph
{
    internal ModelGraph(
        IReadOnlyList<GraphTensor> inputs,
        IReadOnlyList<GraphTensor> outputs,
        IReadOnlyList<GraphOperator> operators,
        long parameterCount,
        IReadOnlyList<ExternalTensor> externalTensors,
        IReadOnlySet<string> functionDomains)
    {
        Inputs = inputs;
        Outputs = outputs;
        Operators = operators;
        ParameterCount = parameterCount;
        ExternalTensors = externalTensors;
        FunctionDomains = functionDomains;
    }

    /// <summary>What a run must be given; initialisers that the file lists among its inputs are left out.</summary>
    public IReadOnlyList<GraphTensor> Inputs { get; }

    /// <summary>What a run gives.</summary>
    public IReadOnlyList<GraphTensor> Outputs { get; }

    /// <summary>The operators used, by domain, then by name.</summary>
    public IReadOnlyList<GraphOperator> Operators { get; }

    /// <summary>The numbers in all initialisers together: the model's parameters and its constants.</summary>
    public long ParameterCount { get; }

    internal IReadOnlyList<ExternalTensor> ExternalTensors { get; }

    /// <summary>Domains whose operators the file defines itself, out of others.</summary>
    internal IReadOnlySet<string> FunctionDomains { get; }
}
