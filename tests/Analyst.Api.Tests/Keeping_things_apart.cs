using System.Net;
using System.Text.Json.Nodes;
using Analyst.Api.Tests.Servers;

namespace Analyst.Api.Tests;

public sealed class Keeping_things_apart(Running running)
{
    [Theory]
    [InlineData("bob")]
    [InlineData("ann@elsewhere")]
    public async Task what_another_owns_looks_like_what_is_not_there(string stranger)
    {
        using var ann = running.As("ann");
        using var other = running.As(stranger);
        var id = await ann.Profiled(Samples.Sales);
        var question = (string)(await ann.Post($"/datasets/{id}/query", new { question = "How many rows are there?" })).Json["id"]!;
        var job = (string)(await ann.Get("/jobs?limit=1")).Json["items"]![0]!["id"]!;
        var nothing = Guid.CreateVersion7();

        foreach (var (path, same) in new[]
        {
            ($"/datasets/{id}", $"/datasets/{nothing}"), ($"/datasets/{id}/profile", $"/datasets/{nothing}/profile"), ($"/datasets/{id}/audit", $"/datasets/{nothing}/audit"),
            ($"/datasets/{id}/queries", $"/datasets/{nothing}/queries"), ($"/datasets/{id}/cleaning-plans/{nothing}", $"/datasets/{nothing}/cleaning-plans/{nothing}"),
            ($"/jobs/{job}", $"/jobs/{nothing}"), ($"/jobs/{job}/events", $"/jobs/{nothing}/events"),
            ($"/queries/{question}", $"/queries/{nothing}"), ($"/queries/{question}/result", $"/queries/{nothing}/result"),
            ($"/queries/{question}/chart", $"/queries/{nothing}/chart"), ($"/queries/{question}/provenance", $"/queries/{nothing}/provenance"),
        })
            AssertSame(await other.Get(path), await other.Get(same));
        foreach (var (path, body) in new (string, object)[]
        {
            ("query", new { question = "How many rows are there?" }), ("sql", new { sql = "SELECT * FROM data" }), ("profile", new { }), ("clean", new { }),
            ($"cleaning-plans/{nothing}/approve", new { operations = "all" }), ($"cleaning-plans/{nothing}/reject", new { }),
        })
            AssertSame(await other.Post($"/datasets/{id}/{path}", body), await other.Post($"/datasets/{nothing}/{path}", body));
        AssertSame(await other.Delete($"/datasets/{id}"), await other.Delete($"/datasets/{nothing}"));
        Assert.Equal(HttpStatusCode.OK, (await ann.Get($"/datasets/{id}")).Status);
    }

    [Fact]
    public async Task what_is_accepted_does_not_tell_whether_a_dataset_is_there()
    {
        var id = await running.As("ann").Ready(Samples.Sales);
        foreach (var (method, path) in new[] { (HttpMethod.Post, "/profile"), (HttpMethod.Post, "/clean"), (HttpMethod.Delete, "") })
        {
            var replies = new List<(HttpStatusCode, string?, string)>();
            foreach (var dataset in new[] { id, Guid.CreateVersion7() })
            {
                using var request = new HttpRequestMessage(method, $"/api/analyst/datasets/{dataset}{path}");
                request.Headers.Accept.ParseAdd("text/html");
                var reply = await running.As("eve").Send(request);
                replies.Add((reply.Status, reply.ContentHeaders.ContentType?.ToString(), reply.Body.Replace($"{dataset}", "", StringComparison.Ordinal)));
            }
            Assert.Equal(replies[0], replies[1]);
        }
    }

    [Fact]
    public async Task every_route_but_the_open_ones_needs_a_user()
    {
        using var nobody = new ApiClient(running.Analyst.Address, user: null);
        var document = JsonNode.Parse(await nobody.Http.GetStringAsync("/openapi/v1.json"))!;
        var asked = 0;

        foreach (var (path, methods) in document["paths"]!.AsObject().Where(p => !p.Key.Contains("/problems", StringComparison.Ordinal)))
        {
            foreach (var (method, _) in methods!.AsObject())
            {
                using var request = new HttpRequestMessage(new HttpMethod(method.ToUpperInvariant()), path.Replace("{id}", $"{Guid.CreateVersion7()}", StringComparison.Ordinal).Replace("{planId}", $"{Guid.CreateVersion7()}", StringComparison.Ordinal));
                var reply = await nobody.Send(request);
                Assert.Equal((HttpStatusCode.Unauthorized, "unauthenticated"), (reply.Status, method == "head" ? "unauthenticated" : reply.Code));
                asked++;
            }
        }
        Assert.True(asked >= 20, $"Only {asked} routes were asked.");
    }

    [Theory]
    [InlineData("ann@")]
    [InlineData("a b")]
    [InlineData("ann@x@y")]
    [InlineData("ann@..")]
    [InlineData(".ann")]
    [InlineData("<script>")]
    public async Task a_user_that_is_none_is_refused(string header)
    {
        using var odd = new ApiClient(running.Analyst.Address, user: null);
        odd.Http.DefaultRequestHeaders.TryAddWithoutValidation("X-User", header);

        Assert.Equal("unauthenticated", (await odd.Get("/datasets")).Code);
    }

    private static void AssertSame(Reply foreign, Reply missing)
    {
        Assert.Equal(HttpStatusCode.NotFound, foreign.Status);
        Assert.Equal((missing.Status, missing.Code, (string?)missing.Json["detail"]), (foreign.Status, foreign.Code, (string?)foreign.Json["detail"]));
    }
}
