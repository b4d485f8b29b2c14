using Analyst.Api.Features.Datasets;
using Analyst.Api.Jobs;
using Analyst.Api.Models;
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
public sealed record RecordProfile(Guid DatasetId, Guid JobId, int Revision, long RowCount, string? ProfileKey, Refusal? Failure, ColumnMeaning[]? Meanings = null, double? QualityScore = null, ModelUse[]? Model = null);

public static class ProfileDatasetHandler
{
    // Slow: no stream is held while DuckDB counts.
    public static Task<RecordProfile?> Handle(ProfileDataset work, Envelope envelope, Attempts attempts, ProfileRun run, Narrator narrator, ProgressBoard progress, JsonBlobs blobs, CancellationToken ct) =>
        attempts.Run<Dataset, RecordProfile>(
            envelope,
            work.DatasetId,
            dataset => dataset.BeginJob(work.JobId),
            async dataset =>
            {
                var scope = new RunnerScope(envelope.TenantId!, dataset.Id);
                var profile = await run.Measure(scope, dataset, work, ct);
                progress.For(scope.Tenant, work.JobId).Report(new WorkProgress("narrative", 0.95));
                var (narrative, uses) = await narrator.Tell(scope.Tenant, dataset, dataset.Find(work.Revision)!, profile, ct);
                var key = await blobs.Keep(hash => BlobKeys.Profile(scope.Tenant, dataset.Id, hash), profile with { Narrative = narrative }, ct);
                return new RecordProfile(dataset.Id, work.JobId, work.Revision, profile.RowCount, key, Failure: null, Meanings(profile), profile.Quality?.Score, uses);
            },
            why => new RecordProfile(work.DatasetId, work.JobId, work.Revision, 0, ProfileKey: null, why),
            ct);

    private static ColumnMeaning[] Meanings(TableProfile profile) => [.. from c in profile.Columns where c.SemanticType is not null select new ColumnMeaning(c.Name, c.SemanticType!, ColumnRoles.NameOf(c.Role))];

    // Fast and pure: a lost race repeats this, never the counting.
    public static (Events, OutgoingMessages, IMartenOp) Handle(RecordProfile result, [WriteAggregate(OnMissing = Wolverine.Persistence.OnMissing.ThrowException)] Dataset dataset)
    {
        var decision = result.ProfileKey is { } key
            ? dataset.RecordProfile(result.JobId, result.Revision, result.RowCount, key, result.Meanings, result.QualityScore, result.Model)
            : dataset.FailProfile(result.JobId, result.Failure!);
        return ([.. decision.Events], ProfileDataset.After(dataset, decision), MartenOps.DeleteWhere<ProfileDraft>(d => d.Id == result.JobId));
    }
}
