using Analyst.Domain;
using Analyst.Domain.Datasets;
using Analyst.Projections;
using static Analyst.Tests.Domain.Facts;

namespace Analyst.Tests.Projections;

public sealed class Line_in_the_list_of_datasets
{
    private static DatasetSummary? Of(params IEnumerable<object> facts) =>
        Stored.Facts(facts).Aggregate((DatasetSummary?)null, (line, e) => new DatasetSummaryProjection().Evolve(line, DatasetId, e));

    private static readonly DatasetSummary Begun = new(
        DatasetId, "alice", "orders.csv", DatasetStatus.Uploaded, Revision: 0, RowCount: null, ColumnCount: 0, Uploaded.Bytes, Uploaded.ContentHash, IngestJob, Stored.At(0), Stored.At(0));

    [Fact]
    public void begins_with_the_upload() => Assert.Equal(Begun, Of(Uploaded));

    [Fact]
    public void is_ingesting_while_a_worker_reads_the_file() =>
        Assert.Equal(Begun with { Status = DatasetStatus.Ingesting, UpdatedAt = Stored.At(1) }, Of(Uploaded, Attempt(IngestJob, JobKinds.Ingest, 1)));

    [Fact]
    public void is_ready_with_its_size_when_the_file_was_read() =>
        Assert.Equal(Begun with { Status = DatasetStatus.Ready, Revision = 1, RowCount = 3, ColumnCount = 2, UpdatedAt = Stored.At(1) }, Of(Uploaded, Ingested));

    [Fact]
    public void is_failed_when_the_file_could_not_be_read() => Assert.Equal(DatasetStatus.Failed, Of(Uploaded, NotIngested)?.Status);

    [Fact]
    public void has_the_size_of_the_cleaned_revision()
    {
        var line = Of([.. Planned, Approved, Cleaned])!;
        Assert.Equal((DatasetStatus.Ready, 2, 2L, 1, Stored.At(7)), (line.Status, line.Revision, line.RowCount, line.ColumnCount, line.UpdatedAt));
    }

    [Fact]
    public void only_moves_its_time_for_what_it_does_not_show()
    {
        var before = Of(Ready)!;
        Assert.Equal(before with { UpdatedAt = Stored.At(4) }, Of([.. Ready, ToPropose]));
    }

    [Fact]
    public void stays_as_deleted() => Assert.Equal(DatasetStatus.Deleted, Of([.. Ready, Deleted])?.Status);

    [Fact]
    public void is_nothing_without_the_upload() => Assert.Null(Of(Ingested));
}
