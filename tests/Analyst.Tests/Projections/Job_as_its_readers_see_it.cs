using Analyst.Domain;
using Analyst.Projections;
using static Analyst.Tests.Domain.Facts;

namespace Analyst.Tests.Projections;

public sealed class Job_as_its_readers_see_it
{
    private static JobRow? Of(Guid job, params IEnumerable<object> facts) => Stored.Facts(facts)
        .Where(e => e.Data is IJobEvent fact && fact.JobId == job)
        .Aggregate((JobRow?)null, (row, e) => new JobProjection().Evolve(row, job, e));

    private static readonly JobRow Queued = new(
        IngestJob, JobKinds.Ingest, DatasetId, DatasetId, "alice", JobState.Queued, Attempts: 0, Stored.At(0), StartedAt: null, EndedAt: null, Code: null, Reason: null, Plan: null, Revision: null);

    [Fact]
    public void is_queued_when_it_is_accepted() => Assert.Equal(Queued, Of(IngestJob, Uploaded));

    [Fact]
    public void of_a_question_names_the_dataset_and_the_question()
    {
        var row = Of(QuestionId, Asked)!;
        Assert.Equal((JobKinds.Answer, QuestionId, DatasetId), (row.Kind, row.StreamId, row.DatasetId));
    }

    [Fact]
    public void runs_since_its_first_attempt() =>
        Assert.Equal(
            Queued with { State = JobState.Running, Attempts = 2, StartedAt = Stored.At(1) },
            Of(IngestJob, Uploaded, Attempt(IngestJob, JobKinds.Ingest, 1), Attempt(IngestJob, JobKinds.Ingest, 2)));

    [Fact]
    public void names_the_revision_that_was_read() =>
        Assert.Equal(Queued with { State = JobState.Succeeded, EndedAt = Stored.At(1), Revision = 1 }, Of(IngestJob, Uploaded, Ingested));

    [Fact]
    public void says_why_it_failed() =>
        Assert.Equal(Queued with { State = JobState.Failed, EndedAt = Stored.At(1), Code = Broken.Code, Reason = Broken.Reason }, Of(IngestJob, Uploaded, NotIngested));

    [Fact]
    public void names_the_revision_that_was_profiled()
    {
        var row = Of(ProfileJob, Ready)!;
        Assert.Equal((JobState.Succeeded, 1, null), (row.State, row.Revision, row.Plan));
    }

    [Fact]
    public void names_the_plan_that_was_proposed()
    {
        var row = Of(ProposeJob, Planned)!;
        Assert.Equal((JobState.Succeeded, 1, PlanId), (row.State, row.Revision, row.Plan));
    }

    [Fact]
    public void names_the_plan_and_the_revision_of_a_cleaning()
    {
        var row = Of(CleanJob, [.. Planned, Approved, Cleaned])!;
        Assert.Equal((JobState.Succeeded, 2, PlanId), (row.State, row.Revision, row.Plan));
    }

    [Fact]
    public void ends_with_the_question()
    {
        Assert.Equal(JobState.Succeeded, Of(QuestionId, Asked, Answered)?.State);
        Assert.Equal(JobState.Succeeded, Of(QuestionId, Asked, Clarify)?.State);
        Assert.Equal(JobState.Succeeded, Of(QuestionId, Asked, NotAnswerable)?.State);
        Assert.Equal((JobState.Failed, "query-timeout"), (Of(QuestionId, Asked, NotAnswered)!.State, Of(QuestionId, Asked, NotAnswered)!.Code));
    }

    [Fact]
    public void is_nothing_without_its_acceptance() => Assert.Null(Of(IngestJob, Ingested));
}
