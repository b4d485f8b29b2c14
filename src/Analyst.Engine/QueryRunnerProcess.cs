using System.Collections.Concurrent;
using System.Text.Json;

namespace Analyst.Engine;

/// <summary>The child: takes orders on standard input, runs them one at a time on a thread of its own, answers on a private copy of standard output.</summary>
public static class QueryRunnerProcess
{
    /// <summary>The first argument that turns the executable into a runner.</summary>
    public const string Verb = "query-runner";

    // DuckDB's parser and binder recurse; the default of secondary threads is too little for 1,000 levels.
    private const int StackBytes = 16 * 1024 * 1024;

    /// <summary>Serves until standard input ends. Call it before anything of the host is built.</summary>
    /// <param name="args">The executable's own, with or without <see cref="Verb"/>; more is refused.</param>
    public static int Run(string[] args)
    {
        if (args is not ([] or [Verb]))
            return 64;
        ProcessLimits.Start();
        using var orders = new BlockingCollection<byte[]>();
        using var output = new RunnerOutput(ProcessLimits.TakeStandardOutput());
        using var input = Console.OpenStandardInput();
        using var session = new RunnerSession(output);
        var thread = new Thread(() => session.Serve(orders.GetConsumingEnumerable()), StackBytes) { IsBackground = true, Name = "engine" };
        thread.Start();
        Listen(input, orders, session);
        // The parent is gone or wants us gone: whatever runs must not outlive it, so nothing is waited for.
        ProcessLimits.Leave(0);
        return 0;
    }

    private static void Listen(Stream input, BlockingCollection<byte[]> orders, RunnerSession session)
    {
        var header = new byte[RunnerProtocol.HeaderBytes];
        try
        {
            while (true)
            {
                input.ReadExactly(header);
                var (kind, length) = RunnerProtocol.ReadHeader(header);
                var payload = new byte[length];
                input.ReadExactly(payload);
                if (kind == RunnerProtocol.Cancel)
                {
                    session.Cancel();
                    continue;
                }
                session.Expect();
                orders.Add(payload);
            }
        }
        catch (Exception e) when (e is IOException or InvalidDataException or JsonException)
        {
            // End of input.
        }
    }
}
