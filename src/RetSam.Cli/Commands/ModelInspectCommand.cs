using System.CommandLine;
using RetSam.Inference;

namespace RetSam.Cli;

/// <summary><c>retsam model inspect</c>: what a package says of itself and what its graph holds. Nothing is run.</summary>
internal static class ModelInspectCommand
{
    public static Command Create(CliConsole console)
    {
        Argument<string?> path = ModelCommand.Package();
        var json = new Option<bool>("--json") { Description = "Write a JSON object to the standard output." };
        var command = new Command("inspect", "Tells what a model package says of itself, its inputs, outputs, operators, size and hashes, and which heads give which classes.") { path, json };
        command.SetAction(result =>
        {
            ModelPackage package = AnalyzerFactory.OpenPackage(result.GetValue(path));
            if (result.GetValue(json))
            {
                JsonOutput.Write(console.Out, writer => ModelDescription.WriteJson(writer, package));
            }
            else
            {
                ModelDescription.WriteLines(console.Out, package);
            }

            return ExitCode.Ok;
        });
        return command;
    }
}
