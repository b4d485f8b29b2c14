using Analyst.Api.Jobs;
using Analyst.Api.Storage;
using Analyst.Domain.Datasets;
using Analyst.Engine;
using Marten;

namespace Analyst.Api.Features.Profiling;

/// <summary>The heavy part of a profile: the engine's numbers, shown as they come, then what lies beyond the table itself.</summary>
public sealed class ProfileRun(TableFiles files, IQueryRunner engine, ProgressBoard progress, IDocumentStore store, ForeignKeyCheck foreignKeys, ILogger<ProfileRun> log)
{
    public async Task<TableProfile> Measure(RunnerScope scope, Dataset dataset, ProfileDataset work, CancellationToken ct)
    {
        await using var table = await files.Revision(dataset.Find(work.Revision)!, ct);
        await using var drafts = new ProfileDraftWriter(store, scope.Tenant, work, progress.For(scope.Tenant, work.JobId), log);
        var profile = await engine.Profile(new ProfileWork(scope, table.Path), drafts, ct);
        return profile with { ForeignKeys = await foreignKeys.Find(scope, dataset, profile, table.Path, ct) };
    }
}
