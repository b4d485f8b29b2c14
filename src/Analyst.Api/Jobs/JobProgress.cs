using Analyst.Engine;
using Marten;

namespace Analyst.Api.Jobs;

/// <summary>How far a running job is. Not a fact: it is overwritten, and the last one stays with the job.</summary>
/// <param name="Fraction">0 to 1.</param>
/// <param name="Rows">Read so far, where rows are what is counted.</param>
public sealed record JobProgress(Guid Id, string Stage, double Fraction, long? Rows = null);

/// <summary>Writes progress where every process can read it, at most twice a second for each job.</summary>
public sealed class ProgressBoard(IDocumentStore store, TimeProvider time, ILogger<ProgressBoard> log)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    public IProgress<WorkProgress> For(string tenant, Guid jobId) => new Writer(progress => Write(tenant, progress), time, jobId);

    private async Task Write(string tenant, JobProgress progress)
    {
        try
        {
            await using var session = store.LightweightSession(tenant);
            session.Store(progress);
            await session.SaveChangesAsync();
        }
        catch (Exception e)
        {
            log.LogDebug(e, "Progress of job {JobId} was not written", progress.Id);
        }
    }

    private sealed class Writer(Func<JobProgress, Task> write, TimeProvider time, Guid jobId) : IProgress<WorkProgress>
    {
        private readonly Lock gate = new();
        private DateTimeOffset next = DateTimeOffset.MinValue;
        private Task last = Task.CompletedTask;

        public void Report(WorkProgress value)
        {
            lock (gate)
            {
                var now = time.GetUtcNow();
                if (now < next || !last.IsCompleted)
                    return;
                next = now + Interval;
                last = write(new JobProgress(jobId, value.Stage, value.Fraction, value.Rows));
            }
        }
    }
}
