namespace Analyst.Domain;

/// <summary>The kinds of background work, as they stand in facts and in <c>GET /jobs</c>.</summary>
public static class JobKinds
{
    public const string Ingest = "ingest";
    public const string Profile = "profile";
    public const string ProposeCleaning = "propose-cleaning";
    public const string Clean = "clean";
    public const string Retype = "retype";
    public const string Answer = "answer";
}

/// <summary>A fact that moves a job on. Every job lives in the stream of what it works on, so its end and its result are one append.</summary>
public interface IJobEvent
{
    Guid JobId { get; }
}

/// <summary>A job was accepted and waits for a worker.</summary>
public interface IJobAccepted : IJobEvent
{
    string JobKind { get; }
}

/// <summary>The job ended with a result.</summary>
public interface IJobSucceeded : IJobEvent;

/// <summary>The job ended without a result; it will not be tried again.</summary>
public interface IJobFailed : IJobEvent
{
    string Code { get; }
    string Reason { get; }
}

/// <summary>A worker took the job up for the n-th time. Written before the heavy part, so that a file that kills its worker is noticed.</summary>
/// <param name="DatasetId">What the job is about, also when its facts stand in a question's stream.</param>
public sealed record JobAttempted(Guid JobId, Guid DatasetId, string JobKind, int Attempt) : IJobEvent;

/// <summary>A job that has not ended: what it does and how often a worker took it up.</summary>
public sealed record OpenJob(Guid Id, string Kind, int Attempts);

/// <summary>The open jobs of one stream. A job that is not here has ended, so its result is refused a second time.</summary>
public sealed record OpenJobs(IReadOnlyList<OpenJob> All)
{
    /// <summary>How often a worker may take up one job before it is failed.</summary>
    public const int MaximumAttempts = 5;

    public static readonly OpenJobs None = new([]);

    public OpenJob? Find(Guid jobId) => All.FirstOrDefault(j => j.Id == jobId);

    public OpenJob? OfKind(string kind) => All.FirstOrDefault(j => j.Kind == kind);

    /// <summary>Folds one fact: accepted opens, attempted counts, succeeded and failed close.</summary>
    public OpenJobs After(object fact) => fact switch
    {
        IJobAccepted e => new([.. All, new OpenJob(e.JobId, e.JobKind, 0)]),
        JobAttempted e => new([.. All.Select(j => j.Id == e.JobId ? j with { Attempts = e.Attempt } : j)]),
        IJobSucceeded or IJobFailed => new([.. All.Where(j => j.Id != ((IJobEvent)fact).JobId)]),
        _ => this,
    };

    /// <summary>Takes a job up: one more attempt, nothing when it has ended, a refusal when it was tried too often.</summary>
    public Decision Begin(Guid datasetId, Guid jobId) => Find(jobId) switch
    {
        null => Decision.Nothing,
        { Attempts: >= MaximumAttempts } => Decision.Refuse("job-gave-up", $"The job was tried {MaximumAttempts} times and its worker died or failed each time."),
        { } job => Decision.Of(new JobAttempted(jobId, datasetId, job.Kind, job.Attempts + 1)),
    };

    /// <summary>Ends a job with these facts, once: a job that is not open appends nothing.</summary>
    public Decision End(Guid jobId, params object[] facts) => Find(jobId) is null ? Decision.Nothing : Decision.Of(facts);
}
