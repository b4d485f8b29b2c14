using System.Diagnostics;

namespace Analyst.Engine;

/// <summary>Whether runners can be started without a network, found out once by trying.</summary>
/// <param name="Prefix">Put before the command.</param>
/// <param name="Words">For the start-up log.</param>
public sealed record Isolation(IReadOnlyList<string> Prefix, string Words)
{
    public static Isolation Probe()
    {
        const string always = "own process, memory and file limits";
        if (!OperatingSystem.IsLinux())
            return new([], "own process only: limits by the operating system need Linux");
        if (Find("unshare") is { } unshare && Find("true") is { } nothing)
        {
            string[][] ways = [[unshare, "--net", "--"], [unshare, "--user", "--map-current-user", "--net", "--"]];
            if (ways.FirstOrDefault(way => Works([.. way, nothing])) is { } found)
                return new(found, $"{always}, no network");
        }
        return new([], $"{always}; network namespaces are not available here");
    }

    private static bool Works(IReadOnlyList<string> command)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command[0], command.Skip(1)) { RedirectStandardError = true });
            return process is not null && process.WaitForExit(TimeSpan.FromSeconds(2)) && process.ExitCode == 0;
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
            return false;
        }
    }

    private static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);
}
