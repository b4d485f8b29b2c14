using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using Analyst.Api.Tests.Servers;

namespace Analyst.Api.Tests;

public sealed class Following_a_job(Running running)
{
    private readonly ApiClient ann = running.As($"ann-{Guid.CreateVersion7():N}");

    [Fact]
    public async Task shows_every_step_until_the_table_can_be_asked()
    {
        var uploaded = await ann.Upload(Samples.Sales);
        var states = new List<JsonNode>();

        await using var stream = await ann.Http.GetStreamAsync($"/api/analyst/jobs/{uploaded.Json["jobId"]}/events");
        await foreach (var item in SseParser.Create(stream).EnumerateAsync())
            states.Add(JsonNode.Parse(item.Data)!);

        Assert.Equal("succeeded", (string?)states[^1]["state"]);
        Assert.Equal(1, (double)states[^1]["progress"]!);
        Assert.Equal($"/api/analyst/datasets/{uploaded.Json["id"]}", (string?)states[^1]["result"]!["href"]);
        Assert.All(states, s => Assert.Equal("ingest", (string?)s["kind"]));
    }

    [Fact]
    public async Task tells_when_to_look_again_while_it_is_not_ended()
    {
        var uploaded = await ann.Upload(Samples.Large(4 << 20));

        var job = await ann.Get($"/jobs/{uploaded.Json["jobId"]}");

        Assert.Contains((string?)job.Json["state"], new[] { "queued", "running" });
        Assert.Equal(TimeSpan.FromSeconds(1), job.Headers.RetryAfter?.Delta);
        Assert.Equal("succeeded", (string?)(await ann.Ended((string)uploaded.Json["jobId"]!))["state"]);
    }

    [Fact]
    public async Task lists_the_callers_jobs_newest_first_and_by_state()
    {
        var id = await ann.Profiled(Samples.Sales);

        var jobs = (await ann.Get("/jobs")).Json["items"]!.AsArray();

        Assert.Equal(["profile", "ingest"], jobs.Select(j => (string)j!["kind"]!));
        Assert.All(jobs, j => Assert.Equal(id, (Guid)j!["datasetId"]!));
        Assert.Equal(2, (await ann.Get("/jobs?state=succeeded")).Json["items"]!.AsArray().Count);
        Assert.Empty((await ann.Get("/jobs?state=failed")).Json["items"]!.AsArray());
        Assert.Equal("bad-request", (await ann.Get("/jobs?state=asleep")).Code);
    }

    [Fact]
    public async Task says_why_a_file_could_not_be_read()
    {
        var uploaded = await ann.Upload("\n\n\n"u8.ToArray());

        var job = await ann.Ended((string)uploaded.Json["jobId"]!);

        Assert.Equal("failed", (string?)job["state"]);
        Assert.Equal("csv-empty", (string?)job["error"]!["code"]);
        var dataset = await ann.Get($"/datasets/{uploaded.Json["id"]}");
        Assert.Equal("failed", (string?)dataset.Json["status"]);
        Assert.Equal(["dataset_uploaded", "job_attempted", "ingest_failed"], (await running.Analyst.Facts((Guid)uploaded.Json["id"]!)).Select(f => f.Type));
        var asked = await ann.Post($"/datasets/{uploaded.Json["id"]}/query", new { question = "How many rows?" });
        Assert.Equal((HttpStatusCode.Conflict, "dataset-failed"), (asked.Status, asked.Code));
    }
}
