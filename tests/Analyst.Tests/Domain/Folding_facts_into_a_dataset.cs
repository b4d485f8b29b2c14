using Analyst.Domain;
using Analyst.Domain.Datasets;
using static Analyst.Tests.Domain.Facts;

namespace Analyst.Tests.Domain;

public sealed class Folding_facts_into_a_dataset
{
    private static readonly SourceFile File = new(Uploaded.Name, Uploaded.MediaType, Uploaded.ContentHash, Uploaded.Bytes, Uploaded.BlobKey);

    [Fact]
    public void begins_with_an_upload()
    {
        var dataset = GivenDataset.Of(Uploaded);
        Assert.Equal((Facts.DatasetId, "alice", "orders.csv", DatasetStatus.Uploaded), (dataset.Id, dataset.OwnerId, dataset.Name, dataset.Status));
        Assert.Equal((Uploaded.ContentHash, Uploaded.Bytes, Uploaded.BlobKey), (dataset.ContentHash, dataset.Bytes, dataset.OriginalKey));
        Assert.Equal((null, null, null), (dataset.Current, dataset.Plan, dataset.Failure));
        Assert.Equal([new OpenJob(IngestJob, JobKinds.Ingest, 0)], dataset.Jobs.All);
    }

    [Fact]
    public void is_nothing_without_an_upload() => Assert.Null(GivenDataset.Of(Ingested));

    [Fact]
    public void is_ingesting_while_a_worker_reads_the_file() =>
        Assert.Equal(DatasetStatus.Ingesting, GivenDataset.Of(Uploaded, Attempt(IngestJob, JobKinds.Ingest, 1)).Status);

    [Fact]
    public void stays_ready_while_a_worker_does_something_else() =>
        Assert.Equal(DatasetStatus.Ready, GivenDataset.Of(Uploaded, Ingested, ToProfile, Attempt(ProfileJob, JobKinds.Profile, 1)).Status);

    [Fact]
    public void has_revision_1_when_the_file_was_read()
    {
        var dataset = GivenDataset.Of(Uploaded, Ingested);
        Assert.Equal(DatasetStatus.Ready, dataset.Status);
        Assert.Equal(new Revision(1, "ingest", From: null, PlanId: null, 3, Ingested.Columns, Ingested.ParquetKey, "aa", 1024, Reading: Ingested.Dialect, Source: File), dataset.Current);
        Assert.Empty(dataset.Jobs.All);
    }

    [Fact]
    public void keeps_why_the_file_could_not_be_read()
    {
        var dataset = GivenDataset.Of(Uploaded, NotIngested);
        Assert.Equal((DatasetStatus.Failed, Broken), (dataset.Status, dataset.Failure));
    }

    [Fact]
    public void knows_where_the_profile_of_each_revision_is()
    {
        var dataset = GivenDataset.Of([.. Planned, Approved, Cleaned, ToProfile with { Revision = 2 }, Profiled with { Revision = 2, ProfileKey = "two" }]);
        Assert.Equal([Profiled.ProfileKey, "two"], dataset.Revisions.Select(r => r.ProfileKey));
    }

    [Fact]
    public void has_no_profile_when_profiling_failed() =>
        Assert.Null(GivenDataset.Of(Uploaded, Ingested, ToProfile, NotProfiled).Current!.ProfileKey);

    [Fact]
    public void has_the_newest_plan()
    {
        var dataset = GivenDataset.Of([.. Planned, ToPropose with { JobId = Id(99) }, Proposed with { JobId = Id(99), PlanId = Id(22) }]);
        Assert.Equal((Id(22), 1, PlanState.Proposed, Proposed.PlanHash, Proposed.PlanKey), (dataset.Plan!.Id, dataset.Plan.Revision, dataset.Plan.State, dataset.Plan.Hash, dataset.Plan.Key));
        Assert.Equal(["op-1", "op-2"], dataset.Plan.Operations.Select(o => o.Id));
        Assert.Empty(dataset.Plan.ApprovedIds);
    }

    [Fact]
    public void keeps_the_older_plan_when_a_newer_one_failed() =>
        Assert.Equal(PlanId, GivenDataset.Of([.. Planned, ToPropose with { JobId = Id(99) }, NotProposed with { JobId = Id(99) }]).Plan?.Id);

    [Fact]
    public void follows_a_plan_through_its_states()
    {
        Assert.Equal((PlanState.Approved, "op-1"), (GivenDataset.Of([.. Planned, Approved]).Plan!.State, Assert.Single(GivenDataset.Of([.. Planned, Approved]).Plan!.ApprovedIds)));
        Assert.Equal(PlanState.Rejected, GivenDataset.Of([.. Planned, Rejected]).Plan!.State);
        Assert.Equal(PlanState.Applied, GivenDataset.Of([.. Planned, Approved, Cleaned]).Plan!.State);
        Assert.Equal(PlanState.Failed, GivenDataset.Of([.. Planned, Approved, NotCleaned]).Plan!.State);
    }

    [Fact]
    public void keeps_every_revision()
    {
        var dataset = GivenDataset.Of([.. Planned, Approved, Cleaned]);
        Assert.Equal([1, 2], dataset.Revisions.Select(r => r.Number));
        Assert.Equal(new Revision(2, "clean", From: 1, PlanId, 2, Cleaned.Columns, Cleaned.ParquetKey, "bb", 512, Source: File), dataset.Current);
        Assert.Equal("aa", dataset.Find(1)?.ParquetHash);
        Assert.Null(dataset.Find(3));
    }

    [Fact]
    public void keeps_its_revisions_but_no_plan_when_it_is_deleted()
    {
        var dataset = GivenDataset.Of([.. Planned, Deleted]);
        Assert.Equal((DatasetStatus.Deleted, null, 1), (dataset.Status, dataset.Plan, dataset.Revisions.Count));
    }
}
