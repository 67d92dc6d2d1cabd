using System.CommandLine;

namespace RetSam.Cli;

/// <summary><c>retsam model</c>: what is done with model packages rather than with photographs.</summary>
internal static class ModelCommand
{
    public static Command Create(CliConsole console) => new("model", "Inspects, verifies and packs model packages.")
    {
        ModelInspectCommand.Create(console),
        ModelVerifyCommand.Create(console),
        ModelPackCommand.Create(console),
    };

    internal static Argument<string?> Package() => new("package")
    {
        Description = "A model package (folder or zip with model.json and model.onnx). Without it the embedded model is taken.",
        HelpName = "PACKAGE",
        Arity = ArgumentArity.ZeroOrOne,
    };
}
