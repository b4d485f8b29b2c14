using Analyst.Domain.Datasets;
using static Analyst.Tests.Domain.Facts;

namespace Analyst.Tests.Domain;

public sealed class Asking_for_a_cleaning_plan
{
    [Fact]
    public void is_asked_of_the_current_revision() =>
        GivenDataset.Of(Ready).When(d => d.RequestCleaning(ProposeJob)).Yields(ToPropose);

    [Fact]
    public void can_be_asked_again_while_an_older_plan_waits() =>
        GivenDataset.Of(Planned).When(d => d.RequestCleaning(Id(99))).Yields(new CleaningRequested(Id(99), 1));

    [Fact]
    public void is_asked_of_the_new_revision_after_a_cleaning() =>
        GivenDataset.Of([.. Planned, Approved, Cleaned]).When(d => d.RequestCleaning(Id(99))).Yields(new CleaningRequested(Id(99), 2));

    [Fact]
    public void can_be_asked_again_after_a_cleaning_failed() =>
        GivenDataset.Of([.. Planned, Approved, NotCleaned]).When(d => d.RequestCleaning(Id(99))).Yields(new CleaningRequested(Id(99), 1));

    [Fact]
    public void appends_nothing_while_a_plan_is_made() =>
        GivenDataset.Of([.. Ready, ToPropose]).When(d => d.RequestCleaning(Id(99))).AppendsNothing();

    [Fact]
    public void is_refused_while_a_plan_is_applied() =>
        GivenDataset.Of([.. Planned, Approved]).When(d => d.RequestCleaning(Id(99))).IsRefused("cleaning-in-progress");

    [Fact]
    public void is_refused_before_the_file_was_read() =>
        GivenDataset.Of(Uploaded).When(d => d.RequestCleaning(ProposeJob)).IsRefused("dataset-not-ready");

    [Fact]
    public void is_refused_when_the_file_could_not_be_read() =>
        GivenDataset.Of(Uploaded, NotIngested).When(d => d.RequestCleaning(ProposeJob)).IsRefused("dataset-failed");

    [Fact]
    public void is_refused_after_a_deletion() =>
        GivenDataset.Of([.. Ready, Deleted]).When(d => d.RequestCleaning(ProposeJob)).IsRefused("dataset-deleted");

    [Fact]
    public void records_the_proposal() =>
        GivenDataset.Of([.. Ready, ToPropose]).When(d => d.RecordProposal(ProposeJob, Proposed)).Yields(Proposed);

    [Fact]
    public void records_why_there_is_no_plan() =>
        GivenDataset.Of([.. Ready, ToPropose]).When(d => d.FailProposal(ProposeJob, new(NotProposed.Code, NotProposed.Reason))).Yields(NotProposed);

    [Theory, InlineData(true), InlineData(false)]
    public void ends_once(bool succeeded)
    {
        var ended = GivenDataset.Of([.. Ready, ToPropose, succeeded ? Proposed : NotProposed]);
        ended.When(d => d.RecordProposal(ProposeJob, Proposed)).AppendsNothing();
        ended.When(d => d.FailProposal(ProposeJob, Broken)).AppendsNothing();
        ended.When(d => d.BeginJob(ProposeJob)).AppendsNothing();
    }
}
