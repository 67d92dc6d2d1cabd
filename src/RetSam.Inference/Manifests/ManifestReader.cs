using System.Text.Json;
using System.Text.Unicode;
using RetSam.Preprocessing;

namespace RetSam.Inference;

/// <summary>Reads <c>model.json</c> strictly, field by field, without reflection.</summary>
internal static class ManifestReader
{
    /// <summary>The largest side of an input frame, so that buffers stay bounded whatever a manifest asks for.</summary>
    internal const int MaxSide = 4096;

    /// <summary>The most floats that all heads together may give for one image: 1 GiB of buffers.</summary>
    internal const long MaxOutputFloats = 1L << 28;

    /// <summary>The most files that a manifest may list; <see cref="ModelPackageLimits.MaxFiles"/> is tighter by default.</summary>
    private const int MaxFiles = 1024;

    private const int MaxOutputs = 32;
    private const int MaxChannels = 64;

    public static ModelManifest Read(ReadOnlyMemory<byte> utf8Json, bool weightsArePinned)
    {
        if (!Utf8.IsValid(utf8Json.Span))
        {
            throw ModelPackageException.At("$", "the manifest is no text in UTF-8.");
        }

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(StripMark(utf8Json), new JsonDocumentOptions { MaxDepth = 16, AllowDuplicateProperties = false });
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException)
        {
            // The second is what a field's name with half of a surrogate pair gives.
            throw ModelPackageException.At("$", $"the manifest is no JSON that can be read: {PrintableText.Of(cause.Message)}", cause);
        }

