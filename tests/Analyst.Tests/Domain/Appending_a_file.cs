using Analyst.Domain;
using Analyst.Domain.Datasets;
using static Analyst.Tests.Domain.Facts;

namespace Analyst.Tests.Domain;

public sealed class Appending_a_file
{
    private static readonly SourceFile File = new(Appended.Name, Appended.MediaType, Appended.ContentHash, Appended.Bytes, Appended.BlobKey);
    private static readonly IngestOutcome Read = new(Table, Failure: null), Unreadable = new(Table: null, Broken);
    private static readonly ReadingChoices Semicolons = new(Delimiter: ";");

    private static Decision Receive(Dataset dataset, ReadingChoices? choices = null) => dataset.ReceiveFile(AppendJob, File, choices);

    [Fact]
    public void opens_the_job_that_reads_it() => GivenDataset.Of(Ready).When(d => Receive(d)).Yields(Appended);

    [Fact]
    public void takes_over_what_was_declared_about_the_first_file() =>
        GivenDataset.Of(Uploaded with { Choices = Semicolons }, Ingested).When(d => Receive(d)).Yields(Appended with { Choices = Semicolons });

    [Fact]
    public void prefers_what_is_declared_with_it() =>
        GivenDataset.Of(Uploaded with { Choices = Semicolons }, Ingested).When(d => Receive(d, new(Header: 0))).Yields(Appended with { Choices = new(Header: 0) });

    [Fact]
    public void keeps_types_that_a_person_gave() =>
        GivenDataset.Of([.. Ready, TypeSet, Retyped]).When(d => Receive(d)).Yields(Appended with { Choices = new(Types: new Dictionary<string, string> { ["total"] = "VARCHAR" }) });

    [Fact]
    public void prefers_types_that_are_declared_with_it() =>
        GivenDataset.Of([.. Ready, TypeSet, Retyped]).When(d => Receive(d, new(Delimiter: ";", Types: new Dictionary<string, string> { ["TOTAL"] = "DOUBLE" })))
            .Yields(Appended with { Choices = new(Delimiter: ";", Types: new Dictionary<string, string> { ["total"] = "DOUBLE" }) });

    [Fact]
    public void makes_the_next_revision_and_asks_for_its_profile() =>
        GivenDataset.Of([.. Ready, Appended]).When(d => d.RecordIngest(AppendJob, Read, Id(31))).Yields(Ingested with { JobId = AppendJob, Revision = 2 }, new ProfileRequested(Id(31), 2));

    [Fact]
    public void is_folded_as_the_rows_of_its_own_file()
    {
        var dataset = GivenDataset.Of([.. Ready, Appended, Attempt(AppendJob, JobKinds.Ingest, 1)]);
        Assert.Equal((DatasetStatus.Ready, File), (dataset.Status, dataset.ArrivingWith(AppendJob).File));

        dataset = dataset.And(Ingested with { JobId = AppendJob, Revision = 2 });
        Assert.Equal((Operations.Append, 1, File, null), (dataset.Current!.Operation, dataset.Current.From, dataset.SourceOf(dataset.Current), dataset.Arriving));
        Assert.Equal("orders.csv", dataset.SourceOf(dataset.Find(1)!).Name);
        Assert.Equal([2], dataset.Lineage(2).Select(r => r.Number));
    }

    [Fact]
    public void that_cannot_be_read_leaves_the_dataset_ready()
    {
        var dataset = GivenDataset.Of([.. Ready, Appended]);
        dataset = dataset.And(dataset.RecordIngest(AppendJob, Unreadable, Id(31)).Events);
        Assert.Equal((DatasetStatus.Ready, 1, null, null), (dataset.Status, dataset.Current!.Number, dataset.Failure, dataset.Arriving));
        Receive(dataset).Yields(Appended);
    }

    [Fact]
    public void is_refused_before_the_first_file_was_read()
    {
        GivenDataset.Of(Uploaded).When(d => Receive(d)).IsRefused("dataset-not-ready");
        GivenDataset.Of(Uploaded, NotIngested).When(d => Receive(d)).IsRefused("dataset-failed");
        GivenDataset.Of([.. Ready, Deleted]).When(d => Receive(d)).IsRefused("dataset-deleted");
    }

    [Fact]
    public void is_refused_while_another_revision_is_made()
    {
        GivenDataset.Of([.. Ready, Appended]).When(d => Receive(d)).IsRefused("revision-in-progress");
        GivenDataset.Of([.. Ready, TypeSet]).When(d => Receive(d)).IsRefused("revision-in-progress");
        GivenDataset.Of([.. Planned, Approved]).When(d => Receive(d)).IsRefused("cleaning-in-progress");
    }

    [Fact]
    public void stops_a_plan_from_being_approved_meanwhile() =>
        GivenDataset.Of([.. Planned, Appended]).When(d => d.ApproveCleaning(CleanJob, PlanId, null, allowDestructive: true)).IsRefused("revision-in-progress");

    [Fact]
    public void makes_a_plan_for_the_revision_before_outdated() =>
        GivenDataset.Of([.. Planned, Appended, Ingested with { JobId = AppendJob, Revision = 2 }]).When(d => d.ApproveCleaning(CleanJob, PlanId, null, allowDestructive: true)).IsRefused("plan-outdated");

    [Fact]
    public void makes_a_cleaning_of_the_revision_before_fail_instead_of_forking() =>
        GivenDataset.Of([.. Planned, Approved, Appended, Ingested with { JobId = AppendJob, Revision = 2 }]).When(d => d.RecordCleaning(CleanJob, PlanId, 1, Table, Id(31)))
            .Yields(new CleaningFailed(CleanJob, PlanId, "conflict", "Another revision appeared meanwhile; ask again on that one."));

    [Fact]
    public void ends_with_the_dataset()
    {
        var dataset = GivenDataset.Of([.. Ready, Appended]);
        dataset.When(d => d.Delete()).Yields(new IngestFailed(AppendJob, "dataset-deleted", "The dataset was deleted while the job was open."), Deleted);
        Assert.Null(dataset.And(dataset.Delete().Events).Arriving);
    }
}
