using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using RetSam.Inference;

namespace RetSam.Models.Lite.Tests;

/// <summary>The default model cut to some of its heads: vessels are a network of their own, disc and fovea two heads of another.</summary>
public sealed class HeadSelectionTests(SamplePhotographTests.Sample sample) : IClassFixture<SamplePhotographTests.Sample>
{
    [Fact]
    public void Every_head_alone_gives_the_bits_that_it_gives_in_the_whole()
    {
        ModelPackage whole = LiteModel.OpenPackage();
        Dictionary<string, float[]> expected = Run(whole);
        Assert.Equal(whole.Manifest.Outputs.Count, expected.Count);
        foreach (ModelOutput head in whole.Manifest.Outputs)
        {
            ModelPackage cut = whole.Keep([head.Channels[0].Class!]);
            Assert.True(cut.Weights.Length < whole.Weights.Length);
            (string name, float[] found) = Assert.Single(Run(cut));
            Assert.Equal(head.Name, name);
            Assert.True(expected[name].AsSpan().SequenceEqual(found), name);
        }
    }

    [Fact]
    public void Masks_and_fovea_of_some_classes_are_those_of_the_whole_model()
    {
        foreach (RetinaClass[] classes in new RetinaClass[][] { [RetinaClass.OpticDisc, RetinaClass.Fovea], [RetinaClass.Vessel] })
        {
            using var segmenter = new OnnxSegmenter(LiteModel.OpenPackage(), new OnnxSegmenterOptions { Threads = 2, Classes = classes });
            using RetinaSegmentation found = sample.Segment(segmenter);
            Assert.Equal(classes.ToHashSet(), found.Classes.ToHashSet());
            Assert.All(classes.Where(c => c != RetinaClass.Fovea), c => Assert.True(sample.Result.GetMask(c)!.ContentEquals(found.GetMask(c)!)));
            Assert.Equal(classes.Contains(RetinaClass.Fovea) ? sample.Result.Fovea : null, found.Fovea);
        }
    }

    private static Dictionary<string, float[]> Run(ModelPackage package)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 2 };
        using var session = new InferenceSession(package.Weights, options);
        ModelInput input = package.Manifest.Input;
        var tensor = new DenseTensor<float>([1, 3, input.Height, input.Width]);
        var random = new Random(1);
        foreach (ref float value in tensor.Buffer.Span)
        {
            value = random.NextSingle() - 0.5f;
        }

        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results = session.Run([NamedOnnxValue.CreateFromTensor(input.Name, tensor)]);
        return results.ToDictionary(r => r.Name, r => r.AsEnumerable<float>().ToArray());
    }
}
