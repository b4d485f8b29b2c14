using System.Net;
using Analyst.Api.Tests.Servers;

namespace Analyst.Api.Tests;

public sealed class Overriding_a_type(Running running)
{
    private const string Shops = "shop,plz,total\na,1234,10\nb,9990,x\nc,5678,30\n";

    private readonly ApiClient ann = running.As("ann");

    [Fact]
    public async Task reads_the_original_again_so_that_codes_get_their_zeros_back()
    {
        var id = await ann.Ready("id,code\n1,7\n2,12\n3,345\n");
        await ann.Retyped(id, "code", "text");
        Assert.Equal("""[["7"],["12"],["345"]]""", await Column(id, "code"));

        var padded = await ann.Ready("id,code\n1,007\n2,012\n3,345\n");
        await ann.Retyped(padded, "code", "integer");
        Assert.Equal("[[7],[12],[345]]", await Column(padded, "code"));
        await ann.Retyped(padded, "CODE", "text");

        Assert.Equal("""[["007"],["012"],["345"]]""", await Column(padded, "code"));
        var revision = (await ann.Get($"/datasets/{padded}/revisions/3")).Json;
        Assert.Equal(("retype", 2), ((string)revision["operation"]!, (int)revision["from"]!));
        Assert.Equal("""[{"name":"code","from":"BIGINT","to":"VARCHAR"}]""", revision["schemaChanges"]!["retyped"]!.ToJsonString());
        Assert.Equal("VARCHAR", (string?)revision["file"]!["decided"]!["types"]!["code"]);
    }

    [Fact]
    public async Task adds_up_over_several_columns_and_records_what_does_not_fit()
    {
        var id = await ann.Ready(Shops);
        await ann.Retyped(id, "plz", "VARCHAR");
        var job = await ann.Retyped(id, "total", "DECIMAL(10,2)");

        Assert.EndsWith($"/datasets/{id}/revisions/{(await ann.Get($"/datasets/{id}")).Json["revision"]}", (string?)job["result"]!["href"], StringComparison.Ordinal);
        Assert.Equal("""[["1234","10.00"],["9990",null],["5678","30.00"]]""", (await ann.Post($"/datasets/{id}/sql", new { sql = "SELECT plz, total FROM data" })).Json["rows"]!.ToJsonString());
        var place = ((string)job["result"]!["href"]!)["/api/analyst".Length..];
        var rejects = (await ann.Get($"{place}/rejects")).Json;
        Assert.Equal(1, (int)rejects["counts"]!["cells"]!);
        var item = Assert.Single(rejects["items"]!.AsArray())!;
        Assert.Equal(("cell", "total", "x"), ((string)item["kind"]!, (string)item["column"]!, (string)item["value"]!));
    }

