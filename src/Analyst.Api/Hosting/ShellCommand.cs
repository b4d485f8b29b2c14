using System.Diagnostics;

namespace Analyst.Api.Hosting;

/// <summary>Runs a program to its end, arguments as they are, no shell between.</summary>
internal static class ShellCommand
{
    /// <summary>What a program left behind: exit code 0 is success; the output is both streams together.</summary>
    public sealed record Result(bool Succeeded, string Output);

    /// <summary>Kills the program when <paramref name="ct"/> is cancelled.</summary>
    public static async Task<Result> Run(IReadOnlyList<string> command, CancellationToken ct)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // The program may run as a user who cannot enter our working folder.
            WorkingDirectory = Path.GetPathRoot(Environment.SystemDirectory) is { Length: > 0 } root ? root : "/",
        };
        start.Environment["LC_ALL"] = "C";
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("PG", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} did not start.");
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(ct);
            var errors = process.StandardError.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            return new(process.ExitCode == 0, (await output + await errors).Trim());
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
