namespace RetSam.Cli.Evaluation;

/// <summary>Whose disc the radius is of that errors are divided by.</summary>
internal enum DiscRadiusOrigin
{
    /// <summary>The expert's disc mask.</summary>
    Expert,

    /// <summary>The predicted disc: the set's discs are not outlined.</summary>
    Predicted,
}
