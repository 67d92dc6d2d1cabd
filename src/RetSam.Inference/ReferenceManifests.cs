namespace RetSam.Inference;

/// <summary>Manifests of published models whose weights the user brings, because their licence does not let them be bundled.</summary>
public static class ReferenceManifests
{
    private static readonly Lazy<ModelManifest> LazyRetSam = new(() => Load("retsam.json"));

    /// <summary>
    /// The interface of RetSAM's public checkpoint ("A General Model for Retinal Segmentation and Quantification", arXiv 2602.07012),
    /// exported to ONNX by its owner with outputs named <c>artery_vein</c>, <c>od_oc</c>, <c>tessellation</c>, <c>myopia</c> and
    /// <c>lesion_s1</c>. Code and weights of that model are under a non-commercial licence and no part of this library; use it by
    /// <c>ModelPackage.Open("retsam.onnx", ReferenceManifests.RetSam)</c>.
    /// </summary>
    public static ModelManifest RetSam => LazyRetSam.Value;

    private static ModelManifest Load(string name)
    {
        using Stream resource = typeof(ReferenceManifests).Assembly.GetManifestResourceStream($"RetSam.Inference.{name}")
            ?? throw new InvalidOperationException($"The built-in manifest '{name}' is missing from the assembly.");
        byte[] bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return ManifestReader.Read(bytes, weightsArePinned: false);
    }
}
