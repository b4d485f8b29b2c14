using Analyst.Api.Hosting;
using Analyst.Api.Jobs;
using Analyst.Api.Storage;
using Analyst.Domain.Datasets;
using Analyst.Engine;
using Microsoft.Extensions.Options;

namespace Analyst.Api.Features.Revisions;

/// <summary>Makes the table of an override: by reading the original again where that is possible, else by a cast.</summary>
public sealed class Retyping(TableFiles files, IQueryRunner engine, ProgressBoard progress, IOptions<AnalystOptions> options)
{
    public async Task<RetypeOutcome> Run(RunnerScope scope, Dataset dataset, TypeOverride wanted, CancellationToken ct)
    {
        var revision = dataset.Find(wanted.Revision)!;
        using var scratch = files.Scratch(wanted.JobId);
        return Dataset.ChoicesToReread(revision, wanted) is { } choices
            ? await Reread(scope, dataset.SourceOf(revision), choices, wanted.JobId, scratch, ct)
            : await Cast(scope, revision, wanted, scratch, ct);
    }

    private async Task<RetypeOutcome> Reread(RunnerScope scope, SourceFile file, ReadingChoices choices, Guid jobId, ScratchFile scratch, CancellationToken ct)
    {
        await using var original = await files.Original(file, ct);
        var work = new IngestWork(scope, original.Path, scratch.Path, scratch.Rejects, choices, options.Value.Limits.ExpandedBytes);
        var made = await engine.Ingest(work, progress.For(scope.Tenant, jobId), ct);
        var key = await files.Keep(scope, scratch, made.Sha256, ct);
        var rejects = await files.KeepRejects(scope, scratch, made.Rejects, ct);
        return new RetypeOutcome(new TableFile(made.RowCount, made.Columns, key, made.Sha256, made.Bytes, made.Dialect, made.File with { Rejects = rejects }), Rejects: null, Failure: null);
    }

    private async Task<RetypeOutcome> Cast(RunnerScope scope, Revision revision, TypeOverride wanted, ScratchFile scratch, CancellationToken ct)
    {
        await using var table = await files.Revision(revision, ct);
        var work = new RetypeWork(scope, table.Path, scratch.Path, scratch.Rejects, wanted.Column, wanted.Type);
        var made = await engine.Retype(work, progress.For(scope.Tenant, wanted.JobId), ct);
        var key = await files.Keep(scope, scratch, made.Sha256, ct);
        var rejects = await files.KeepRejects(scope, scratch, new RejectCounts(0, made.Misfits, 0), ct);
        return new RetypeOutcome(new TableFile(made.RowCount, made.Columns, key, made.Sha256, made.Bytes), rejects, Failure: null);
    }
}
