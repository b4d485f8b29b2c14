using System.Text.Json;
using Analyst.Domain.Datasets;

namespace Analyst.Engine.Runners;

/// <summary>What a child does with its orders. The query instance stays open as long as the tables are the same.</summary>
internal sealed class RunnerSession(RunnerOutput output) : IDisposable
{
    private readonly Lock gate = new();
    private CancellationTokenSource stop = new();
    private QueryExecutor? queries;
    private bool bound;

    /// <summary>An order is about to be queued; a later cancel means this one.</summary>
    public void Expect()
    {
        lock (gate)
            stop = new CancellationTokenSource();
    }

    public void Cancel()
    {
        lock (gate)
            stop.Cancel();
    }

    public void Serve(IEnumerable<byte[]> orders)
    {
        WarmUp();
        foreach (var order in orders)
            Serve(JsonSerializer.Deserialize(order, RunnerJson.Default.RunnerRequest)!);
    }

    public void Dispose() => queries?.Dispose();

    private void Serve(RunnerRequest request)
    {
        CancellationToken ct;
        lock (gate)
            ct = stop.Token;
        try
        {
            if (!bound)
                ProcessLimits.Bind(request.Limits.DataMb, request.Limits.FileMb);
            bound = true;
            Run(request, ct);
        }
#pragma warning disable CA1031 // every failure has to reach the parent as a frame
        catch (Exception e)
#pragma warning restore CA1031
        {
            Console.Error.WriteLine($"{request.Task}: {e.Message}");
            output.Send(RunnerProtocol.Failed, ct.IsCancellationRequested ? EngineErrors.Explain(new OperationCanceledException(), request) : EngineErrors.Explain(e, request), RunnerJson.Default.RunnerFailure);
        }
    }

    private void Run(RunnerRequest request, CancellationToken ct)
    {
        var job = new Job(request.Limits, p => output.Send(RunnerProtocol.Progress, p, RunnerJson.Default.WorkProgress), ct);
        switch (request.Task)
        {
            case RunnerTask.Query:
                output.Send(RunnerProtocol.Done, Executor(request).Run(request.Query!, output, ct), RunnerJson.Default.QueryDone);
                break;
            case RunnerTask.Ingest:
                output.Send(RunnerProtocol.Done, FileIngest.Run(request.Ingest!, job), RunnerJson.Default.IngestResult);
                break;
            case RunnerTask.Profile:
                output.Send(RunnerProtocol.Done, Profiler.Run(request.Profile!, job), RunnerJson.Default.TableProfile);
                break;
            case RunnerTask.Preview:
                output.Send(RunnerProtocol.Done, (IReadOnlyList<OperationEffect>)Cleaner.Preview(request.Clean!, job), RunnerJson.Default.IReadOnlyListOperationEffect);
                break;
            case RunnerTask.Clean:
                output.Send(RunnerProtocol.Done, Cleaner.Clean(request.Clean!, request.OutputPath!, job), RunnerJson.Default.CleanResult);
                break;
            case RunnerTask.Page:
                output.Send(RunnerProtocol.Done, Executor(request).Page(request.Page!, output, ct), RunnerJson.Default.QueryDone);
                break;
            case RunnerTask.Export:
                output.Send(RunnerProtocol.Done, Exporter.Run(request.Export!, job), RunnerJson.Default.ExportResult);
                break;
            case RunnerTask.Retype:
                output.Send(RunnerProtocol.Done, Retyper.Run(request.Retype!, job), RunnerJson.Default.RetypeResult);
                break;
        }
    }

    private QueryExecutor Executor(RunnerRequest request)
    {
        var tables = request.Page is { } page ? new Dictionary<string, string> { ["data"] = page.ParquetPath } : request.Query!.Tables;
        if (queries is not null && queries.Serves(tables))
            return queries;
        queries?.Dispose();
        queries = null;
        return queries = new QueryExecutor(request.Limits, tables);
    }

    /// <summary>Loads the library and compiles the common path before anybody waits for it.</summary>
    private static void WarmUp()
    {
        var limits = new RunnerLimits(Environment.GetEnvironmentVariable("TMPDIR") ?? Path.GetTempPath(), MemoryMb: 64, DataMb: 0, FileMb: 64, Threads: 1, MaximumResultBytes: 1 << 20);
        try
        {
            using var executor = new QueryExecutor(limits, new Dictionary<string, string>());
            executor.WarmUp();
        }
#pragma warning disable CA1031 // the first order meets the same failure and reports it
        catch (Exception e)
#pragma warning restore CA1031
        {
            Console.Error.WriteLine($"warm-up failed: {e.Message}");
        }
    }
}
