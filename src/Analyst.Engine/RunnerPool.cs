using System.Text.Json;
using Analyst.Domain.Datasets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Analyst.Engine;

/// <summary>Runs every call in a child process that has seen no other tenant's data. Thread-safe; make one per host.</summary>
public sealed class RunnerPool : IQueryRunner, IDisposable, IAsyncDisposable
{
    private const int WorksPerProcess = 50;

    /// <summary>Work that took longer may have grown its process; it is not kept.</summary>
    private static readonly TimeSpan ShortWork = TimeSpan.FromSeconds(3);

    /// <summary>A dataset's ingest, profile and preview follow each other closely or not at all.</summary>
    private static readonly TimeSpan WorkIdleLife = TimeSpan.FromSeconds(30);

    private readonly RunnerOptions options;
    private readonly ILogger logger;
    private readonly RunnerStarter starter;
    private readonly TimeProvider time;
    private readonly RunnerLane queries;
    private readonly RunnerLane works;
    private readonly ITimer trim;

    public RunnerPool(RunnerOptions options, ILogger<RunnerPool>? logger = null, TimeProvider? time = null)
    {
        this.options = options;
        this.logger = logger ?? NullLogger<RunnerPool>.Instance;
        this.time = time ?? TimeProvider.System;
        RunnerFolders.Prepare(options.TempFolder, this.time);
        Isolation = Isolation.Probe();
        starter = new RunnerStarter(options, Isolation, this.logger);
        queries = new RunnerLane(new LaneLimits(options.MaxProcesses, options.QueriesPerProcess, options.WaitForProcess, options.IdleLife), starter, this.time);
        works = new RunnerLane(new LaneLimits(options.MaxWorkProcesses, WorksPerProcess, Timeout.InfiniteTimeSpan, WorkIdleLife), starter, this.time);
        trim = this.time.CreateTimer(_ => Trim(), null, WorkIdleLife, WorkIdleLife);
    }

    /// <summary>What separates a child from the machine, for the start-up log.</summary>
    public Isolation Isolation { get; }

    /// <summary>Process ids of the children alive, spares included.</summary>
    public IReadOnlyCollection<int> Processes => starter.Alive;

    public async Task<IngestResult> Ingest(IngestWork work, IProgress<WorkProgress> progress, CancellationToken ct)
    {
        var reply = await Work(work.Scope, new RunnerRequest(RunnerTask.Ingest, Limits(RunnerTask.Ingest), Ingest: Full(work)), progress, ct);
        return JsonSerializer.Deserialize(reply.Done, RunnerJson.Default.IngestResult)!;
    }

    public async Task<TableProfile> Profile(ProfileWork work, IProgress<WorkProgress> progress, CancellationToken ct)
    {
        var full = work with { ParquetPath = Path.GetFullPath(work.ParquetPath) };
        var reply = await Work(work.Scope, new RunnerRequest(RunnerTask.Profile, Limits(RunnerTask.Profile), Profile: full), progress, ct);
        return JsonSerializer.Deserialize(reply.Done, RunnerJson.Default.TableProfile)!;
    }

    public async Task<IReadOnlyList<OperationEffect>> Preview(CleanWork work, CancellationToken ct)
    {
        var reply = await Work(work.Scope, new RunnerRequest(RunnerTask.Preview, Limits(RunnerTask.Preview), Clean: Full(work)), null, ct);
        return JsonSerializer.Deserialize(reply.Done, RunnerJson.Default.IReadOnlyListOperationEffect)!;
    }

    public async Task<CleanResult> Clean(CleanWork work, string outputPath, IProgress<WorkProgress> progress, CancellationToken ct)
    {
        var request = new RunnerRequest(RunnerTask.Clean, Limits(RunnerTask.Clean), Clean: Full(work), OutputPath: Path.GetFullPath(outputPath));
        var reply = await Work(work.Scope, request, progress, ct);
        return JsonSerializer.Deserialize(reply.Done, RunnerJson.Default.CleanResult)!;
    }

