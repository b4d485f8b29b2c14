using Analyst.Domain;
using static Analyst.Tests.Domain.Facts;

namespace Analyst.Tests.Domain;

public sealed class Taking_up_a_job
{
    private static OpenJobs After(params IEnumerable<object> facts) => facts.Aggregate(OpenJobs.None, (jobs, fact) => jobs.After(fact));

    [Fact]
    public void counts_the_first_attempt() =>
        After(Uploaded).Begin(DatasetId, IngestJob).Yields(Attempt(IngestJob, JobKinds.Ingest, 1));

    [Fact]
    public void counts_on_when_a_worker_died() =>
        After(Uploaded, Attempt(IngestJob, JobKinds.Ingest, 1)).Begin(DatasetId, IngestJob).Yields(Attempt(IngestJob, JobKinds.Ingest, 2));

    [Fact]
    public void gives_up_after_the_last_attempt() =>
        After([Uploaded, .. Enumerable.Range(1, OpenJobs.MaximumAttempts).Select(n => Attempt(IngestJob, JobKinds.Ingest, n))]).Begin(DatasetId, IngestJob).IsRefused("job-gave-up");

    [Fact]
    public void allows_the_last_attempt() =>
        After(Uploaded, Attempt(IngestJob, JobKinds.Ingest, OpenJobs.MaximumAttempts - 1)).Begin(DatasetId, IngestJob).Yields(Attempt(IngestJob, JobKinds.Ingest, OpenJobs.MaximumAttempts));

    [Fact]
    public void appends_nothing_when_the_job_has_ended() =>
        After(Uploaded, Ingested).Begin(DatasetId, IngestJob).AppendsNothing();

    [Fact]
    public void appends_nothing_for_an_unknown_job() =>
        OpenJobs.None.Begin(DatasetId, Id(99)).AppendsNothing();

    [Fact]
    public void counts_each_job_by_itself() =>
        After(ToProfile, ToPropose, Attempt(ProfileJob, JobKinds.Profile, 2)).Begin(DatasetId, ProposeJob).Yields(Attempt(ProposeJob, JobKinds.ProposeCleaning, 1));

    [Fact]
    public void ends_a_job_with_its_facts_once()
    {
        var open = After(ToProfile);
        open.End(ProfileJob, Profiled).Yields(Profiled);
        open.After(Profiled).End(ProfileJob, Profiled).AppendsNothing();
    }

    [Fact]
    public void leaves_the_other_jobs_open_when_one_ends() =>
        Assert.Equal([new OpenJob(ProposeJob, JobKinds.ProposeCleaning, 0)], After(ToProfile, ToPropose, NotProfiled).All);

    [Fact]
    public void finds_a_job_by_its_kind()
    {
        Assert.Equal(ProfileJob, After(ToProfile).OfKind(JobKinds.Profile)?.Id);
        Assert.Null(After(ToProfile).OfKind(JobKinds.Clean));
    }

    [Fact]
    public void does_not_mind_facts_that_are_no_job()
    {
        var open = After(ToProfile);
        Assert.Same(open, open.After(Rejected));
    }
}
