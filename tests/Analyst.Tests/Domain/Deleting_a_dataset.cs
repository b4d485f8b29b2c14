using Analyst.Domain;
using Analyst.Domain.Datasets;
using static Analyst.Tests.Domain.Facts;

namespace Analyst.Tests.Domain;

public sealed class Deleting_a_dataset
{
    private const string Code = "dataset-deleted", Reason = "The dataset was deleted while the job was open.";

    [Fact]
    public void appends_one_fact_when_nothing_is_under_way() =>
        GivenDataset.Of(Planned).When(d => d.Delete()).Yields(Deleted);

    [Fact]
    public void appends_nothing_when_repeated() =>
        GivenDataset.Of([.. Planned, Deleted]).When(d => d.Delete()).AppendsNothing();

    [Fact]
    public void ends_the_reading_of_the_file() =>
        GivenDataset.Of(Uploaded, Attempt(IngestJob, JobKinds.Ingest, 1)).When(d => d.Delete()).Yields(new IngestFailed(IngestJob, Code, Reason), Deleted);

    [Fact]
    public void ends_every_open_job_in_the_order_they_were_accepted() =>
        GivenDataset.Of([.. Planned, Approved, ToProfile, ToPropose]).When(d => d.Delete()).Yields(
            new CleaningFailed(CleanJob, PlanId, Code, Reason), new ProfileFailed(ProfileJob, Code, Reason), new CleaningProposalFailed(ProposeJob, Code, Reason), Deleted);

    [Fact]
    public void leaves_no_open_job()
    {
        var before = GivenDataset.Of([.. Planned, Approved, ToProfile, ToPropose]);
        var after = before.And(before.Delete().Events);
        Assert.Empty(after.Jobs.All);
        Assert.Equal(DatasetStatus.Deleted, after.Status);
    }

    [Fact]
    public void refuses_the_result_of_work_that_was_under_way()
    {
        var before = GivenDataset.Of(Uploaded, Attempt(IngestJob, JobKinds.Ingest, 1));
        before.And(before.Delete().Events).When(d => d.RecordIngest(IngestJob, new(Table, null), ProfileJob)).AppendsNothing();
    }
}
