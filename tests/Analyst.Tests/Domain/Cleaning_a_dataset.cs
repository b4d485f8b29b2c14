using Analyst.Domain;
using Analyst.Domain.Datasets;
using static Analyst.Tests.Domain.Facts;

namespace Analyst.Tests.Domain;

public sealed class Cleaning_a_dataset
{
    private static readonly TableFile Result = new(Cleaned.RowCount, Cleaned.Columns, Cleaned.ParquetKey, Cleaned.ParquetHash, Cleaned.ParquetBytes);

    [Fact]
    public void takes_up_the_job_of_the_approval() =>
        GivenDataset.Of([.. Planned, Approved]).When(d => d.BeginJob(CleanJob)).Yields(Attempt(CleanJob, JobKinds.Clean, 1));

    [Fact]
    public void makes_the_next_revision_and_asks_for_its_profile() =>
        GivenDataset.Of([.. Planned, Approved]).When(d => d.RecordCleaning(CleanJob, PlanId, 1, Result, Id(31))).Yields(Cleaned, new ProfileRequested(Id(31), 2));

    [Fact]
    public void records_why_the_operations_could_not_be_applied() =>
        GivenDataset.Of([.. Planned, Approved]).When(d => d.FailCleaning(CleanJob, PlanId, new(NotCleaned.Code, NotCleaned.Reason))).Yields(NotCleaned);

    [Theory, InlineData(true), InlineData(false)]
    public void ends_once(bool succeeded)
    {
        var ended = GivenDataset.Of([.. Planned, Approved, succeeded ? Cleaned : NotCleaned]);
        ended.When(d => d.RecordCleaning(CleanJob, PlanId, 1, Result, Id(31))).AppendsNothing();
        ended.When(d => d.FailCleaning(CleanJob, PlanId, Broken)).AppendsNothing();
        ended.When(d => d.BeginJob(CleanJob)).AppendsNothing();
    }
}
