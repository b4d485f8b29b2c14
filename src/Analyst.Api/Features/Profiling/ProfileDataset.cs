using Analyst.Api.Features.Datasets;
using Analyst.Api.Jobs;
using Analyst.Api.Storage;
using Analyst.Domain;
using Analyst.Domain.Datasets;
using Analyst.Engine;
using Wolverine;
using Wolverine.Marten;
using Events = Wolverine.Marten.Events;

namespace Analyst.Api.Features.Profiling;

/// <summary>Compute the numbers of a revision.</summary>
public sealed record ProfileDataset(Guid DatasetId, Guid JobId, int Revision)
{
    /// <summary>What follows from facts about a dataset: a requested profile is computed, and late work on a deleted dataset is erased again.</summary>
    public static OutgoingMessages After(Dataset dataset, Decision decision) =>
    [
        .. decision.Events.OfType<ProfileRequested>().Select(e => new ProfileDataset(dataset.Id, e.JobId, e.Revision)),
        .. dataset.Status == DatasetStatus.Deleted ? [new EraseDataset(dataset.Id)] : Array.Empty<object>(),
    ];
}

/// <summary>What came of it: exactly one of key and failure.</summary>
public sealed record RecordProfile(Guid DatasetId, Guid JobId, int Revision, long RowCount, string? ProfileKey, Refusal? Failure);

public static class ProfileDatasetHandler
{
    // Slow: no stream is held while DuckDB counts.
    public static Task<RecordProfile?> Handle(ProfileDataset work, Envelope envelope, Attempts attempts, TableFiles files, JsonBlobs blobs, IQueryRunner engine, ProgressBoard progress, CancellationToken ct) =>
        attempts.Run<Dataset, RecordProfile>(
            envelope,
            work.DatasetId,
            dataset => dataset.BeginJob(work.JobId),
            async dataset =>
            {
                var scope = new RunnerScope(envelope.TenantId!, dataset.Id);
                await using var table = await files.Revision(dataset.Find(work.Revision)!, ct);
                var profile = await engine.Profile(new ProfileWork(scope, table.Path), progress.For(scope.Tenant, work.JobId), ct);
                var key = await blobs.Keep(hash => BlobKeys.Profile(scope.Tenant, dataset.Id, hash), profile, ct);
                return new RecordProfile(dataset.Id, work.JobId, work.Revision, profile.RowCount, key, Failure: null);
            },
            why => new RecordProfile(work.DatasetId, work.JobId, work.Revision, 0, ProfileKey: null, why),
            ct);

    // Fast and pure: a lost race repeats this, never the counting.
    public static (Events, OutgoingMessages) Handle(RecordProfile result, [WriteAggregate(OnMissing = Wolverine.Persistence.OnMissing.ThrowException)] Dataset dataset)
    {
        var decision = result.ProfileKey is { } key
            ? dataset.RecordProfile(result.JobId, result.Revision, result.RowCount, key)
            : dataset.FailProfile(result.JobId, result.Failure!);
        return ([.. decision.Events], ProfileDataset.After(dataset, decision));
    }
}
