using System.Net;
using System.Net.Http.Json;
using Analyst.Api.Tests.Servers;

namespace Analyst.Api.Tests;

public sealed class Running_sql(Running running) : IAsyncLifetime
{
    private readonly ApiClient ann = running.As("ann");
    private Guid id;

    public async ValueTask InitializeAsync() => id = await ann.Ready(Samples.Sales);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task gives_a_table_with_types()
    {
        var reply = await Sql("SELECT region, count(*) AS n FROM data GROUP BY region ORDER BY region");

        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal("""[{"name":"region","type":"VARCHAR"},{"name":"n","type":"BIGINT"}]""", reply.Json["columns"]!.ToJsonString());
        Assert.Equal("""[["east",1],["north",3],["south",2]]""", reply.Json["rows"]!.ToJsonString());
        Assert.Equal((3, false), ((int)reply.Json["rowCount"]!, (bool)reply.Json["truncated"]!));
    }

    [Fact]
    public async Task answers_the_method_query_too()
    {
        using var request = new HttpRequestMessage(new HttpMethod("QUERY"), $"/api/analyst/datasets/{id}/sql") { Content = JsonContent.Create(new { sql = "SELECT count(*) FROM data" }) };

        Assert.Equal("[[6]]", (await ann.Send(request)).Json["rows"]!.ToJsonString());
    }

    [Fact]
    public async Task says_when_there_were_more_rows()
    {
        var reply = await ann.Post($"/datasets/{id}/sql", new { sql = "SELECT * FROM data", limit = 2 });

        Assert.Equal((2, true, 2), ((int)reply.Json["rowCount"]!, (bool)reply.Json["truncated"]!, (int)reply.Json["rowLimit"]!));
    }

    [Fact]
    public async Task takes_parameters()
    {
        var reply = await ann.Post($"/datasets/{id}/sql", new { sql = "SELECT count(*) FROM data WHERE region = $region", parameters = new { region = "north' OR '1'='1" } });

        Assert.Equal("[[0]]", reply.Json["rows"]!.ToJsonString());
    }

    [Fact]
    public async Task takes_parameters_of_every_simple_type()
    {
        var reply = await ann.Post($"/datasets/{id}/sql", new { sql = "SELECT $n + 1, $d * 2, NOT $b, $t || '!', $none IS NULL", parameters = new { n = 2, d = 0.25, b = true, t = "x", none = (string?)null } });

        Assert.Equal("""[[3,0.5,false,"x!",true]]""", reply.Json["rows"]!.ToJsonString().Replace("0.50", "0.5", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("DELETE FROM data", "sql-not-select")]
    [InlineData("SELECT 1; SELECT 2", "sql-not-select")]
    [InlineData("SELEC 1", "sql-invalid")]
    [InlineData("SELECT * FROM other", "sql-unknown-name")]
    [InlineData("SELECT nothing FROM data", "sql-unknown-name")]
    [InlineData("SELECT * FROM read_csv('/etc/passwd')", "sql-function-refused")]
    [InlineData("SELECT repeat('x', 4000000000)", "sql-function-refused")]
    [InlineData("  ", "sql-empty")]
    public async Task refuses_with_a_code_that_says_why(string sql, string code)
    {
        var reply = await Sql(sql);

        Assert.Equal(code, reply.Code);
        Assert.DoesNotContain(running.Analyst.DataFolder, reply.Body);
    }

    [Fact]
    public async Task keeps_numbers_that_json_would_round()
    {
        var reply = await Sql("SELECT 9007199254740993::BIGINT AS big, 0.1::DECIMAL(5,2) AS dec, 'NaN'::DOUBLE AS nan");

        Assert.Equal("""[["9007199254740993","0.10",null]]""", reply.Json["rows"]!.ToJsonString());
        Assert.NotEmpty(reply.Json["notes"]!.AsArray());
    }

    [Fact]
    public async Task leaves_no_fact() // docs/decisions/0007
    {
        var before = (await running.Analyst.Facts(id)).Count;

        await Sql("SELECT 1");

        Assert.DoesNotContain("question_asked", (await running.Analyst.Facts(id)).Skip(before).Select(f => f.Type));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10_001)]
    public async Task refuses_a_limit_out_of_bounds(int limit) =>
        Assert.Equal("bad-request", (await ann.Post($"/datasets/{id}/sql", new { sql = "SELECT 1", limit })).Code);

    [Fact]
    public async Task answers_many_at_once_and_keeps_tenants_apart()
    {
        using var eve = running.As("ann@other");
        var hers = await eve.Ready("region\nsecret\n");

        var replies = await Task.WhenAll(Enumerable.Range(0, 40).Select(n => n % 2 == 0 ? Sql("SELECT count(*) FROM data") : eve.Post($"/datasets/{hers}/sql", new { sql = "SELECT count(*) FROM data" })));

        Assert.All(replies, (r, n) => Assert.Equal(n % 2 == 0 ? "[[6]]" : "[[1]]", r.Json["rows"]!.ToJsonString()));
    }

    private Task<Reply> Sql(string sql) => ann.Post($"/datasets/{id}/sql", new { sql });
}
