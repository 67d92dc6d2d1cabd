namespace RetSam.Inference;

/// <summary>A tensor whose numbers lie in another file.</summary>
/// <param name="Name">The tensor's name.</param>
/// <param name="Location">The file, as the ONNX file names it.</param>
/// <param name="Offset">Where in the file it begins.</param>
/// <param name="Length">Its bytes; <see langword="null"/> when neither the file nor its shape tells them.</param>
internal readonly record struct ExternalTensor(string Name, string Location, long Offset, long? Length);
