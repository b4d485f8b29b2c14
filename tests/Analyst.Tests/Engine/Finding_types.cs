using Analyst.Domain.Datasets;

namespace Analyst.Tests.Engine;

/// <summary>A column is typed only when every cell of the file is of that type, and then nothing of it is lost.</summary>
public sealed class Finding_types(Runners runners)
{
    [Theory]
    [InlineData("1.234,50|12,5", "DECIMAL(6,2)", "1234.50")]
    [InlineData("1,234.50|99.00", "DECIMAL(6,2)", "1234.50")]
    [InlineData("1 234|12", "BIGINT", "1234")]
    [InlineData("1'234.5|2.25", "DECIMAL(6,2)", "1234.50")]
    [InlineData("555 123 4567|555 123 4568", "VARCHAR", "555 123 4567")]
    [InlineData("555 123 456|555 123 457", "VARCHAR", "555 123 456")]
    [InlineData("31.12.2024|1.2.2024", "DATE", "2024-12-31")]
    [InlineData("12/31/2024|1/2/2024", "DATE", "2024-12-31")]
    [InlineData("31-Jan-2024|1-feb-2023", "DATE", "2024-01-31")]
    [InlineData("Jan 31, 2024|February 1, 2024", "DATE", "2024-01-31")]
    [InlineData("31 January 2024|1 May 2024", "DATE", "2024-01-31")]
    [InlineData("1/31/24|2/1/99", "DATE", "2024-01-31")]
    [InlineData("2024/01/31|2024/02/01", "DATE", "2024-01-31")]
    [InlineData("12/31/2024 3:04 PM|1/2/2024 11:00 AM", "TIMESTAMP", "2024-12-31 15:04:00")]
    [InlineData("31.12.2024 15:04|01.02.2024 15:04:05", "TIMESTAMP", "2024-12-31 15:04:00")]
    [InlineData("2024-01-31T10:00:00+02:00|2024-01-31T10:00:00Z", "TIMESTAMP WITH TIME ZONE", "2024-01-31 08:00:00+00")]
    [InlineData("06:30|23:59", "TIME", "06:30:00")]
    [InlineData("3:04 PM|11:59 AM", "TIME", "15:04:00")]
    [InlineData("ja|NEIN", "BOOLEAN", "true")]
    [InlineData("Oui|non", "BOOLEAN", "true")]
    [InlineData("sí|no", "BOOLEAN", "true")]
    [InlineData("да|нет", "BOOLEAN", "true")]
    [InlineData("N|N", "VARCHAR", "N")]
    [InlineData("31/12/2024|12/31/2024", "VARCHAR", "31/12/2024")]
    [InlineData("31/02/2024|01/02/2024", "VARCHAR", "31/02/2024")]
    [InlineData("2024-01-01|01/02/2024", "VARCHAR", "2024-01-01")]
    [InlineData("007|123", "VARCHAR", "007")]
    [InlineData("+49301234|030123", "VARCHAR", "+49301234")]
    [InlineData("12|abc", "VARCHAR", "12")]
    [InlineData("25:61|12:00", "VARCHAR", "25:61")]
    public async Task is_decided_over_all_cells(string cells, string type, string first)
    {
        var loaded = await runners.Load("n\tv\n" + string.Concat(cells.Split('|').Select((cell, i) => $"{i}\t{cell}\n")));

        Assert.Equal(type, loaded.Result.Columns[1].Type);
        Assert.Equal(first, (await loaded.Ask("SELECT CAST(v AS VARCHAR) FROM data ORDER BY n LIMIT 1"))[0][0].GetString());
    }

    [Fact]
    public async Task another_column_tells_what_the_comma_means()
    {
        var german = await runners.Load("a;b\n1,234;0,5\n2,345;0,25\n");
        var english = await runners.Load("a;b\n1,234;0.5\n2,345;0.25\n");

        Assert.Equal("a DECIMAL(4,3), b DECIMAL(3,2)", german.Types);
        Assert.Equal("a BIGINT, b DECIMAL(3,2)", english.Types);
    }

    [Fact]
    public async Task another_column_tells_whether_the_day_comes_first()
    {
        var loaded = await runners.Load("a,b\n01/02/2024,12/31/2024\n03/04/2024,01/15/2024\n");

        Assert.Equal("2024-01-02", (await loaded.Ask("SELECT CAST(a AS VARCHAR) FROM data LIMIT 1"))[0][0].GetString());
        Assert.Empty(loaded.Result.File.Notes);
    }

    [Fact]
    public async Task missing_markers_are_told_by_column_and_apart_from_empty_text()
    {
        var loaded = await runners.Load("n,s\n1,a\nNA,\nn/a,\"\"\n?,NA\n-,b\n,c\n");

        Assert.Equal("n BIGINT, s VARCHAR", loaded.Types);
        Assert.Equal("""[[1,"a"],[null,null],[null,""],[null,"NA"],[null,"b"],[null,"c"]]""", await loaded.Rows());
        var column = Assert.Single(loaded.Result.File.Columns);
        Assert.Equal(new Dictionary<string, long> { ["NA"] = 1, ["n/a"] = 1, ["?"] = 1, ["-"] = 1, [""] = 1 }, column.Missing!);
    }

    [Fact]
    public async Task empty_quotes_are_missing_where_everything_is_quoted()
    {
        var loaded = await runners.Load("\"n\",\"s\"\n\"1\",\"a\"\n\"2\",\"\"\n");

        Assert.Equal("""[[1,"a"],[2,null]]""", await loaded.Rows());
    }

    [Fact]
    public async Task a_declared_type_wins_and_what_does_not_fit_is_recorded()
    {
        var loaded = await runners.Load(
            "code,when,size\n007,31/12/2024,1.5\n8,soon,2\nx,01/02/2024,3\n",
            new ReadingChoices(Types: new Dictionary<string, string> { ["code"] = "BIGINT", ["WHEN"] = "DATE", ["size"] = "BIGINT" }));

        Assert.Equal("code BIGINT, when DATE, size BIGINT", loaded.Types);
        Assert.Equal("""[[7,"2024-12-31",null],[8,null,2],[null,"2024-02-01",3]]""", await loaded.Rows());
        Assert.Equal(
            [(2, "size", "1.5"), (3, "when", "soon"), (4, "code", "x")],
            loaded.Rejects.Select(r => (r.Line, r.Column!, r.Value!)));
        Assert.Equal(new RejectCounts(Rows: 0, Cells: 3, LeftOut: 0), loaded.Result.Rejects);
    }

    [Theory]
    [InlineData("TIMESTAMPTZ", "TIMESTAMP WITH TIME ZONE")]
    [InlineData("TIMESTAMP WITH TIME ZONE", "TIMESTAMP WITH TIME ZONE")]
    [InlineData("TIME", "TIME")]
    [InlineData("DECIMAL(10,2)", "DECIMAL(10,2)")]
    public async Task every_type_may_be_declared(string declared, string type)
    {
        var loaded = await runners.Load("a,b\nx,1\n", new ReadingChoices(Types: new Dictionary<string, string> { ["a"] = declared }));

        Assert.Equal(type, loaded.Result.Columns[0].Type);
    }

    [Fact]
    public async Task a_column_may_be_declared_to_be_text()
    {
        var loaded = await runners.Load("a,b\n1,2024-01-01\n", new ReadingChoices(Types: new Dictionary<string, string> { ["a"] = "VARCHAR", ["b"] = "VARCHAR" }));

        Assert.Equal("""[["1","2024-01-01"]]""", await loaded.Rows());
    }
}
