using System.Diagnostics;
using Analyst.Domain.Datasets;
using Analyst.Engine;

namespace Analyst.Api.Hosting;

/// <summary>The pool of query runners: this executable again, in child processes.</summary>
public static class EngineSetup
{
    public static void AddEngine(this WebApplicationBuilder builder, AnalystOptions options)
    {
        builder.Services.AddSingleton(new RunnerOptions
        {
            TempFolder = options.Folder("runners"),
            MaxProcesses = (int)options.Limits.Runners,
            QueryMemoryMb = (int)options.Limits.QueryMegabytes,
            IngestMemoryMb = (int)options.Limits.WorkMegabytes,
            QueryDeadline = TimeSpan.FromSeconds(options.Limits.QuerySeconds),
            WorkDeadline = TimeSpan.FromMinutes(options.Limits.WorkMinutes),
            Command = RunnerOptions.CommandFor(typeof(EngineSetup).Assembly.Location),
        });
        builder.Services.AddSingleton<RunnerPool>();
        builder.Services.AddSingleton<IQueryRunner, TracedQueryRunner>();
    }

    /// <summary>A span around every call into the engine.</summary>
    private sealed class TracedQueryRunner(RunnerPool pool) : IQueryRunner
    {
        public Task<IngestResult> Ingest(IngestWork work, IProgress<WorkProgress> progress, CancellationToken ct) => Span("ingest", work.Scope, () => pool.Ingest(work, progress, ct));

        public Task<TableProfile> Profile(ProfileWork work, IProgress<WorkProgress> progress, CancellationToken ct) => Span("profile", work.Scope, () => pool.Profile(work, progress, ct));

        public Task<IReadOnlyList<OperationEffect>> Preview(CleanWork work, CancellationToken ct) => Span("preview", work.Scope, () => pool.Preview(work, ct));

        public Task<CleanResult> Clean(CleanWork work, string outputPath, IProgress<WorkProgress> progress, CancellationToken ct) => Span("clean", work.Scope, () => pool.Clean(work, outputPath, progress, ct));

        public Task<RetypeResult> Retype(RetypeWork work, IProgress<WorkProgress> progress, CancellationToken ct) => Span("retype", work.Scope, () => pool.Retype(work, progress, ct));

        public Task<QueryResult> Page(PageWork work, CancellationToken ct) => Span("page", work.Scope, () => pool.Page(work, ct));

        public Task<ExportResult> Export(ExportWork work, CancellationToken ct) => Span("export", work.Scope, () => pool.Export(work, ct));

        public Task<QueryResult> Query(QueryWork work, CancellationToken ct) => Span("query", work.Scope, () => pool.Query(work, ct));

        private static async Task<T> Span<T>(string name, RunnerScope scope, Func<Task<T>> call)
        {
            using var span = TelemetrySetup.Source.StartActivity($"duckdb {name}", ActivityKind.Client);
            span?.SetTag("db.system.name", "duckdb").SetTag("db.operation.name", name).SetTag("analyst.dataset", scope.DatasetId);
            try
            {
                return await call();
            }
            catch (Exception e)
            {
                span?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", e is EngineException x ? x.Code : e.GetType().Name);
                throw;
            }
        }
    }
}
