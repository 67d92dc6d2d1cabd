using System.Diagnostics;

namespace RetSam.Cli.Tests;

/// <summary>Disks that are full, cannot be written to, or take their time.</summary>
internal static class FaultyFiles
{
    private const string Full = "/dev/full";

    /// <summary>Has a file meet a full disk as it is written: what is written to its partial name goes to a device that is always full.</summary>
    public static void FillDiskUnder(string file)
    {
        Assert.SkipUnless(File.Exists(Full), "There is no /dev/full on this system.");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.CreateSymbolicLink(file + PartialFile.Extension, Full);
    }

    /// <summary>Mounts a small file system on an empty folder, or skips the test.</summary>
    /// <returns>Unmounts it.</returns>
    public static IDisposable Mount(string folder, string options)
    {
        Directory.CreateDirectory(folder);
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && Run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder), "Only root of Linux may mount a file system.");
        return new Mounted(folder);
    }

    public static void Remount(string folder, string options) => Assert.True(Run("mount", "-o", "remount," + options, folder));

    /// <summary>Makes a pipe with a name, which gives its reader what is written to it as it comes.</summary>
    public static void MakePipe(string file)
        => Assert.SkipUnless(!OperatingSystem.IsWindows() && Run("mkfifo", file), "This system makes no pipes with names.");

    private static bool Run(string program, params string[] args)
    {
        using var process = Process.Start(new ProcessStartInfo(program, args) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }

    private sealed class Mounted(string folder) : IDisposable
    {
        public void Dispose() => Assert.True(Run("umount", folder));
    }
}