        using (document)
        {
            return ReadManifest(new JsonField(document.RootElement, "$"), weightsArePinned);
        }
    }

    private static ModelManifest ReadManifest(JsonField root, bool weightsArePinned)
    {
        // The version comes first: a manifest of another version may hold anything.
        root.RequireAnyObject().Get("schemaVersion").GetInteger(ModelManifest.SchemaVersion, ModelManifest.SchemaVersion);
        root.RequireObject(
            "$schema", "schemaVersion", "id", "version", "name", "licence", "terms", "input", "preprocessing", "outputs", "rules", "weights", "files", "training");
        root.TryGet("$schema")?.GetText();
        ModelInput input = ReadInput(root.Get("input"));
        ModelWeights weights = ReadWeights(root.Get("weights"), weightsArePinned);
        return new ModelManifest
        {
            Id = ReadId(root.Get("id")),
            Version = ReadVersion(root.Get("version")),
            Name = root.Get("name").GetText(200),
            Licence = root.Get("licence").GetText(200),
            Terms = root.Get("terms").GetText(),
            Input = input,
            Preprocessing = ReadPreprocessing(root.Get("preprocessing"), input),
            Outputs = ReadOutputs(root.Get("outputs"), input),
            Rules = ReadRules(root.Get("rules")),
            Weights = weights,
            Files = root.TryGet("files") is { } files ? ReadFiles(files, weights) : null,
            Training = root.TryGet("training") is { } training ? ReadTraining(training) : null,
        };
    }

    private static string ReadId(JsonField field)
    {
        string id = field.GetText(64);
        return id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.')
            ? id
            : throw field.Wrong($"'{PrintableText.Of(id)}' holds other characters than lower-case letters, digits, hyphens and dots.");
    }

    private static string ReadVersion(JsonField field)
    {
        string version = field.GetText(64);
        return version.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '+')
            ? version
            : throw field.Wrong($"'{PrintableText.Of(version)}' holds other characters than letters, digits, hyphens, dots and plus signs.");
    }

    private static ModelInput ReadInput(JsonField field)
    {
        field.RequireObject("name", "width", "height", "layout", "channels");
        field.Get("layout").GetOneOf(("NCHW", 0));
        field.Get("channels").GetOneOf(("RGB", 0));
        return new ModelInput
        {
            Name = field.Get("name").GetText(200),
            Width = field.Get("width").GetInteger(16, MaxSide),
            Height = field.Get("height").GetInteger(16, MaxSide),
        };
    }

    private static PreprocessingOptions ReadPreprocessing(JsonField field, ModelInput input)
    {
        field.RequireObject("crop", "resampling", "normalization");
        JsonField crop = field.Get("crop");
        CropMode mode = crop.GetOneOf(ManifestNames.CropModes);
        if (mode == CropMode.FieldOfViewSquare && input.Width != input.Height)
        {
            throw crop.Wrong($"a square crop needs a square input, not {input.Width}x{input.Height}.");
        }

        return new PreprocessingOptions
        {
            Width = input.Width,
            Height = input.Height,
            Crop = mode,
            Resampling = field.Get("resampling").GetOneOf(ManifestNames.Resamplings),
            Normalization = ReadNormalization(field.Get("normalization")),
        };
    }

    private static Normalization ReadNormalization(JsonField field)
    {
        field.RequireObject("kind", "mean", "standardDeviation");
        bool isFixed = field.Get("kind").GetOneOf(("per-image", false), ("fixed", true));
        if (isFixed)
        {
            return new Normalization.Fixed(ReadRgb(field.Get("mean"), -1e6), ReadRgb(field.Get("standardDeviation"), 1e-6));
        }

        RefuseWhereMeaningless(field, "mean", "only normalization of kind 'fixed' has it.");
        RefuseWhereMeaningless(field, "standardDeviation", "only normalization of kind 'fixed' has it.");
        return new Normalization.PerImage();
    }

    private static (float R, float G, float B) ReadRgb(JsonField field, double minimum)
    {
        JsonField[] items = field.GetItems(3, 3);
        return ((float)items[0].GetNumber(minimum, 1e6), (float)items[1].GetNumber(minimum, 1e6), (float)items[2].GetNumber(minimum, 1e6));
    }

    private static ModelOutput[] ReadOutputs(JsonField field, ModelInput input)
    {
        JsonField[] items = field.GetItems(1, MaxOutputs);
        var outputs = new ModelOutput[items.Length];
        var names = new HashSet<string>(StringComparer.Ordinal);
        var classes = new HashSet<RetinaClass>();
        long floats = 0;
        for (int i = 0; i < items.Length; i++)
        {
            outputs[i] = ReadOutput(items[i], input, classes);
            if (!names.Add(outputs[i].Name))
            {
                throw items[i].Get("name").Wrong($"the output '{PrintableText.Of(outputs[i].Name)}' is listed twice.");
            }

            floats += outputs[i].Length;
            if (floats > MaxOutputFloats)
            {
                throw items[i].Wrong($"the heads up to this one give {floats} numbers for one image; at most {MaxOutputFloats} are allowed.");
            }
        }

        return outputs;
    }

    private static ModelOutput ReadOutput(JsonField field, ModelInput input, HashSet<RetinaClass> classes)
    {
        field.RequireObject("name", "kind", "values", "width", "height", "channels", "gate", "temperature", "unit", "confidence");
        OutputKind kind = field.Get("kind").GetOneOf(ManifestNames.OutputKinds);
        OutputValues values = field.TryGet("values")?.GetOneOf(("logits", OutputValues.Logits), ("probabilities", OutputValues.Probabilities)) ?? default;
        bool isPoint = kind == OutputKind.Coordinates;
        RefuseUnless(kind == OutputKind.Multiclass, field, "gate", "only outputs of kind 'multiclass' have it.");
        RefuseUnless(kind == OutputKind.Multiclass && values == OutputValues.Logits, field, "temperature", "only outputs of kind 'multiclass' that give logits have it.");
        RefuseUnless(isPoint, field, "unit", "only outputs of kind 'coordinates' have it.");
        RefuseUnless(isPoint, field, "confidence", "only outputs of kind 'coordinates' have it.");
        RefuseUnless(!isPoint, field, "width", "outputs of kind 'coordinates' have no size.");
        RefuseUnless(!isPoint, field, "height", "outputs of kind 'coordinates' have no size.");
        return new ModelOutput
        {
            Name = field.Get("name").GetText(200),
            Kind = kind,
            Values = values,
            Width = isPoint ? 0 : field.TryGet("width")?.GetInteger(1, MaxSide) ?? input.Width,
            Height = isPoint ? 0 : field.TryGet("height")?.GetInteger(1, MaxSide) ?? input.Height,
            Channels = ReadChannels(field.Get("channels"), kind, values, classes),
            Gate = field.TryGet("gate")?.GetNumber(0, 1, exclusive: true),
            Temperature = field.TryGet("temperature")?.GetNumber(0.01, 100) ?? 1,
            Unit = isPoint ? field.Get("unit").GetOneOf(("fraction", CoordinateUnit.Fraction), ("pixel", CoordinateUnit.Pixel)) : default,
            HasConfidence = field.TryGet("confidence")?.GetBoolean() ?? false,
        };
    }

    private static OutputChannel[] ReadChannels(JsonField field, OutputKind kind, OutputValues values, HashSet<RetinaClass> classes)
    {
        bool isPoint = kind is OutputKind.Heatmap or OutputKind.Coordinates;
        JsonField[] items = isPoint ? field.GetItems(1, 1) : field.GetItems(kind == OutputKind.Multiclass ? 2 : 1, MaxChannels);
        OutputChannel[] channels = [.. items.Select(item => ReadChannel(item, kind, values, classes))];
        int background = channels.Count(c => c.Class is null);
        return kind == OutputKind.Multiclass && background != 1
            ? throw field.Wrong($"an output of kind 'multiclass' has exactly one channel of class 'background', {background} found.")
            : channels;
    }

    private static OutputChannel ReadChannel(JsonField field, OutputKind kind, OutputValues values, HashSet<RetinaClass> classes)
    {
        field.RequireObject("class", "threshold", "minimumComponentArea", "temperature");
        bool hasThreshold = kind != OutputKind.Multiclass;
        RefuseUnless(hasThreshold, field, "threshold", "in an output of kind 'multiclass' the likeliest channel wins; use 'gate' on the output.");
        RefuseUnless(hasThreshold && values == OutputValues.Logits, field, "temperature", "only channels of 'multilabel', 'heatmap' and 'coordinates' that give logits have it.");
        RefuseUnless(kind is OutputKind.Multilabel or OutputKind.Multiclass, field, "minimumComponentArea", "a point has no area.");
        return new OutputChannel
        {
            Class = ReadChannelClass(field.Get("class"), kind, classes),
            Threshold = hasThreshold ? field.TryGet("threshold")?.GetNumber(0, 1, exclusive: true) ?? 0.5 : 0.5,
            MinimumComponentArea = field.TryGet("minimumComponentArea")?.GetNumber(0, 1e6) ?? 0,
            Temperature = field.TryGet("temperature")?.GetNumber(0.01, 100) ?? 1,
        };
    }

    private static RetinaClass? ReadChannelClass(JsonField field, OutputKind kind, HashSet<RetinaClass> classes)
    {
        if (field.GetText(64) == "background")
        {
            return kind == OutputKind.Multiclass ? null : throw field.Wrong("only outputs of kind 'multiclass' have a background.");
        }

        RetinaClass result = field.GetClass();
        bool isPoint = kind is OutputKind.Heatmap or OutputKind.Coordinates;
        if (isPoint != (result == RetinaClass.Fovea))
        {
            throw field.Wrong(isPoint ? $"'{result}' is an area; this output gives a point, and only 'fovea' is one." : "'fovea' is a point; it needs an output of kind 'heatmap' or 'coordinates'.");
        }

        return classes.Add(result) ? result : throw field.Wrong($"the class '{result}' is predicted by another channel already.");
    }

    private static PostProcessingRule[] ReadRules(JsonField field)
    {
        JsonField[] items = field.GetItems(0, ManifestNames.Rules.Length);
        var rules = new List<PostProcessingRule>();
        foreach (JsonField item in items)
        {
            PostProcessingRule rule = item.GetOneOf(ManifestNames.Rules);
            if (rules.Contains(rule))
            {
                throw item.Wrong("the rule is listed twice.");
            }

            rules.Add(rule);
        }

        return [.. rules.Order()];
    }

    private static ModelWeights ReadWeights(JsonField field, bool pinned)
    {
        field.RequireObject("file", "sha256", "bytes");
        return new ModelWeights
        {
            File = ReadFileName(field.Get("file")),
            Sha256 = pinned || field.TryGet("sha256") is not null ? ReadHash(field.Get("sha256")) : null,
            Bytes = pinned || field.TryGet("bytes") is not null ? field.Get("bytes").GetLong(1, int.MaxValue) : null,
        };
    }

    private static ModelFile[] ReadFiles(JsonField field, ModelWeights weights)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { ModelPackage.ManifestFileName, ModelPackage.SignatureFileName, weights.File };
        return [.. field.GetItems(0, MaxFiles).Select(item => ReadFile(item, names))];
    }

    private static ModelFile ReadFile(JsonField field, HashSet<string> names)
    {
        field.RequireObject("file", "sha256", "bytes");
        JsonField name = field.Get("file");
        var file = new ModelFile
        {
            File = PlainName.IsOne(name.GetText(PlainName.MaxLength))
                ? name.GetText()
                : throw name.Wrong($"'{PrintableText.Of(name.GetText())}' is not {PlainName.Description}."),
            Sha256 = ReadHash(field.Get("sha256")),
            Bytes = field.Get("bytes").GetLong(0, long.MaxValue),
        };
        return names.Add(file.File)
            ? file
            : throw name.Wrong($"'{file.File}' is listed twice, or is the manifest, its signature or the weights, which do not belong here.");
    }

    private static string ReadFileName(JsonField field)
    {
        string name = field.GetText(PlainName.MaxLength);
        return PlainName.IsOne(name) && name.EndsWith(".onnx", StringComparison.Ordinal)
            ? name
            : throw field.Wrong($"'{PrintableText.Of(name)}' is not {PlainName.Description} that ends in .onnx.");
    }

    private static string ReadHash(JsonField field)
    {
        string hash = field.GetText(64);
        return hash.Length == 64 && hash.All(c => char.IsAsciiDigit(c) || c is >= 'a' and <= 'f')
            ? hash
            : throw field.Wrong("64 lower-case hexadecimal digits were expected.");
    }

    private static ModelTraining ReadTraining(JsonField field)
    {
        field.RequireObject("sets", "accuracy", "notes");
        return new ModelTraining
        {
            Sets = [.. field.Get("sets").GetItems(0, 256).Select(s => s.GetText(200))],
            Accuracy = [.. field.TryGet("accuracy")?.GetItems(0, 1024).Select(ReadAccuracy) ?? []],
            Notes = field.TryGet("notes")?.GetText(),
        };
    }

    private static ModelAccuracy ReadAccuracy(JsonField field)
    {
        field.RequireObject("set", "class", "measure", "value");
        return new ModelAccuracy
        {
            Set = field.Get("set").GetText(200),
            Class = field.Get("class").GetClass(),
            Measure = field.Get("measure").GetText(100),
            Value = field.Get("value").GetNumber(-1e9, 1e9),
        };
    }

    private static void RefuseWhereMeaningless(JsonField field, string name, string why) => RefuseUnless(false, field, name, why);

    private static void RefuseUnless(bool allowed, JsonField field, string name, string why)
    {
        if (!allowed && field.TryGet(name) is { } found)
        {
            throw found.Wrong(why);
        }
    }

    private static ReadOnlyMemory<byte> StripMark(ReadOnlyMemory<byte> utf8)
        => utf8.Span.StartsWith("\uFEFF"u8) ? utf8[3..] : utf8;
}
