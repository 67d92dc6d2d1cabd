using RetSam.Cli;

return await RetSamCommandLine.RunAsync(args, CliConsole.System).ConfigureAwait(false);
