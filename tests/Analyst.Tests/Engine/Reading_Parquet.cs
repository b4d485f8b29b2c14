using Analyst.Domain.Datasets;

namespace Analyst.Tests.Engine;

public sealed class Reading_Parquet(Runners runners) : Reading(runners)
{
    [Fact]
    public async Task parquet_keeps_rows_and_types()
    {
        var loaded = await Load(Files.Parquet("SELECT i::UTINYINT AS small, (i * 1.10)::DECIMAL(30,5) AS exact, DATE '2024-01-01' + i::INTEGER AS day, TIMESTAMP_NS '2024-01-01 00:00:00.123456789' AS nanos, TIMESTAMPTZ '2024-01-01 00:00:00+00' AS zoned, {'a': i, 'b': [i]} AS nested, MAP {'k': i} AS map, uuid() AS id, '\\xAA'::BLOB AS bytes, NULL::VARCHAR AS nothing, '007' AS code FROM range(3) t(i)", ", ROW_GROUP_SIZE 2048"));
        Assert.Equal("small UTINYINT, exact DECIMAL(30,5), day DATE, nanos TIMESTAMP_NS, zoned TIMESTAMP WITH TIME ZONE, nested STRUCT(a BIGINT, b BIGINT[]), map MAP(VARCHAR, BIGINT), id UUID, bytes BLOB, nothing VARCHAR, code VARCHAR", loaded.Types);
        Assert.Equal("Parquet, 1 row group", loaded.Result.Dialect);
        Assert.Equal("""[[2,"2.20000","2024-01-03","2024-01-01T00:00:00.123456789","2024-01-01T00:00:00Z",{"a":2,"b":[2]},[{"key":"k","value":2}],"qg==",null,"007"]]""", (await loaded.Ask("SELECT * EXCLUDE (id) FROM data WHERE small = 2")).ToString());
        Assert.Null(loaded.Result.File.Lines);
    }

    [Fact]
    public async Task types_without_a_form_here_become_text()
    {
        var loaded = await Load(Files.Parquet("SELECT 'POINT(1 2)'::GEOMETRY AS place, 1::VARIANT AS any"));
        Assert.Equal("place VARCHAR, any VARCHAR", loaded.Types);
        Assert.Equal("""[["POINT (1 2)","1"]]""", await loaded.Rows());
        Assert.Equal(["place", "any"], loaded.Result.File.Columns.Select(c => c.Name));
    }

    [Fact]
    public async Task parquet_without_rows_is_an_empty_table()
    {
        var loaded = await Load(Files.Parquet("SELECT 1 AS a WHERE false"));
        Assert.Equal(("a INTEGER", 0L), (loaded.Types, loaded.Result.RowCount));
    }

    [Fact]
    public async Task damaged_parquet_is_refused()
    {
        var file = Files.Parquet("SELECT i, i * 7 AS j, repeat('x', i::INTEGER % 9) AS s FROM range(10000) t(i)");
        Assert.Equal("file-unreadable", (await Refusal(file[..(file.Length / 2)])).Code);
        Assert.Equal("file-unreadable", (await Refusal([.. "PAR1"u8, .. new byte[50], .. "PAR1"u8])).Code);
        var broken = (byte[])file.Clone();
        broken.AsSpan(10, 200).Fill(0x55);
        Assert.Equal("file-unreadable", (await Refusal(broken)).Code);
        Assert.Equal("file-unreadable", (await Refusal([.. "PARE"u8, .. new byte[50], .. "PARE"u8])).Code);
    }

    [Fact]
    public async Task a_declared_type_records_what_does_not_fit()
    {
        var loaded = await Load(Files.Parquet("SELECT unnest(['1', 'x', NULL, '2.5']) AS n"), new ReadingChoices(Types: new Dictionary<string, string> { ["N"] = "bigint", ["gone"] = "DATE" }));
        Assert.Equal("n BIGINT", loaded.Types);
        Assert.Equal("[[1],[null],[null],[null]]", await loaded.Rows());
        Assert.Equal(2, loaded.Result.Rejects.Cells);
        Assert.Equal(
            ["""{"line":2,"lines":1,"kind":"cell","column":"n","value":"x","reason":"not-of-the-declared-type","text":"x"}""", """{"line":4,"lines":1,"kind":"cell","column":"n","value":"2.5","reason":"not-of-the-declared-type","text":"2.5"}"""],
            await File.ReadAllLinesAsync(Rejects, Engine.Runners.Ct));
        Assert.Contains("gone", Assert.Single(loaded.Result.File.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_declared_type_is_never_run_as_a_statement() =>
        Assert.Equal("type-unknown", (await Refusal(Files.Parquet("SELECT 1 AS n"), new ReadingChoices(Types: new Dictionary<string, string> { ["n"] = "BIGINT); DROP TABLE x; --" }))).Code);
}
