using Analyst.Domain;
using Analyst.Domain.Datasets;
using static Analyst.Tests.Domain.Facts;

namespace Analyst.Tests.Domain;

public sealed class Profiling_a_revision
{
    [Fact]
    public void is_asked_of_the_current_revision() =>
        GivenDataset.Of(Uploaded, Ingested).When(d => d.RequestProfile(ProfileJob)).Yields(ToProfile);

    [Fact]
    public void is_asked_of_the_newest_revision_after_a_cleaning() =>
        GivenDataset.Of([.. Planned, Approved, Cleaned]).When(d => d.RequestProfile(ProfileJob)).Yields(ToProfile with { Revision = 2 });

    [Fact]
    public void can_be_asked_again_when_it_is_done() =>
        GivenDataset.Of(Ready).When(d => d.RequestProfile(Id(99))).Yields(new ProfileRequested(Id(99), 1));

    [Fact]
    public void appends_nothing_while_it_runs() =>
        GivenDataset.Of(Uploaded, Ingested, ToProfile).When(d => d.RequestProfile(Id(99))).AppendsNothing();

    [Fact]
    public void is_refused_before_the_file_was_read() =>
        GivenDataset.Of(Uploaded, Attempt(IngestJob, JobKinds.Ingest, 1)).When(d => d.RequestProfile(ProfileJob)).IsRefused("dataset-not-ready");

    [Fact]
    public void is_refused_when_the_file_could_not_be_read()
    {
        var decision = GivenDataset.Of(Uploaded, NotIngested).When(d => d.RequestProfile(ProfileJob));
        decision.IsRefused("dataset-failed");
        Assert.Contains(Broken.Reason, decision.Refusal!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void is_refused_after_a_deletion() =>
        GivenDataset.Of([.. Ready, Deleted]).When(d => d.RequestProfile(ProfileJob)).IsRefused("dataset-deleted");

    [Fact]
    public void records_where_the_numbers_are() =>
        GivenDataset.Of(Uploaded, Ingested, ToProfile).When(d => d.RecordProfile(ProfileJob, 1, 3, Profiled.ProfileKey)).Yields(Profiled);

    [Fact]
    public void records_why_there_are_no_numbers() =>
        GivenDataset.Of(Uploaded, Ingested, ToProfile).When(d => d.FailProfile(ProfileJob, new(NotProfiled.Code, NotProfiled.Reason))).Yields(NotProfiled);

    [Theory, InlineData(true), InlineData(false)]
    public void ends_once(bool succeeded)
    {
        var ended = GivenDataset.Of([Uploaded, Ingested, ToProfile, succeeded ? Profiled : NotProfiled]);
        ended.When(d => d.RecordProfile(ProfileJob, 1, 3, Profiled.ProfileKey)).AppendsNothing();
        ended.When(d => d.FailProfile(ProfileJob, Broken)).AppendsNothing();
        ended.When(d => d.BeginJob(ProfileJob)).AppendsNothing();
    }
}
