using RetSam.Preprocessing;

namespace RetSam.Inference;

/// <summary>
/// What a model package says of itself (<c>model.json</c>): how the model is fed, what its heads mean, what its weights hash to, what
/// it was trained on. Immutable and thread-safe. The format is described in docs/model-package.md and docs/model.schema.json.
/// </summary>
public sealed record ModelManifest
{
    /// <summary>The version of the format that this library reads and the one value that <c>schemaVersion</c> may have.</summary>
    public const int SchemaVersion = 1;

    /// <summary>A short stable name: lower-case letters, digits and single hyphens or dots.</summary>
    public required string Id { get; init; }

    /// <summary>The model's own version, such as <c>0.1.0</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The model's name for people.</summary>
    public required string Name { get; init; }

    /// <summary>The licence of the weights: an SPDX expression or a name.</summary>
    public required string Licence { get; init; }

    /// <summary>What the weights may and may not be used for, in a sentence.</summary>
    public required string Terms { get; init; }

    /// <summary>The graph's input.</summary>
    public required ModelInput Input { get; init; }

    /// <summary>How a photograph is brought into the input's frame.</summary>
    public required PreprocessingOptions Preprocessing { get; init; }

    /// <summary>The heads that are decoded, at least one. Outputs of the graph that are not listed are not computed.</summary>
    public required IReadOnlyList<ModelOutput> Outputs { get; init; }

    /// <summary>The rules of anatomy that are applied to the masks.</summary>
    public required IReadOnlyList<PostProcessingRule> Rules { get; init; }

    /// <summary>The weights.</summary>
    public required ModelWeights Weights { get; init; }

    /// <summary>
    /// Every other file of the package but <c>model.json</c> and its signature, so that whoever vouches for <c>model.json</c> vouches for
    /// the package; <see langword="null"/> when not told, and then other files are not looked at.
    /// </summary>
    public IReadOnlyList<ModelFile>? Files { get; init; }

    /// <summary>Training data and measured accuracy; <see langword="null"/> when not told.</summary>
    public ModelTraining? Training { get; init; }

    /// <summary>Every class that a head predicts, in the order of the taxonomy.</summary>
    public IReadOnlyList<RetinaClass> PredictedClasses
        => [.. Outputs.SelectMany(o => o.Channels).Select(c => c.Class).OfType<RetinaClass>().OrderBy(c => c.Ordinal)];

    /// <summary>Reads a manifest.</summary>
    /// <param name="utf8Json">The JSON text in UTF-8.</param>
    /// <exception cref="ModelPackageException">
    /// It is no JSON, a field is missing, unknown, given twice or has a value that is not allowed; the message names the field.
    /// </exception>
    public static ModelManifest Parse(ReadOnlyMemory<byte> utf8Json) => ManifestReader.Read(utf8Json, weightsArePinned: true);
}