    public async Task<QueryResult> Query(QueryWork work, CancellationToken ct)
    {
        var full = work with { Tables = work.Tables.ToDictionary(t => t.Key, t => Path.GetFullPath(t.Value)) };
        return await Rows(work.Scope, full.Tables, new RunnerRequest(RunnerTask.Query, Limits(RunnerTask.Query), Query: full), work.RowLimit, ct);
    }

    public async Task<QueryResult> Page(PageWork work, CancellationToken ct)
    {
        var full = work with { ParquetPath = Path.GetFullPath(work.ParquetPath) };
        var tables = new Dictionary<string, string> { ["data"] = full.ParquetPath };
        return await Rows(work.Scope, tables, new RunnerRequest(RunnerTask.Page, Limits(RunnerTask.Page), Page: full), work.Limit, ct);
    }

    public async Task<RetypeResult> Retype(RetypeWork work, IProgress<WorkProgress> progress, CancellationToken ct)
    {
        var full = work with { ParquetPath = Path.GetFullPath(work.ParquetPath), OutputPath = Path.GetFullPath(work.OutputPath), RejectsPath = Path.GetFullPath(work.RejectsPath) };
        var reply = await Work(work.Scope, new RunnerRequest(RunnerTask.Retype, Limits(RunnerTask.Retype), Retype: full), progress, ct);
        return JsonSerializer.Deserialize(reply.Done, RunnerJson.Default.RetypeResult)!;
    }

    public async Task<ExportResult> Export(ExportWork work, CancellationToken ct)
    {
        var full = work with { ParquetPath = Path.GetFullPath(work.ParquetPath), OutputPath = Path.GetFullPath(work.OutputPath) };
        var reply = await Work(work.Scope, new RunnerRequest(RunnerTask.Export, Limits(RunnerTask.Export), Export: full), null, ct);
        return JsonSerializer.Deserialize(reply.Done, RunnerJson.Default.ExportResult)!;
    }

    /// <summary>Work that reads rows through the view of its tables, which stays open in the process.</summary>
    private async Task<QueryResult> Rows(RunnerScope scope, IReadOnlyDictionary<string, string> tables, RunnerRequest request, int rowLimit, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var key = string.Join('\n', tables.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => $"{t.Key}\t{t.Value}"));
        var process = await queries.Rent(new RunnerKey(scope, key), ct);
        try
        {
            var reply = await process.Send(request with { Limits = LimitsIn(process, request.Task) }, options.QueryDeadline, null, ct);
            var done = JsonSerializer.Deserialize(reply.Done, RunnerJson.Default.QueryDone)!;
            return new QueryResult(done.Sql, done.Columns, reply.Rows, done.RowCount, done.Truncated, rowLimit, done.DurationMs, done.Notes);
        }
        catch (EngineException e) when (e.Code == "runner-crashed")
        {
            Report(process, request.Task);
            throw;
        }
        finally
        {
            queries.Return(process);
        }
    }

    public void Dispose()
    {
        trim.Dispose();
        queries.Dispose();
        works.Dispose();
        starter.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<RunnerReply> Work(RunnerScope scope, RunnerRequest request, IProgress<WorkProgress>? progress, CancellationToken ct)
    {
        var process = await works.Rent(new RunnerKey(scope, "work"), ct);
        var started = time.GetTimestamp();
        try
        {
            return await process.Send(request with { Limits = LimitsIn(process, request.Task) }, options.WorkDeadline, progress, ct);
        }
        catch (EngineException e) when (e.Code == "runner-crashed")
        {
            Report(process, request.Task);
            throw;
        }
        finally
        {
            works.Return(process, fit: time.GetElapsedTime(started) < ShortWork);
        }
    }

    private void Trim()
    {
        queries.Trim();
        works.Trim();
    }

    private void Report(RunnerProcess process, RunnerTask task) =>
        logger.LogWarning("Query runner {Pid} ended during {Task}: {Complaint}", process.Pid, task, process.Complaint);

    private RunnerLimits LimitsIn(RunnerProcess process, RunnerTask task) => Limits(task) with { TempFolder = process.TempFolder };

    private RunnerLimits Limits(RunnerTask task)
    {
        var query = task is RunnerTask.Query or RunnerTask.Page;
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
