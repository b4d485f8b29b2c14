using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Analyst.Api.Tests.Servers;

namespace Analyst.Api.Tests;

public sealed class Saying_what_columns_are(Running running)
{
    private readonly ApiClient ann = running.As("ann");

    [Fact]
    public async Task is_proposed_from_the_numbers()
    {
        var id = await ann.Profiled(Samples.Sales);

        var reply = await ann.Get($"/datasets/{id}/semantics");

        Assert.Equal((HttpStatusCode.OK, (await ann.Get($"/datasets/{id}")).Headers.ETag), (reply.Status, reply.Headers.ETag));
        Assert.All(reply.Json["columns"]!.AsArray(), c => Assert.Equal("proposed", (string?)c!["source"]));
        var dataset = (await ann.Get($"/datasets/{id}")).Json["columns"]!.AsArray();
        Assert.Equal(reply.Json["columns"]!.AsArray().Select(Shown), dataset.Select(Shown));
        Assert.All(dataset, c => Assert.NotNull(c!["role"]));
    }

    [Fact]
    public async Task shows_everywhere_and_stays_in_later_revisions()
    {
        var id = await ann.Profiled(Samples.Sales);

        var put = await Put(ann, id, new { name = "AMOUNT", semanticType = "code", role = "identifier" });

        var said = Column(put.Json, "amount");
        Assert.Equal((HttpStatusCode.OK, "code", "identifier", 1, "person", "ann"), (put.Status, (string)said["semanticType"]!, (string)said["role"]!, (double)said["confidence"]!, (string)said["source"]!, (string)said["setBy"]!));
        Assert.Equal((string)(await ann.Get($"/datasets/{id}")).Json["updatedAt"]!, (string)said["setAt"]!);
        Assert.Equal("""["set by a person"]""", said["evidence"]!.ToJsonString());
        Assert.Equal(put.Body, (await ann.Get($"/datasets/{id}/semantics")).Body);
        await ShowsOverride(id);
        var fact = await Wait.For("the fact in the audit", async () => (await ann.Get($"/datasets/{id}/audit")).Json["items"]!.AsArray().FirstOrDefault(f => (string)f!["type"]! == "column_meaning_set"));
        Assert.Equal("Said what the column amount is: code, role identifier.", (string?)fact["text"]);

        await ann.Retyped(id, "product", "boolean");
        await ann.Succeeded(await ann.Append(id, Samples.Sales));
        await ann.Profile(id);

        await ShowsOverride(id);
        Assert.Equal("code", (string?)Column((await ann.Get($"/datasets/{id}/profile?revision=1")).Json, "amount")["semanticType"]);
    }

    [Fact]
    public async Task is_taken_back_with_the_name_alone()
    {
        var id = await ann.Profiled(Samples.Sales);
        var before = await ann.Get($"/datasets/{id}/profile");
        await Put(ann, id, new { name = "amount", semanticType = "code" }, new { name = "region", role = "text" });
        var between = await ann.Get($"/datasets/{id}/profile");

        var back = await Put(ann, id, new { name = "amount" }, new { name = "region", semanticType = (string?)null, role = (string?)null });

        Assert.All(back.Json["columns"]!.AsArray(), c => Assert.Equal("proposed", (string?)c!["source"]));
        var after = await ann.Get($"/datasets/{id}/profile");
        Assert.Equal(("categorical", "text"), ((string)Column(between.Json, "amount")["role"]!, (string)Column(between.Json, "region")["role"]!));
        Assert.Equal((before.Body, before.Headers.ETag), (after.Body, after.Headers.ETag));
        Assert.NotEqual(before.Headers.ETag, between.Headers.ETag);
        Assert.Equal(4, (await running.Analyst.Facts(id)).Count(f => f.Type == "column_meaning_set"));
    }

    [Fact]
    public async Task asked_again_appends_nothing()
    {
        var id = await ann.Profiled(Samples.Sales);
        var first = await Put(ann, id, new { name = "amount", semanticType = "code" });

        var again = await Put(ann, id, new { name = "Amount", semanticType = "code" });

        Assert.Equal((first.Status, first.Body, first.Headers.ETag), (again.Status, again.Body, again.Headers.ETag));
        Assert.Single(await running.Analyst.Facts(id), f => f.Type == "column_meaning_set");
    }

