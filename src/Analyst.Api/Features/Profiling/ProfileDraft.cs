using Analyst.Api.Hosting;
using Analyst.Domain.Datasets;
using Analyst.Engine;
using Marten;

namespace Analyst.Api.Features.Profiling;

/// <summary>What a running profile knows already. Not a fact: it goes when the profile is recorded.</summary>
/// <param name="Id">Of the job.</param>
public sealed record ProfileDraft(Guid Id, Guid DatasetId, int Revision, FirstNumbers Numbers)
{
    public static async Task Erase(Guid datasetId, string tenant, IDocumentStore store, CancellationToken ct)
    {
        await using var session = store.LightweightSession(tenant);
        session.DeleteWhere<ProfileDraft>(d => d.DatasetId == datasetId);
        await session.SaveChangesAsync(ct);
    }
}

/// <summary>Writes first numbers where every process can read them, one after another; what comes while one is written replaces what waits.</summary>
public sealed class ProfileDraftWriter(IDocumentStore store, string tenant, ProfileDataset work, IProgress<WorkProgress> progress, ILogger log) : IProgress<WorkProgress>, IAsyncDisposable
{
    private readonly Lock gate = new();
    private FirstNumbers? waiting;
    private Task writing = Task.CompletedTask;

    public void Report(WorkProgress value)
    {
        progress.Report(value);
        if (value.Numbers is null)
            return;
        lock (gate)
        {
            waiting = value.Numbers;
            if (writing.IsCompleted)
                writing = Task.Run(WriteAll);
        }
    }

    /// <summary>Nothing is written any more once this has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        Task last;
        lock (gate)
        {
            waiting = null;
            last = writing;
        }
        await last;
    }

    private async Task WriteAll()
    {
        while (Next() is { } numbers)
        {
            try
            {
                await using var session = store.LightweightSession(tenant);
                session.Store(new ProfileDraft(work.JobId, work.DatasetId, work.Revision, numbers));
                await session.SaveChangesAsync();
                Failpoint.At(Failpoint.AfterFirstNumbers);
            }
            catch (Exception e)
            {
                log.LogDebug(e, "First numbers of job {JobId} were not written", work.JobId);
            }
        }
    }

    private FirstNumbers? Next()
    {
        lock (gate)
        {
            var next = waiting;
            waiting = null;
            return next;
        }
    }
}
