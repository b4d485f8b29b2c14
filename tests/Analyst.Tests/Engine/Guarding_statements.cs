using Analyst.Engine;

namespace Analyst.Tests.Engine;

public sealed class Guarding_statements(Runners runners)
{
    private const string Csv = "a,b,d,t,x\n1,x,2024-01-01,2024-01-01 10:00:00,1.5\n2,y,2024-02-01,2024-02-01 11:30:00,2.5\n";

    private static Task<Loaded>? table;

    [Theory]
    [MemberData(nameof(SqlCases.Refused), MemberType = typeof(SqlCases))]
    public async Task what_is_not_on_the_list_is_refused(string code, string sql)
    {
        var refusal = await Assert.ThrowsAsync<EngineException>(async () => await runners.Query(sql, await Table()));
        Assert.Equal(code, refusal.Code);
        Assert.DoesNotContain(runners.Folder, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(SqlCases.Allowed), MemberType = typeof(SqlCases))]
    public async Task what_people_ask_runs(string sql)
    {
        var result = await runners.Query(sql, await Table());
        Assert.NotEmpty(result.Columns);
        Assert.NotEmpty(result.Sql);
    }

    [Fact]
    public async Task the_nearest_name_is_offered()
    {
        var table = await Assert.ThrowsAsync<EngineException>(async () => await runners.Query("SELECT * FROM dta", await Table()));
        Assert.Contains("Did you mean \"data\"?", table.Message, StringComparison.Ordinal);
        var function = await Assert.ThrowsAsync<EngineException>(() => runners.Query("SELECT averge(1)"));
        Assert.Contains("averge", function.Message, StringComparison.Ordinal);
        var column = await Assert.ThrowsAsync<EngineException>(async () => await runners.Query("SELECT bb FROM data", await Table()));
        Assert.Equal("sql-unknown-name", column.Code);
        Assert.Contains("\"b\"", column.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1", "+1", 900)]
    [InlineData("1", "||'x'", 900)]
    [InlineData("((((((((((", "", 1)]
    public async Task deep_or_unfinished_statements_end_quickly(string head, string piece, int times)
    {
        var refusal = await Assert.ThrowsAsync<EngineException>(() => runners.Query("SELECT " + head + string.Concat(Enumerable.Repeat(piece, times))));
        Assert.True(refusal.Code is "sql-too-complex" or "sql-invalid", refusal.Code);
    }

    [Fact]
    public async Task tables_that_double_each_other_are_too_complex()
    {
        var doubled = string.Join(", ", Enumerable.Range(1, 18).Select(i => $"t{i} AS (SELECT * FROM t{i - 1} AS l JOIN t{i - 1} AS r USING (a))"));
        var refusal = await Assert.ThrowsAsync<EngineException>(async () => await runners.Query($"WITH t0 AS (SELECT a FROM data), {doubled} SELECT count(*) FROM t18", await Table()));
        Assert.Equal("sql-too-complex", refusal.Code);
    }

    [Fact]
    public async Task a_thousand_levels_leave_the_process_alive()
    {
        var deep = $"SELECT {string.Concat(Enumerable.Repeat("abs(", 2000))}1{new string(')', 2000)}";
        var refusal = await Assert.ThrowsAsync<EngineException>(() => runners.Query(deep));
        Assert.NotEqual("runner-crashed", refusal.Code);
        Assert.Equal(1, (await runners.Query("SELECT 1")).RowCount);
    }

    [Fact]
    public async Task a_long_statement_is_not_even_parsed() =>
        Assert.Equal("sql-too-long", (await Assert.ThrowsAsync<EngineException>(() => runners.Query($"SELECT '{new string('x', 20_000)}'"))).Code);

    private async Task<string> Table() => (await (table ??= runners.Load(Csv))).Parquet;
}
