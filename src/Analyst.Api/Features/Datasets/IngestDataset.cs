using Analyst.Api.Features.Profiling;
using Analyst.Api.Hosting;
using Analyst.Api.Jobs;
using Analyst.Api.Storage;
using Analyst.Domain.Datasets;
using Analyst.Engine;
using Microsoft.Extensions.Options;
using Wolverine;
using Wolverine.Marten;
using Events = Wolverine.Marten.Events;

namespace Analyst.Api.Features.Datasets;

/// <summary>Read the uploaded file as a table.</summary>
public sealed record IngestDataset(Guid DatasetId, Guid JobId);

/// <summary>What came of it.</summary>
public sealed record RecordIngest(Guid DatasetId, Guid JobId, IngestOutcome Outcome, Guid ProfileJobId);

public static class IngestDatasetHandler
{
    // Slow: no stream is held while DuckDB reads.
    public static Task<RecordIngest?> Handle(IngestDataset work, Envelope envelope, Attempts attempts, TableFiles files, IOptions<AnalystOptions> options, IQueryRunner engine, ProgressBoard progress, TimeProvider time, CancellationToken ct)
    {
        RecordIngest Record(IngestOutcome outcome) => new(work.DatasetId, work.JobId, outcome, Guid.CreateVersion7(time.GetUtcNow()));

        return attempts.Run<Dataset, RecordIngest>(
            envelope,
            work.DatasetId,
            dataset => dataset.BeginJob(work.JobId),
            async dataset =>
            {
                var scope = new RunnerScope(envelope.TenantId!, dataset.Id);
                var arriving = dataset.ArrivingWith(work.JobId);
                await using var original = await files.Original(arriving.File, ct);
                using var scratch = files.Scratch(work.JobId);
                var table = await engine.Ingest(new IngestWork(scope, original.Path, scratch.Path, scratch.Rejects, arriving.Choices, options.Value.Limits.ExpandedBytes), progress.For(scope.Tenant, work.JobId), ct);
                var key = await files.Keep(scope, scratch, table.Sha256, ct);
                var rejects = await files.KeepRejects(scope, scratch, table.Rejects, ct);
                Failpoint.At(Failpoint.AfterParquet);
                return Record(new IngestOutcome(new TableFile(table.RowCount, table.Columns, key, table.Sha256, table.Bytes, table.Dialect, table.File with { Rejects = rejects }), Failure: null));
            },
            why => Record(new IngestOutcome(Table: null, why)),
            ct);
    }

    // Fast and pure: a lost race repeats this, never the reading.
    public static (Events, OutgoingMessages) Handle(RecordIngest result, [WriteAggregate(OnMissing = Wolverine.Persistence.OnMissing.ThrowException)] Dataset dataset)
    {
        var decision = dataset.RecordIngest(result.JobId, result.Outcome, result.ProfileJobId);
        return ([.. decision.Events], ProfileDataset.After(dataset, decision));
    }
}
