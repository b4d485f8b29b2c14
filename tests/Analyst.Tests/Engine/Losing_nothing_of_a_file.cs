using System.Text;
using Analyst.Engine;

namespace Analyst.Tests.Engine;

/// <summary>Files that were once read with something missing or changed.</summary>
public sealed class Losing_nothing_of_a_file(Runners runners)
{
    private static string Integers(int rows, string last) => $"id,value\n{string.Concat(Enumerable.Range(1, rows).Select(i => $"{i},{i}\n"))}x,{last}";

    [Theory]
    [InlineData("7.6")]
    [InlineData("007")]
    [InlineData("+4915112345")]
    public async Task the_last_cell_counts_also_without_a_line_end(string last)
    {
        var loaded = await runners.Load(Integers(30_000, last));

        Assert.Equal(last, (await loaded.Ask("SELECT value::VARCHAR FROM data WHERE id = 'x'"))[0][0].GetString());
    }

    [Fact]
    public async Task rows_above_wider_ones_are_rows()
    {
        var narrow = string.Concat(Enumerable.Range(0, 40).Select(i => $"{i},a\n"));
        var wide = string.Concat(Enumerable.Range(0, 60).Select(i => $"{i},a,b\n"));

        var loaded = await runners.Load("ts,msg\n" + narrow + wide);

        Assert.Equal(100, loaded.Result.RowCount);
        Assert.Equal("ts BIGINT, msg VARCHAR, column3 VARCHAR", loaded.Types);
    }

    [Fact]
    public async Task years_in_a_header_are_names()
    {
        var loaded = await runners.Load("region,2020,2021,2022\nnorth,1,2,3\nsouth,4,5,6\n");

        Assert.Equal(5, (await loaded.Ask("SELECT sum(\"2020\")::INTEGER FROM data"))[0][0].GetInt32());
    }

    [Theory]
    [InlineData("10:00:00.123456789")]
    [InlineData("2024-01-01T10:00:00.123456789Z")]
    [InlineData("1e400")]
    public async Task what_no_type_can_hold_stays_text(string value)
    {
        var loaded = await runners.Load($"a,b\n1,{value}\n2,{value}\n");

        Assert.Equal(value, (await loaded.Ask("SELECT b::VARCHAR FROM data LIMIT 1"))[0][0].GetString());
    }

    [Fact]
    public async Task a_damaged_byte_in_a_utf8_file_is_read_as_the_letter_it_was_and_told()
    {
        var bytes = Encoding.UTF8.GetBytes("name,city\n" + string.Concat(Enumerable.Repeat("Zoë,Köln\n", 600_000)) + "x,");

        var loaded = await runners.Load([.. bytes, 0xFC, (byte)'\n']);

        Assert.Equal("ü", (await loaded.Ask("SELECT city FROM data WHERE name = 'x'"))[0][0].GetString());
        Assert.Equal("1 bytes are not UTF-8 and were read as Windows-1252, the first in line 600002", Assert.Single(loaded.Result.File.Notes));
    }

    [Fact]
    public async Task text_behind_a_closing_quote_is_kept_with_its_quotes_and_told()
    {
        var loaded = await runners.Load("id,text\n1,plain\n2,\"d\"x\n");

        Assert.Equal("""[[1,"plain"],[2,"\"d\"x"]]""", await loaded.Rows());
        Assert.Contains("quotes that do not add up", loaded.Result.Dialect, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PK\u0003\u0004 and more")]
    [InlineData("%PDF-1.7\nmore\n")]
    public async Task what_is_no_text_is_named(string begin) =>
        Assert.Contains("not a table", (await Assert.ThrowsAsync<EngineException>(() => runners.Load(begin))).Message);
}
