using System.Collections.Concurrent;
using System.Diagnostics;

namespace Analyst.Api.Tests.Servers;

/// <summary>A program that serves a test. It ends when this is disposed and also when the test process dies: its wrapper waits for the end of its input.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private const string Wrapper = "exec 3<&0; \"$@\" 3<&- & child=$!; { cat; kill $child; } <&3 >/dev/null 2>&1 & wait $child";
    private const int LinesKept = 200;

    private static readonly TimeSpan StartWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StopWait = TimeSpan.FromSeconds(10);

    private readonly Process process;
    private readonly ConcurrentQueue<string> lines = new();
    private readonly TaskCompletionSource<string> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process) => this.process = process;

    /// <summary>The last lines that the program wrote.</summary>
    public string Output => string.Join('\n', lines);

    public bool HasEnded => process.HasExited;

    /// <summary>Starts a program and waits for the first line that says it serves.</summary>
    /// <returns>The process and that line.</returns>
    public static async Task<(ServerProcess Process, string Line)> Start(IReadOnlyList<string> command, Func<string, bool> saysReady)
    {
        var server = Start(command, saysReady, new Dictionary<string, string?>(), folder: "");
        try
        {
            return (server, await server.ready.Task.WaitAsync(StartWait));
        }
        catch (TimeoutException e)
        {
            await server.DisposeAsync();
            throw new InvalidOperationException($"{string.Join(' ', command)} did not say that it serves:\n{server.Output}", e);
        }
    }

    /// <summary>Starts a program and does not wait.</summary>
    /// <param name="environment">Beside what this process has; null takes a name away.</param>
    /// <param name="folder">Where it works.</param>
    public static ServerProcess Start(IReadOnlyList<string> command, IReadOnlyDictionary<string, string?> environment, string folder) =>
        Start(command, _ => false, environment, folder);

    private static ServerProcess Start(IReadOnlyList<string> command, Func<string, bool> saysReady, IReadOnlyDictionary<string, string?> environment, string folder)
    {
        var start = new ProcessStartInfo("sh", ["-c", Wrapper, "sh", .. command])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        var server = new ServerProcess(new Process { StartInfo = start, EnableRaisingEvents = true });
        server.process.OutputDataReceived += (_, e) => server.Heard(e.Data, saysReady);
        server.process.ErrorDataReceived += (_, e) => server.Heard(e.Data, saysReady);
        server.process.Exited += (_, _) => server.ready.TrySetException(new InvalidOperationException($"{string.Join(' ', command)} ended:\n{server.Output}"));
        server.process.Start();
        server.process.BeginOutputReadLine();
        server.process.BeginErrorReadLine();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(StopWait);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }

    private void Heard(string? line, Func<string, bool> saysReady)
    {
        if (line is null)
            return;
        lines.Enqueue(line);
        while (lines.Count > LinesKept)
            lines.TryDequeue(out _);
        if (saysReady(line))
            ready.TrySetResult(line);
    }
}
