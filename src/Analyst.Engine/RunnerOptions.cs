namespace Analyst.Engine;

/// <summary>How runner processes are started and what each may use. Sizes in MB are mebibytes.</summary>
public sealed record RunnerOptions
{
    /// <summary>Program and arguments that end up in <see cref="QueryRunnerProcess.Run"/>; see <see cref="CommandFor"/>.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>Each process gets a private folder in here, which goes when the process does.</summary>
    public required string TempFolder { get; init; }

    /// <summary>Processes that answer queries, at most; idle ones count.</summary>
    public int MaxProcesses { get; init; } = Math.Clamp(Environment.ProcessorCount * 4, 8, 32);

    /// <summary>Processes that ingest, profile or clean at the same time, at most.</summary>
    public int MaxWorkProcesses { get; init; } = Math.Clamp(Environment.ProcessorCount, 2, 8);

    /// <summary>Started and warmed up, but bound to nobody yet.</summary>
    public int WarmSpares { get; init; } = 2;

    /// <summary>DuckDB's own limit for one query process.</summary>
    public int QueryMemoryMb { get; init; } = 512;

    /// <summary>DuckDB's own limit for one ingest, profile or clean.</summary>
    public int IngestMemoryMb { get; init; } = 1024;

    /// <summary>What a process may hold beyond DuckDB's limit, enforced by the operating system (RLIMIT_DATA).</summary>
    public int ProcessHeadroomMb { get; init; } = 1024;

    public int Threads { get; init; } = Math.Clamp(Environment.ProcessorCount, 1, 8);

    public TimeSpan QueryDeadline { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan WorkDeadline { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long a call may wait for a free process.</summary>
    public TimeSpan WaitForProcess { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A process that does not give up this long after it was told to is killed.</summary>
    public TimeSpan CancelGrace { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Bytes of JSON rows in one result; a longer one is cut at a row and says so.</summary>
    public int MaximumResultBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>The largest file a query may spill.</summary>
    public int QuerySpillMb { get; init; } = 1024;

    /// <summary>The largest file that ingest or cleaning may write or spill.</summary>
    public int WorkFileMb { get; init; } = 32 * 1024;

    /// <summary>A query process is replaced after this many queries.</summary>
    public int QueriesPerProcess { get; init; } = 500;

    /// <summary>A query process without work for this long is closed.</summary>
    public TimeSpan IdleLife { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The command for an executable assembly: its own host beside it when there is one, else the shared one.</summary>
    /// <param name="assemblyPath">Where <c>X.dll</c> stands.</param>
    public static IReadOnlyList<string> CommandFor(string assemblyPath)
    {
        var host = Path.ChangeExtension(assemblyPath, OperatingSystem.IsWindows() ? ".exe" : null);
        if (File.Exists(host))
            return [host, QueryRunnerProcess.Verb];
        var current = Environment.ProcessPath;
        var dotnet = Path.GetFileNameWithoutExtension(current) == "dotnet" ? current! : "dotnet";
        return [dotnet, assemblyPath, QueryRunnerProcess.Verb];
    }
}
