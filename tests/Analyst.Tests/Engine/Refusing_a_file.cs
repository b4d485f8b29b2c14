using Analyst.Domain.Datasets;
using Analyst.Engine;

namespace Analyst.Tests.Engine;

public sealed class Refusing_a_file(Runners runners)
{
    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    [InlineData("\n\r\n  \n")]
    public async Task a_file_without_records_is_empty(string csv) =>
        Assert.Equal("csv-empty", (await runners.Refusal(csv)).Code);

    [Fact]
    public async Task a_record_with_too_many_cells_is_recorded_by_line()
    {
        var rows = string.Concat(Enumerable.Repeat("1,2,3\n", 30));
        var loaded = await runners.Load("a,b,c\n1,2,3\n\"x\ny\",5,6\n7,8,9,10\n" + rows);
        Assert.Equal([new Reject(5, 1, "row", null, null, "too-many-cells", "7,8,9,10")], loaded.Rejects);
        Assert.Equal(new LineCounts(Total: 35, Rows: 33, Header: 1, Blank: 0, LeftOut: 0, Rejected: 1), loaded.Result.File.Lines);
        Assert.Equal(32, loaded.Result.RowCount);
    }

    [Fact]
    public async Task a_quote_that_nothing_closes_spoils_no_other_line()
    {
        var loaded = await runners.Load("a,b\n1,2\n3,\"open\n5,6\n7,8\n");
        Assert.Equal("""[[1,"2"],[3,"\"open"],[5,"6"],[7,"8"]]""", await loaded.Rows());
    }

    [Fact]
    public async Task nothing_is_left_beside_the_output_and_no_path_is_told()
    {
        var output = runners.NewFile("parquet");
        var refusal = await Assert.ThrowsAsync<EngineException>(() => runners.Pool.Ingest(new IngestWork(Runners.Anyone, runners.Write("%PDF-1.7\n"u8.ToArray()), output, runners.NewFile("ndjson")), Runners.Unheard, Runners.Ct));
        Assert.DoesNotContain(runners.Folder, refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(output)!, Path.GetFileName(output) + "*"));
    }

    [Fact]
    public async Task a_missing_file_can_be_tried_again()
    {
        var missing = await Assert.ThrowsAsync<EngineException>(() => runners.Pool.Ingest(new IngestWork(Runners.Anyone, runners.NewFile("csv"), runners.NewFile("parquet"), runners.NewFile("ndjson")), Runners.Unheard, Runners.Ct));
        Assert.Equal("input-missing", missing.Code);
        Assert.True(missing.Retryable);
    }

    [Fact]
    public async Task a_reading_that_is_called_off_leaves_nothing()
    {
        using var stop = new CancellationTokenSource();
        var output = runners.NewFile("parquet");
        var input = runners.Write([.. "n,s\n"u8, .. Enumerable.Repeat("1,some text that takes a while to read\n"u8.ToArray(), 300_000).SelectMany(line => line)]);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => runners.Pool.Ingest(new IngestWork(Runners.Anyone, input, output, runners.NewFile("ndjson")), new StopAt("reading", stop), stop.Token));
        Assert.Empty(Directory.GetFiles(runners.Folder, Path.GetFileName(output) + "*"));
    }

    private sealed class StopAt(string stage, CancellationTokenSource stop) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value)
        {
            if (value.Stage == stage)
                stop.Cancel();
        }
    }
}
