using System.Globalization;
using System.Text.Json;
using Analyst.Engine;

namespace Analyst.Tests.Engine;

public sealed class Asking_for_rows(Runners runners)
{
    [Theory]
    [InlineData("9007199254740992", "9007199254740992")]
    [InlineData("9007199254740993", "\"9007199254740993\"")]
    [InlineData("-9007199254740993", "\"-9007199254740993\"")]
    [InlineData("18446744073709551615::UBIGINT", "\"18446744073709551615\"")]
    [InlineData("170141183460469231731687303715884105727::HUGEINT", "\"170141183460469231731687303715884105727\"")]
    [InlineData("sum(3)", "3")]
    [InlineData("1.50::DECIMAL(10,2)", "\"1.50\"")]
    [InlineData("-0.05::DECIMAL(4,2)", "\"-0.05\"")]
    [InlineData("12345678901234567890123456789012345.678::DECIMAL(38,3)", "\"12345678901234567890123456789012345.678\"")]
    [InlineData("0.1::DOUBLE + 0.2::DOUBLE", "0.30000000000000004")]
    [InlineData("'NaN'::DOUBLE", "null")]
    [InlineData("'-inf'::FLOAT", "null")]
    [InlineData("true", "true")]
    [InlineData("NULL", "null")]
    [InlineData("DATE '2024-02-29'", "\"2024-02-29\"")]
    [InlineData("DATE '0044-03-15'", "\"0044-03-15\"")]
    [InlineData("DATE '12024-01-01'", "\"+12024-01-01\"")]
    [InlineData("'infinity'::DATE", "null")]
    [InlineData("TIMESTAMP '1969-12-31 23:59:59.5'", "\"1969-12-31T23:59:59.5\"")]
    [InlineData("TIMESTAMP '2024-01-02 03:04:05.123456'", "\"2024-01-02T03:04:05.123456\"")]
    [InlineData("TIMESTAMP_NS '2024-01-02 03:04:05.123456789'", "\"2024-01-02T03:04:05.123456789\"")]
    [InlineData("TIMESTAMPTZ '2024-01-02 03:04:05+02'", "\"2024-01-02T01:04:05Z\"")]
    [InlineData("TIME '10:11:12.25'", "\"10:11:12.25\"")]
    [InlineData("INTERVAL '14 months 3 days 90 seconds'", "\"P14M3DT90S\"")]
    [InlineData("'9a4d2cf0-1111-4222-8333-444455556666'::UUID", "\"9a4d2cf0-1111-4222-8333-444455556666\"")]
    [InlineData("'\\x00\\xFF'::BLOB", "\"AP8=\"")]
    [InlineData("[1, NULL, 3]", "[1,null,3]")]
    [InlineData("{'a': [1.5::DOUBLE], 'b': 'x'}", "{\"a\":[1.5],\"b\":\"x\"}")]
    [InlineData("MAP {'k': 1}", "[{\"key\":\"k\",\"value\":1}]")]
    [InlineData("'line\n\"quoted\" – ü'", "\"line\\n\\\"quoted\\\" – ü\"")]
    public async Task every_value_keeps_its_digits_in_json(string expression, string json) =>
        Assert.Equal($"[[{json}]]", Runners.Text(await runners.Query($"SELECT {expression}")));

    [Fact]
    public async Task types_are_told_by_their_names()
    {
        var result = await runners.Query("SELECT 1::BIGINT, 1.5::DECIMAL(10,2), [DATE '2024-01-01'], {'a': 'x'}, now(), MAP {'k': 1}");
        Assert.Equal(["BIGINT", "DECIMAL(10,2)", "DATE[]", "STRUCT(\"a\" VARCHAR)", "TIMESTAMP WITH TIME ZONE", "MAP(VARCHAR, INTEGER)"], result.Columns.Select(c => c.Type));
    }

