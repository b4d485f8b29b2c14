using System.Collections.Concurrent;
using Analyst.Projections;
using Marten;

namespace Analyst.Api.Jobs;

/// <summary>Waits for jobs to end. However many requests wait, the database is asked once per tick, for all of them.</summary>
public sealed class JobWatch(IDocumentStore store, TimeProvider time, ILogger<JobWatch> log) : BackgroundService
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(20);
    private readonly ConcurrentDictionary<TaskCompletionSource, (string Tenant, Guid JobId)> waiting = new();
    private readonly SemaphoreSlim someoneWaits = new(0);

    /// <summary>Returns when the job has ended or the time is over, whichever is first.</summary>
    public async Task WaitForEnd(string tenant, Guid jobId, TimeSpan atMost, CancellationToken ct)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting[ended] = (tenant, jobId);
        someoneWaits.Release();
        await Task.WhenAny(ended.Task, Task.Delay(atMost, time, ct));
        waiting.TryRemove(ended, out _);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await someoneWaits.WaitAsync(stoppingToken);
                while (!waiting.IsEmpty)
                {
                    await Look(stoppingToken);
                    await Task.Delay(Tick, time, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogWarning(e, "Jobs could not be looked up");
                await Task.Delay(TimeSpan.FromSeconds(1), time, stoppingToken);
                someoneWaits.Release();
            }
        }
    }

    private async Task Look(CancellationToken ct)
    {
        var jobs = waiting.Values.Distinct().ToArray();
        var tenants = jobs.Select(j => j.Tenant).Distinct().ToArray();
        var ids = jobs.Select(j => j.JobId).ToArray();
        await using var session = store.QuerySession();
        var ended = await session.Query<JobRow>()
            .Where(j => j.TenantIsOneOf(tenants) && j.Id.IsOneOf(ids) && (j.State == JobState.Succeeded || j.State == JobState.Failed))
            .Select(j => j.Id)
            .ToListAsync(ct);
        foreach (var (waiter, _) in waiting.Where(w => ended.Contains(w.Value.JobId)))
            waiter.TrySetResult();
    }
}
