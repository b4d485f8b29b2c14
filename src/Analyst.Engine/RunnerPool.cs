using System.Text.Json;
using Analyst.Domain.Datasets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Analyst.Engine;

/// <summary>Runs every call in a child process that has seen no other tenant's data. Thread-safe; make one per host.</summary>
public sealed class RunnerPool : IQueryRunner, IDisposable, IAsyncDisposable
{
    private readonly RunnerOptions options;
    private readonly ILogger logger;
    private readonly RunnerStarter starter;
    private readonly RunnerLane lane;
    private readonly SemaphoreSlim work;
    private readonly ITimer trim;

    public RunnerPool(RunnerOptions options, ILogger<RunnerPool>? logger = null, TimeProvider? time = null)
    {
        this.options = options;
        this.logger = logger ?? NullLogger<RunnerPool>.Instance;
        time ??= TimeProvider.System;
        Directory.CreateDirectory(options.TempFolder);
        Isolation = Isolation.Probe();
        starter = new RunnerStarter(options, Isolation, this.logger);
        lane = new RunnerLane(options, starter, time);
        work = new SemaphoreSlim(options.MaxWorkProcesses);
        trim = time.CreateTimer(_ => lane.Trim(), null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
    }

    /// <summary>What separates a child from the machine, for the start-up log.</summary>
    public Isolation Isolation { get; }

    /// <summary>Process ids of the children alive, spares included.</summary>
    public IReadOnlyCollection<int> Processes => starter.Alive;

    public async Task<IngestResult> Ingest(IngestWork work, IProgress<WorkProgress> progress, CancellationToken ct)
    {
        var reply = await Work(new RunnerRequest(RunnerTask.Ingest, Limits(RunnerTask.Ingest), Ingest: Full(work)), progress, ct);
        return JsonSerializer.Deserialize(reply.Done, RunnerJson.Default.IngestResult)!;
    }

    public async Task<TableProfile> Profile(ProfileWork work, IProgress<WorkProgress> progress, CancellationToken ct)
    {
        var full = work with { ParquetPath = Path.GetFullPath(work.ParquetPath) };
        var reply = await Work(new RunnerRequest(RunnerTask.Profile, Limits(RunnerTask.Profile), Profile: full), progress, ct);
        return JsonSerializer.Deserialize(reply.Done, RunnerJson.Default.TableProfile)!;
    }

    public async Task<IReadOnlyList<OperationEffect>> Preview(CleanWork work, CancellationToken ct)
    {
        var reply = await Work(new RunnerRequest(RunnerTask.Preview, Limits(RunnerTask.Preview), Clean: Full(work)), null, ct);
        return JsonSerializer.Deserialize(reply.Done, RunnerJson.Default.IReadOnlyListOperationEffect)!;
    }

    public async Task<CleanResult> Clean(CleanWork work, string outputPath, IProgress<WorkProgress> progress, CancellationToken ct)
    {
        var request = new RunnerRequest(RunnerTask.Clean, Limits(RunnerTask.Clean), Clean: Full(work), OutputPath: Path.GetFullPath(outputPath));
        var reply = await Work(request, progress, ct);
        return JsonSerializer.Deserialize(reply.Done, RunnerJson.Default.CleanResult)!;
    }

    public async Task<QueryResult> Query(QueryWork work, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var full = work with { Tables = work.Tables.ToDictionary(t => t.Key, t => Path.GetFullPath(t.Value)) };
        var tables = string.Join('\n', full.Tables.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => $"{t.Key}\t{t.Value}"));
        var process = await lane.Rent(new RunnerKey(work.Scope, tables), ct);
        try
        {
            var reply = await process.Send(new RunnerRequest(RunnerTask.Query, LimitsIn(process, RunnerTask.Query), Query: full), options.QueryDeadline, null, ct);
            var done = JsonSerializer.Deserialize(reply.Done, RunnerJson.Default.QueryDone)!;
            return new QueryResult(done.Sql, done.Columns, reply.Rows, done.RowCount, done.Truncated, work.RowLimit, done.DurationMs, done.Notes);
        }
        catch (EngineException e) when (e.Code == "runner-crashed")
        {
            Report(process, RunnerTask.Query);
            throw;
        }
        finally
        {
            lane.Return(process);
        }
    }

    public void Dispose()
    {
        trim.Dispose();
        lane.Dispose();
        starter.Dispose();
        work.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<RunnerReply> Work(RunnerRequest request, IProgress<WorkProgress>? progress, CancellationToken ct)
    {
        await work.WaitAsync(ct);
        try
        {
            // Work leaves nothing behind that the next one could use, so its process serves once.
            using var process = await starter.Take();
            try
            {
                return await process.Send(request with { Limits = LimitsIn(process, request.Task) }, options.WorkDeadline, progress, ct);
            }
            catch (EngineException e) when (e.Code == "runner-crashed")
            {
                Report(process, request.Task);
                throw;
            }
        }
        finally
        {
            work.Release();
        }
    }

    private void Report(RunnerProcess process, RunnerTask task) =>
        logger.LogWarning("Query runner {Pid} ended during {Task}: {Complaint}", process.Pid, task, process.Complaint);

    private RunnerLimits LimitsIn(RunnerProcess process, RunnerTask task) => Limits(task) with { TempFolder = process.TempFolder };

    private RunnerLimits Limits(RunnerTask task)
    {
        var query = task == RunnerTask.Query;
        var memory = query ? options.QueryMemoryMb : options.IngestMemoryMb;
        return new RunnerLimits(
            TempFolder: "",
            memory,
            DataMb: memory + options.ProcessHeadroomMb,
            FileMb: query ? options.QuerySpillMb : options.WorkFileMb,
            options.Threads,
            options.MaximumResultBytes);
    }

    private static IngestWork Full(IngestWork work) =>
        work with { InputPath = Path.GetFullPath(work.InputPath), OutputPath = Path.GetFullPath(work.OutputPath) };

    private static CleanWork Full(CleanWork work) => work with { ParquetPath = Path.GetFullPath(work.ParquetPath) };
}