    [Fact]
    public async Task values_without_a_number_are_noted()
    {
        var result = await runners.Query("SELECT unnest(['nan'::DOUBLE, 1, 'inf'::DOUBLE]) AS x");
        Assert.Equal("[[null],[1],[null]]", Runners.Text(result));
        Assert.Contains("Column \"x\": 2 values", Assert.Single(result.Notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10, 10, true)]
    [InlineData(100, 100, false)]
    [InlineData(101, 100, false)]
    [InlineData(0, 0, true)]
    public async Task the_row_limit_cuts_and_says_so(int limit, int rows, bool truncated)
    {
        var result = await runners.Query("SELECT range FROM range(100)", rowLimit: limit);
        Assert.Equal((rows, truncated, limit), (result.RowCount, result.Truncated, result.RowLimit));
        Assert.Equal(rows, JsonDocument.Parse(result.Rows).RootElement.GetArrayLength());
    }

    [Fact]
    public async Task a_large_result_arrives_whole_and_in_order()
    {
        var result = await runners.Query("SELECT range AS n, 'row ' || range AS t FROM range(200000)", rowLimit: 1_000_000);
        var rows = JsonDocument.Parse(result.Rows).RootElement;
        Assert.Equal(200_000, rows.GetArrayLength());
        Assert.Equal("row 199999", rows[199_999][1].GetString());
        Assert.False(result.Truncated);
    }

    [Fact]
    public async Task parameters_are_values_and_never_sql()
    {
        var loaded = await runners.Load("n,s\n1,it's\n2,other\n3,\n");
        async Task<string> Ask(string sql, params (string, string?)[] values) =>
            Runners.Text(await runners.Query(sql, loaded.Parquet, parameters: values.ToDictionary(v => v.Item1, v => JsonSerializer.SerializeToElement(v.Item2))));
        Assert.Equal("[[1]]", await Ask("SELECT n FROM data WHERE s = $word", ("word", "it's")));
        Assert.Equal("[[2],[3]]", await Ask("SELECT n FROM data WHERE n > $low ORDER BY n", ("low", "1")));
        Assert.Equal("[[0]]", await Ask("SELECT count(*) FROM data WHERE s = $word", ("word", "' OR 1=1 --")));
        Assert.Equal("[[null]]", await Ask("SELECT $nothing", ("nothing", null)));
    }

    [Fact]
    public async Task a_missing_parameter_is_named()
    {
        var refusal = await Assert.ThrowsAsync<EngineException>(() => runners.Query("SELECT $missing"));
        Assert.Equal("sql-parameter-missing", refusal.Code);
        Assert.Contains("$missing", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task an_error_in_the_middle_of_the_rows_is_an_error()
    {
        var refusal = await Assert.ThrowsAsync<EngineException>(() => runners.Query("SELECT CAST(CASE WHEN range = 500000 THEN 'x' ELSE '1' END AS INTEGER) FROM range(1000000)", rowLimit: 1_000_000));
        Assert.Equal("sql-failed", refusal.Code);
    }

    [Fact]
    public async Task several_tables_are_joined_by_their_names()
    {
        var left = await runners.Load("id,a\n1,x\n2,y\n");
        var right = await runners.Load("id,b\n2,z\n");
        var work = new QueryWork(Runners.NewScope, new Dictionary<string, string> { ["data"] = left.Parquet, ["My Prices"] = right.Parquet }, "SELECT a, b FROM data JOIN \"my prices\" USING (id)", 10);
        Assert.Equal("""[["y","z"]]""", Runners.Text(await runners.Pool.Query(work, Runners.Ct)));
    }

    [Fact]
    public async Task the_time_in_the_engine_is_told()
    {
        var result = await runners.Query("SELECT 1");
        Assert.InRange(result.DurationMs, 0.01, 10_000);
        Assert.Equal("SELECT 1", result.Sql);
        Assert.Equal("1", result.RowCount.ToString(CultureInfo.InvariantCulture));
    }
}