    [Fact]
    public async Task minds_the_tag_when_one_is_sent()
    {
        var id = await ann.Profiled(Samples.Sales);
        var tag = (await ann.Get($"/datasets/{id}/semantics")).Headers.ETag!.ToString();

        var fresh = await Put(ann, id, tag, new { name = "amount", semanticType = "code" });
        var stale = await Put(ann, id, tag, new { name = "amount", semanticType = "count" });
        var next = await Put(ann, id, fresh.Headers.ETag!.ToString(), new { name = "amount", semanticType = "count" });

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.PreconditionFailed, "precondition-failed"), (fresh.Status, stale.Status, stale.Code));
        Assert.Equal((HttpStatusCode.OK, "count"), (next.Status, (string?)Column(next.Json, "amount")["semanticType"]));
        Assert.Equal(next.Headers.ETag, (await ann.Get($"/datasets/{id}/semantics")).Headers.ETag);
    }

    [Theory]
    [InlineData("""{"columns":[{"name":"region","role":"text"},{"name":"nobody","role":"text"}]}""", HttpStatusCode.UnprocessableEntity, "column-unknown")]
    [InlineData("""{"columns":[{"name":"region","semanticType":"emoji"}]}""", HttpStatusCode.UnprocessableEntity, "semantic-type-unknown")]
    [InlineData("""{"columns":[{"name":"region","role":"king"}]}""", HttpStatusCode.UnprocessableEntity, "role-unknown")]
    [InlineData("""{"columns":[{"role":"text"}]}""", HttpStatusCode.BadRequest, "bad-request")]
    [InlineData("""{"columns":[null]}""", HttpStatusCode.BadRequest, "bad-request")]
    [InlineData("""{}""", HttpStatusCode.BadRequest, "bad-request")]
    [InlineData("""{"columns":{"name":"region"}}""", HttpStatusCode.BadRequest, "bad-request")]
    public async Task is_refused_as_a_whole(string body, HttpStatusCode status, string code)
    {
        var id = await ann.Ready(Samples.Sales);

        var reply = await Send(ann, id, JsonNode.Parse(body)!, ifMatch: null);

        Assert.Equal((status, code), (reply.Status, reply.Code));
        Assert.DoesNotContain(await running.Analyst.Facts(id), f => f.Type == "column_meaning_set");
    }

    [Fact]
    public async Task is_hidden_from_others_and_where_no_dataset_is()
    {
        var id = await ann.Ready(Samples.Sales);
        var bob = running.As("bob");

        Reply[] replies = [await bob.Get($"/datasets/{id}/semantics"), await Put(bob, id, new { name = "region", role = "text" }), await ann.Get($"/datasets/{Guid.CreateVersion7()}/semantics"), await Put(ann, Guid.CreateVersion7(), new { name = "region", role = "text" })];

        Assert.All(replies, r => Assert.Equal((HttpStatusCode.NotFound, "not-found"), (r.Status, r.Code)));
    }

    [Fact]
    public async Task of_a_deleted_dataset_is_gone()
    {
        var id = await ann.Ready(Samples.Sales);
        await ann.Delete($"/datasets/{id}");

        Assert.Equal("dataset-deleted", (await ann.Get($"/datasets/{id}/semantics")).Code);
        Assert.Equal("dataset-deleted", (await Put(ann, id, new { name = "region", role = "text" })).Code);
    }

    [Fact]
    public async Task is_not_turned_away_by_what_workers_write()
    {
        var id = await ann.Ready(Samples.Sales);

        var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Put(ann, id, new { name = "region", semanticType = i % 2 == 0 ? "code" : "city" })).Append(ann.Post($"/datasets/{id}/profile", new { })));

        Assert.All(replies[..8], r => Assert.Equal(HttpStatusCode.OK, r.Status));
    }

    private async Task ShowsOverride(Guid id)
    {
        var shown = Column((await ann.Get($"/datasets/{id}/profile")).Json, "amount");
        Assert.Equal(("code", 1, "identifier", 1), ((string)shown["semanticType"]!, (double)shown["semanticConfidence"]!, (string)shown["role"]!, (double)shown["confidence"]!));
        Assert.Equal("""["set by a person"]""", shown["evidence"]!.ToJsonString());
        var column = Column((await ann.Get($"/datasets/{id}")).Json, "amount");
        Assert.Equal(("code", "identifier"), ((string)column["semanticType"]!, (string)column["role"]!));
    }

    private static (string?, string?, string?) Shown(JsonNode? c) => ((string?)c!["name"], (string?)c["semanticType"], (string?)c["role"]);

    private static JsonNode Column(JsonNode of, string name) => of["columns"]!.AsArray().Single(c => (string)c!["name"]! == name)!;

    private static Task<Reply> Put(ApiClient client, Guid id, params object[] columns) => Send(client, id, new { columns }, ifMatch: null);

    private static Task<Reply> Put(ApiClient client, Guid id, string ifMatch, params object[] columns) => Send(client, id, new { columns }, ifMatch);

    private static async Task<Reply> Send(ApiClient client, Guid id, object body, string? ifMatch)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/analyst/datasets/{id}/semantics") { Content = JsonContent.Create(body) };
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return await client.Send(request);
    }
}
