using System.Text;
using RetSam.Cli;

// What is piped is UTF-8 on every system.
if (Console.IsOutputRedirected)
{
    Console.OutputEncoding = Encoding.UTF8;
}

return await RetSamCommandLine.RunAsync(args, CliConsole.System).ConfigureAwait(false);
