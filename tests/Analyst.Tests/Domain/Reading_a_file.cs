using Analyst.Domain;
using Analyst.Domain.Datasets;
using static Analyst.Tests.Domain.Facts;

namespace Analyst.Tests.Domain;

public sealed class Reading_a_file
{
    private static readonly IngestOutcome Read = new(Table, Failure: null), Unreadable = new(Table: null, Broken);

    [Fact]
    public void takes_up_the_job_of_the_upload() =>
        GivenDataset.Of(Uploaded).When(d => d.BeginJob(IngestJob)).Yields(Attempt(IngestJob, JobKinds.Ingest, 1));

    [Fact]
    public void makes_revision_1_and_asks_for_its_profile() =>
        GivenDataset.Of(Uploaded, Attempt(IngestJob, JobKinds.Ingest, 1)).When(d => d.RecordIngest(IngestJob, Read, ProfileJob)).Yields(Ingested, ToProfile);

    [Fact]
    public void says_nothing_of_a_dialect_it_does_not_know() =>
        GivenDataset.Of(Uploaded).When(d => d.RecordIngest(IngestJob, new(Table with { Dialect = null }, null), ProfileJob)).Yields(Ingested with { Dialect = "" }, ToProfile);

    [Fact]
    public void records_why_a_file_cannot_be_read() =>
        GivenDataset.Of(Uploaded).When(d => d.RecordIngest(IngestJob, Unreadable, ProfileJob)).Yields(NotIngested);

    [Fact]
    public void ends_once_when_it_succeeds_twice() =>
        GivenDataset.Of(Uploaded, Ingested).When(d => d.RecordIngest(IngestJob, Read, Id(99))).AppendsNothing();

    [Fact]
    public void stays_failed_when_a_late_worker_succeeds() =>
        GivenDataset.Of(Uploaded, NotIngested).When(d => d.RecordIngest(IngestJob, Read, ProfileJob)).AppendsNothing();

    [Fact]
    public void stays_read_when_a_late_worker_fails() =>
        GivenDataset.Of(Uploaded, Ingested).When(d => d.RecordIngest(IngestJob, Unreadable, ProfileJob)).AppendsNothing();

    [Fact]
    public void appends_nothing_for_a_job_it_does_not_know() =>
        GivenDataset.Of(Uploaded).When(d => d.RecordIngest(Id(99), Read, ProfileJob)).AppendsNothing();

    [Fact]
    public void is_not_taken_up_again_after_its_end() =>
        GivenDataset.Of(Uploaded, Ingested).When(d => d.BeginJob(IngestJob)).AppendsNothing();
}
