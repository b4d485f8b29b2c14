using System.Text.Json.Nodes;
using Analyst.Engine;

namespace Analyst.Tests.Engine;

public sealed class Retyping_a_column(Runners runners)
{
    [Theory]
    [InlineData("VARCHAR", "'007', ' 12 ', '1.0', '1.5', 'x', NULL", "BIGINT", "[7,12,1,null,null,null]", 2)]
    [InlineData("VARCHAR", "'1.10', '-.5', '2', '1.234', '1e3', '9999999999'", "DECIMAL(6,2)", """["1.10","-0.50","2.00",null,null,null]""", 3)]
    [InlineData("VARCHAR", "'1.5', '1e3', '1_000', 'abc'", "DOUBLE", "[1.5,1000,null,null]", 2)]
    [InlineData("VARCHAR", "'true', 'no', '1', 'perhaps'", "BOOLEAN", "[true,false,true,null]", 1)]
    [InlineData("VARCHAR", "'2024-02-29', '2023-02-29', '2024-01-01 10:00:00', '31/12/2024'", "DATE", """["2024-02-29",null,null,null]""", 3)]
    [InlineData("VARCHAR", "'2024-01-01', '2024-01-01T10:00:00', '2024-01-01 10:00:00+02'", "TIMESTAMP", """["2024-01-01T00:00:00","2024-01-01T10:00:00",null]""", 1)]
    [InlineData("VARCHAR", "'2024-01-01 10:00:00+02'", "TIMESTAMP WITH TIME ZONE", """["2024-01-01T08:00:00Z"]""", 0)]
    [InlineData("VARCHAR", "'10:30:00', '25:00'", "TIME", """["10:30:00",null]""", 1)]
    [InlineData("DOUBLE", "1.0, 1.5, 1e300, 'nan'", "BIGINT", "[1,null,null,null]", 3)]
    [InlineData("BIGINT", "1, 9007199254740993", "DOUBLE", "[1,null]", 1)]
    [InlineData("BIGINT", "0, 1, 2", "BOOLEAN", "[false,true,null]", 1)]
    [InlineData("TIMESTAMP", "'2024-01-01', '2024-01-01 10:00:00'", "DATE", """["2024-01-01",null]""", 1)]
    [InlineData("DATE", "'2024-01-01'", "BIGINT", "[null]", 1)]
    [InlineData("DECIMAL(10,2)", "1.50, 2.00", "VARCHAR", """["1.50","2.00"]""", 0)]
    public async Task loses_nothing_silently(string from, string values, string to, string expected, long misfits)
    {
        var (result, rows, rejects) = await Retype($"SELECT CAST(v AS {from}) AS c FROM (SELECT unnest([{string.Join(", ", values.Split(", ").Select(v => $"{v}::VARCHAR"))}]) AS v)", "c", to);

        Assert.Equal((expected, misfits), ($"[{string.Join(",", JsonNode.Parse(rows)!.AsArray().Select(r => r![0]?.ToJsonString() ?? "null"))}]", result.Misfits));
        Assert.Equal(misfits, rejects.Length);
        Assert.Equal(to, result.Columns[0].Type);
    }

    [Fact]
    public async Task records_each_cell_that_does_not_fit_with_its_row_and_text()
    {
        var (_, _, rejects) = await Retype("SELECT * FROM (VALUES (1, '5'), (2, 'a \"b\"'), (3, '6'), (4, 'ü')) v(row_number, c)", "c", "BIGINT");

        Assert.Equal(
            ["""{"line":2,"lines":1,"kind":"cell","column":"c","value":"a \"b\"","reason":"no BIGINT","text":"a \"b\""}""", """{"line":4,"lines":1,"kind":"cell","column":"c","value":"ü","reason":"no BIGINT","text":"ü"}"""],
            rejects);
    }

    [Fact]
    public async Task leaves_the_other_columns_and_the_order_as_they_are()
    {
        var (result, rows, _) = await Retype("SELECT i AS \"a b\", i::VARCHAR AS \"file_row_number\", 'x' AS \"quo\"\"te\" FROM range(5) r(i)", "file_row_number", "BIGINT");

        Assert.Equal("""[[0,0,"x"],[1,1,"x"],[2,2,"x"],[3,3,"x"],[4,4,"x"]]""", rows);
        Assert.Equal(["a b", "file_row_number", "quo\"te"], result.Columns.Select(c => c.Name));
    }

    private async Task<(RetypeResult Result, string Rows, string[] Rejects)> Retype(string select, string column, string type)
    {
        var (input, output, rejects) = (runners.NewFile("parquet"), runners.NewFile("parquet"), runners.NewFile("ndjson"));
        using var connection = new DuckDB.NET.Data.DuckDBConnection("DataSource=:memory:");
        await connection.OpenAsync(Runners.Ct);
        using var command = connection.CreateCommand();
        command.CommandText = $"COPY ({select}) TO '{input}' (FORMAT parquet)";
        await command.ExecuteNonQueryAsync(Runners.Ct);
        var result = await runners.Pool.Retype(new RetypeWork(Runners.Anyone, input, output, rejects, column, type), Runners.Unheard, Runners.Ct);
        return (result, Runners.Text(await runners.Query("SELECT * FROM data", output)), File.Exists(rejects) ? await File.ReadAllLinesAsync(rejects, Runners.Ct) : []);
    }
}