    [Fact]
    public async Task casts_when_a_cleaning_stands_between_and_records_what_does_not_fit()
    {
        var id = await ann.Profiled(Samples.Dirty);
        var cleaned = await ann.Cleaned(id);

        await ann.Retyped(id, "status", "boolean");

        var (revision, page) = ((await ann.Get($"/datasets/{id}/revisions/{cleaned + 1}")).Json, (await ann.Get($"/datasets/{id}/revisions/{cleaned + 1}/rejects?limit=2")).Json);
        Assert.Equal((cleaned, 5, 5), ((int)revision["from"]!, (int)revision["rowCount"]!, (int)page["counts"]!["cells"]!));
        Assert.Equal([1, 2], page["items"]!.AsArray().Select(i => (int)i!["line"]!));
        var rest = (await ann.Get($"/datasets/{id}/revisions/{cleaned + 1}/rejects?limit=200&after={(string)page["next"]!}")).Json;
        Assert.Equal([3, 4, 5], rest["items"]!.AsArray().Select(i => (int)i!["line"]!));
        Assert.Null(rest["next"]);
        var csv = (await ann.Download($"/datasets/{id}/revisions/{cleaned + 1}/rejects", "text/csv")).Text.Split("\r\n");
        Assert.Equal(("line,lines,kind,column,value,reason,text", "1,1,cell,status,open,no BOOLEAN,open", 7), (csv[0], csv[1], csv.Length));
        Assert.Equal(5, (await ann.Download($"/datasets/{id}/revisions/{cleaned + 1}/rejects", "application/x-ndjson")).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal("bad-request", (await ann.Get($"/datasets/{id}/revisions/{cleaned + 1}/rejects?after=Mw")).Code);
    }

    [Fact]
    public async Task that_the_column_has_changes_nothing()
    {
        var id = await ann.Ready(Samples.Sales);
        var version = (await ann.Get($"/datasets/{id}")).Headers.ETag;

        var reply = await ann.SetType(id, "region", "text");

        Assert.Equal(HttpStatusCode.NoContent, reply.Status);
        Assert.DoesNotContain(await running.Analyst.Facts(id), f => f.Type == "column_type_set");
        Assert.NotNull(version);
    }

    [Theory]
    [InlineData("nothing", "text", HttpStatusCode.NotFound, "column-not-found")]
    [InlineData("region", "emoji", HttpStatusCode.UnprocessableEntity, "type-unknown")]
    [InlineData("region", "DECIMAL(39,2)", HttpStatusCode.UnprocessableEntity, "type-unknown")]
    [InlineData("region", "VARCHAR); DROP TABLE x", HttpStatusCode.UnprocessableEntity, "type-unknown")]
    [InlineData("region", null, HttpStatusCode.UnprocessableEntity, "type-unknown")]
    [InlineData("region", 7, HttpStatusCode.BadRequest, "bad-request")]
    public async Task is_refused_for_what_is_not_there(string column, object? type, HttpStatusCode status, string code)
    {
        var id = await ann.Ready(Samples.Sales);

        var reply = await ann.SetType(id, column, type);

        Assert.Equal((status, code), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task is_refused_to_others_and_where_no_dataset_is()
    {
        var others = await running.As("bob").SetType(await ann.Ready(Samples.Sales), "region", "text");
        var unknown = await ann.SetType(Guid.CreateVersion7(), "region", "text");

        Assert.Equal((HttpStatusCode.NotFound, "not-found"), (others.Status, others.Code));
        Assert.Equal((HttpStatusCode.NotFound, "not-found"), (unknown.Status, unknown.Code));
    }

    [Fact]
    public async Task minds_the_tag_when_one_is_sent()
    {
        var id = await ann.Profiled(Samples.Sales);
        var tag = (await ann.Get($"/datasets/{id}")).Headers.ETag!.ToString();

        var stale = await ann.SetType(id, "amount", "text", "\"1\"");
        var fresh = await ann.SetType(id, "amount", "text", tag);

        Assert.Equal((HttpStatusCode.PreconditionFailed, "precondition-failed"), (stale.Status, stale.Code));
        Assert.Equal(HttpStatusCode.Accepted, fresh.Status);
        await ann.Succeeded(fresh);
    }

    [Fact]
    public async Task takes_names_with_odd_characters()
    {
        const string name = "a/b c%?ü";
        var id = await ann.Ready($"id,\"{name}\"\n1,2\n3,4\n");

        await ann.Retyped(id, name, "text");

        Assert.Equal("VARCHAR", (string?)(await ann.Get($"/datasets/{id}")).Json["columns"]![1]!["type"]);
    }

    [Fact]
    public async Task asked_by_many_at_once_never_forks()
    {
        var id = await ann.Profiled(Samples.Sales);

        var replies = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => ann.SetType(id, i % 2 == 0 ? "amount" : "sold", "text")));
        foreach (var reply in replies.Where(r => r.Status == HttpStatusCode.Accepted))
            await ann.Succeeded(reply);

        Assert.All(replies, r => Assert.Contains(r.Status, new[] { HttpStatusCode.Accepted, HttpStatusCode.Conflict, HttpStatusCode.NoContent }));
        var facts = await running.Analyst.Facts(id);
        var numbers = (await ann.Get($"/datasets/{id}/revisions")).Json["items"]!.AsArray().Select(r => (int)r!["number"]!).ToArray();
        Assert.Equal(Enumerable.Range(1, numbers.Length).Reverse(), numbers);
        Assert.Equal(facts.Count(f => f.Type == "column_type_set"), facts.Count(f => f.Type == "dataset_retyped"));
    }

    [Fact]
    public async Task stands_in_the_certificate_of_an_answer()
    {
        var id = await ann.Profiled(Samples.Sales);
        await ann.Retyped(id, "product", "boolean");
        await ann.Profile(id, revision: 2);
        var answer = (string)(await ann.Post($"/datasets/{id}/query", new { question = "What is the total amount?" })).Json["id"]!;

        var revisions = (await ann.Get($"/queries/{answer}/provenance")).Json["revisions"]!.AsArray();

        Assert.Equal(["retype", "ingest"], revisions.Select(r => (string)r!["operation"]!));
        Assert.Equal(("product: BOOLEAN", "ann"), ((string)revisions[0]!["operations"]![0]!, (string)revisions[0]!["approvedBy"]!));
    }

    private async Task<string> Column(Guid id, string name) => (await ann.Post($"/datasets/{id}/sql", new { sql = $"SELECT {name} FROM data" })).Json["rows"]!.ToJsonString();
}
