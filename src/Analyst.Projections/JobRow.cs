using Analyst.Domain;
using Analyst.Domain.Questions;
using JasperFx.Events;
using Marten.Events.Projections;

namespace Analyst.Projections;

public enum JobState { Queued, Running, Succeeded, Failed }

/// <summary>A job as its readers see it. Its facts stand in the stream of what it works on.</summary>
/// <param name="StreamId">The dataset or question whose stream holds the job's facts.</param>
/// <param name="OwnerId">Who asked for it.</param>
/// <param name="Plan">The cleaning plan it made, for jobs of that kind.</param>
public sealed record JobRow(
    Guid Id,
    string Kind,
    Guid StreamId,
    Guid DatasetId,
    string OwnerId,
    JobState State,
    int Attempts,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    string? Code,
    string? Reason,
    Guid? Plan,
    int? Revision);

public sealed class JobProjection : MultiStreamProjection<JobRow, Guid>
{
    public JobProjection()
    {
        Name = "job";
        Identity<IJobEvent>(e => e.JobId);
    }

    public override JobRow? Evolve(JobRow? snapshot, Guid id, IEvent e) => (snapshot, e.Data) switch
    {
        (null, IJobAccepted a) => new JobRow(id, a.JobKind, e.StreamId, DatasetOf(e), e.UserName ?? "", JobState.Queued, 0, e.At(), null, null, null, null, null, null),
        ({ } job, JobAttempted a) => job with { State = JobState.Running, Attempts = a.Attempt, StartedAt = job.StartedAt ?? e.At() },
        ({ } job, IJobFailed f) => job with { State = JobState.Failed, EndedAt = e.At(), Code = f.Code, Reason = f.Reason },
        ({ } job, IJobSucceeded s) => WithResult(job, s) with { State = JobState.Succeeded, EndedAt = e.At() },
        _ => snapshot,
    };

    private static Guid DatasetOf(IEvent e) => e.Data is IQuestionEvent q ? q.DatasetId : e.StreamId;

    private static JobRow WithResult(JobRow job, IJobSucceeded fact) => fact switch
    {
        Domain.Datasets.DatasetIngested i => job with { Revision = i.Revision },
        Domain.Datasets.DatasetRetyped r => job with { Revision = r.Revision },
        Domain.Datasets.DatasetProfiled p => job with { Revision = p.Revision },
        Domain.Datasets.CleaningProposed c => job with { Plan = c.PlanId, Revision = c.Revision },
        Domain.Datasets.DatasetCleaned c => job with { Plan = c.PlanId, Revision = c.Revision },
        _ => job,
    };
}
