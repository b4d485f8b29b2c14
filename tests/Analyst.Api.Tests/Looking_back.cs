using System.Net;
using Analyst.Api.Tests.Servers;

namespace Analyst.Api.Tests;

public sealed class Looking_back(Running running)
{
    private readonly ApiClient ann = running.As("ann");

    [Fact]
    public async Task every_fact_has_who_when_why_and_a_sentence()
    {
        var id = await ann.Profiled(Samples.Sales);
        await ann.Post($"/datasets/{id}/query", new { question = "How many rows are there?" });

        var trail = await Wait.For("the history", async () =>
            await ann.Get($"/datasets/{id}/audit") is { } t && t.Json["items"]!.AsArray() is [{ } newest, ..] && (string)newest["type"]! == "question_answered" ? t : null);

        var facts = trail.Json["items"]!.AsArray();
        Assert.Equal(
            ["question_answered", "question_interpreted", "job_attempted", "question_asked", "dataset_profiled", "job_attempted", "profile_requested", "dataset_ingested", "job_attempted", "dataset_uploaded"],
            facts.Select(f => (string)f!["type"]!));
        Assert.All(facts, f =>
        {
            Assert.Equal(("ann", "default"), ((string?)f!["user"], (string?)f["tenant"]));
            Assert.NotEmpty((string)f["text"]!);
            Assert.NotNull(f["correlationId"]);
            Assert.NotNull(f["data"]);
        });
        var first = await ann.Get($"/datasets/{id}/audit?limit=4");
        var second = await ann.Get($"/datasets/{id}/audit?limit=4&after={first.Json["next"]}");
        Assert.Equal("dataset_profiled", (string?)second.Json["items"]![0]!["type"]);
    }

    [Fact]
    public async Task a_dataset_that_has_not_changed_is_not_sent_again()
    {
        var id = await ann.Profiled(Samples.Sales);
        var reply = await ann.Get($"/datasets/{id}");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/analyst/datasets/{id}");
        request.Headers.IfNoneMatch.Add(reply.Headers.ETag!);

        Assert.Equal(HttpStatusCode.NotModified, (await ann.Send(request)).Status);
    }

    [Fact]
    public async Task datasets_are_listed_newest_first_in_pages()
    {
        using var lister = running.As($"lister-{Guid.CreateVersion7():N}");
        foreach (var name in new[] { "one.csv", "two.csv", "three.csv" })
            await lister.Ready(Samples.Sales, name);

        var first = await lister.Get("/datasets?limit=2");
        var second = await lister.Get($"/datasets?limit=2&after={first.Json["next"]}&status=ready");

        Assert.Equal(["three.csv", "two.csv"], first.Json["items"]!.AsArray().Select(d => (string)d!["name"]!));
        Assert.Equal(["one.csv"], second.Json["items"]!.AsArray().Select(d => (string)d!["name"]!));
        Assert.Null(second.Json["next"]);
        Assert.Equal("bad-request", (await lister.Get("/datasets?status=lost")).Code);
    }
}
