using System.Text.Json;
using Analyst.Domain.Datasets;

namespace Analyst.Tests.Engine;

public sealed class Reading_NDJSON(Runners runners) : Reading(runners)
{
    [Fact]
    public async Task a_broken_line_is_written_down_and_counted()
    {
        var loaded = await Load("\uFEFF{\"id\":1,\"s\":\"a\"}\r\n\r\n{\"id\":2,\r\n{\"id\":3}\n[4]\n5\n{\"id\":6} x\n{\"id\":7,\"s\":\"é\"}\n{\"id\":8}\n{\"id\":9}\n{\"id\":10}");
        Assert.Equal("[[1],[3],[7],[8],[9],[10]]", (await loaded.Ask("SELECT id FROM data")).ToString());
        Assert.Equal(new LineCounts(11, 6, 0, 1, 0, 4), loaded.Result.File.Lines);
        Assert.Equal(new RejectCounts(4, 0, 0), loaded.Result.Rejects);
        Assert.Equal(
            [
                """{"line":3,"lines":1,"kind":"row","reason":"not-json","text":"{\"id\":2,"}""",
                """{"line":5,"lines":1,"kind":"row","reason":"not-an-object","text":"[4]"}""",
                """{"line":6,"lines":1,"kind":"row","reason":"not-an-object","text":"5"}""",
                """{"line":7,"lines":1,"kind":"row","reason":"not-json","text":"{\"id\":6} x"}""",
            ],
            await File.ReadAllLinesAsync(Rejects, Engine.Runners.Ct));
    }

    [Fact]
    public async Task the_first_line_may_be_the_broken_one()
    {
        var loaded = await Load("{\"id\":1,\"na\n{\"id\":2}\n{\"id\":3}\n");
        Assert.Equal(("ndjson", 2L, 1L), (loaded.Result.File.Format, loaded.Result.RowCount, loaded.Result.Rejects.Rows));
    }

    [Fact]
    public async Task bytes_that_are_no_text_are_written_down()
    {
        var loaded = await Load([.. "{\"id\":1}\n{\"id\":\""u8, 0xE9, .. "\"}\n{\"id\":\"\\ud83d\"}\n{\"id\":2}\n{\"id\":3}\n"u8]);
        Assert.Equal(3, loaded.Result.RowCount);
        var lines = (await File.ReadAllLinesAsync(Rejects, Engine.Runners.Ct)).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal(["not-utf-8", "not-json"], lines.Select(l => l.GetProperty("reason").GetString()));
        Assert.Equal("{\"id\":\"é\"}", lines[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task a_line_longer_than_the_limit_is_written_down_in_part()
    {
        var loaded = await Load($"{{\"id\":1}}\n{{\"id\":\"{new string('x', 40 << 20)}\"}}\n{{\"id\":2}}\n");
        Assert.Equal((2L, 1L), (loaded.Result.RowCount, loaded.Result.Rejects.Rows));
        var line = JsonDocument.Parse(await File.ReadAllTextAsync(Rejects, Engine.Runners.Ct)).RootElement;
        Assert.Equal("line-too-long", line.GetProperty("reason").GetString());
        Assert.Equal(64 << 10, line.GetProperty("text").GetString()!.Length);
        Assert.True(line.GetProperty("cut").GetBoolean());
    }

    [Fact]
    public async Task more_broken_lines_than_good_ones_are_refused()
    {
        var refusal = await Refusal(string.Concat(Enumerable.Repeat("{\"id\":1}\n", 150)) + string.Concat(Enumerable.Repeat("{oops\n", 151)));
        Assert.Equal("file-unreadable", refusal.Code);
        Assert.Contains("151 of 301", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_file_without_rejects_leaves_none()
    {
        await Load("{\"id\":1}\n{\"id\":2}\n");
        Assert.False(File.Exists(Rejects));
    }
}
