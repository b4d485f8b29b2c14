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
    public async Task a_record_with_too_many_cells_is_named_by_line()
    {
        var refusal = await runners.Refusal("a,b,c\n1,2,3\n\"x\ny\",5,6\n7,8,9,10\n1,2,3\n");
        Assert.Equal("csv-unreadable", refusal.Code);
        Assert.Contains("Line 5 has 4 cells, but the table has 3 columns", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_quote_that_nothing_closes_is_named_by_line()
    {
        var refusal = await runners.Refusal("a,b\n1,2\n3,\"open\n5,6\n7,8\n");
        Assert.Equal("csv-unreadable", refusal.Code);
        Assert.Contains("line 3", refusal.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task nothing_is_left_beside_the_output_and_no_path_is_told()
    {
        var output = runners.NewFile("parquet");
        var refusal = await Assert.ThrowsAsync<EngineException>(() => runners.Pool.Ingest(new IngestWork(Runners.Anyone, runners.Write("a,b\n1,2,3\n4,5,6,7\n1,2\n"u8.ToArray()), output), Runners.Unheard, Runners.Ct));
        Assert.DoesNotContain(runners.Folder, refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(output)!, Path.GetFileName(output) + "*"));
    }

    [Fact]
    public async Task a_missing_file_can_be_tried_again()
    {
        var missing = await Assert.ThrowsAsync<EngineException>(() => runners.Pool.Ingest(new IngestWork(Runners.Anyone, runners.NewFile("csv"), runners.NewFile("parquet")), Runners.Unheard, Runners.Ct));
        Assert.Equal("input-missing", missing.Code);
        Assert.True(missing.Retryable);
    }

    [Fact]
    public async Task a_reading_that_is_called_off_leaves_nothing()
    {
        using var stop = new CancellationTokenSource();
        var output = runners.NewFile("parquet");
        var input = runners.Write([.. "n,s\n"u8, .. Enumerable.Repeat("1,some text that takes a while to read\n"u8.ToArray(), 300_000).SelectMany(line => line)]);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => runners.Pool.Ingest(new IngestWork(Runners.Anyone, input, output), new StopAt("reading", stop), stop.Token));
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
