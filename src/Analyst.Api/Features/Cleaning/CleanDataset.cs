using Analyst.Api.Features.Profiling;
using Analyst.Api.Jobs;
using Analyst.Api.Storage;
using Analyst.Domain;
using Analyst.Domain.Datasets;
using Analyst.Engine;
using Wolverine;
using Wolverine.Marten;
using Events = Wolverine.Marten.Events;

namespace Analyst.Api.Features.Cleaning;

/// <summary>Apply the approved operations.</summary>
public sealed record CleanDataset(Guid DatasetId, Guid JobId, Guid PlanId);

/// <summary>What came of it: exactly one of table and failure.</summary>
public sealed record RecordCleaning(Guid DatasetId, Guid JobId, Guid PlanId, int FromRevision, TableFile? Table, Guid ProfileJobId, Refusal? Failure);

public static class CleanDatasetHandler
{
    // Slow: no stream is held while DuckDB writes.
    public static Task<RecordCleaning?> Handle(
        CleanDataset work, Envelope envelope, Attempts attempts, TableFiles files, JsonBlobs blobs, IQueryRunner engine, ProgressBoard progress, TimeProvider time, CancellationToken ct) =>
        attempts.Run<Dataset, RecordCleaning>(
            envelope,
            work.DatasetId,
            dataset => dataset.BeginJob(work.JobId),
            async dataset =>
            {
                var scope = new RunnerScope(envelope.TenantId!, dataset.Id);
                var plan = dataset.Plan!;
                var payload = await blobs.Read<PlanPayload>(plan.Key, ct);
                var approved = payload.Operations.Where(o => plan.ApprovedIds.Contains(o.Id)).ToArray();
                await using var source = await files.Revision(dataset.Find(plan.Revision)!, ct);
                using var scratch = files.Scratch(work.JobId);
                var made = await engine.Clean(new CleanWork(scope, source.Path, approved), scratch.Path, progress.For(scope.Tenant, work.JobId), ct);
                var key = await files.Keep(scope, scratch, made.Sha256, ct);
                var table = new TableFile(made.RowCount, made.Columns, key, made.Sha256, made.Bytes);
                return new RecordCleaning(dataset.Id, work.JobId, work.PlanId, plan.Revision, table, Guid.CreateVersion7(time.GetUtcNow()), Failure: null);
            },
            why => new RecordCleaning(work.DatasetId, work.JobId, work.PlanId, 0, Table: null, Guid.Empty, why),
            ct);

    // Fast and pure: a lost race repeats this, never the writing.
    public static (Events, OutgoingMessages) Handle(RecordCleaning result, [WriteAggregate(OnMissing = Wolverine.Persistence.OnMissing.ThrowException)] Dataset dataset)
    {
        var decision = result.Table is { } table
            ? dataset.RecordCleaning(result.JobId, result.PlanId, result.FromRevision, table, result.ProfileJobId)
            : dataset.FailCleaning(result.JobId, result.PlanId, result.Failure!);
        return ([.. decision.Events], ProfileDataset.After(dataset, decision));
    }
}
