using System.Net;
using System.Text.Json.Nodes;
using Analyst.Api.Tests.Servers;

namespace Analyst.Api.Tests;

public sealed class Cleaning_a_dataset(Running running) : IAsyncLifetime
{
    private readonly ApiClient ann = running.As("ann");
    private Guid id;
    private string place = "";
    private string tag = "";
    private JsonNode plan = new JsonObject();

    public async ValueTask InitializeAsync()
    {
        id = await ann.Profiled(Samples.Dirty, "dirty.csv");
        var job = await ann.Ended((string)(await ann.Post($"/datasets/{id}/clean", new { })).Json["jobId"]!);
        Assert.Equal("succeeded", (string?)job["state"]);
        place = ((string)job["result"]!["href"]!)["/api/analyst".Length..];
        var reply = await ann.Get(place);
        (plan, tag) = (reply.Json, reply.Headers.ETag!.ToString());
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public void is_proposed_with_reasons_counts_and_samples()
    {
        var operations = plan["operations"]!.AsArray();

        Assert.Contains("drop-duplicate-rows", operations.Select(o => (string)o!["kind"]!));
        Assert.All(operations, o =>
        {
            Assert.True((long)o!["rowsTouched"]! > 0);
            Assert.NotEmpty((string)o["reason"]!);
            Assert.NotEmpty((string)o["sql"]!);
        });
        Assert.Equal("proposed", (string?)plan["state"]);
    }

    [Fact]
    public async Task makes_a_new_revision_only_after_a_person_approved()
    {
        Assert.Equal(1, (int)(await ann.Get($"/datasets/{id}")).Json["revision"]!);

        var approved = await Approve("all", allowDestructive: true);

        Assert.Equal(HttpStatusCode.Accepted, approved.Status);
        Assert.Equal("succeeded", (string?)(await ann.Ended((string)approved.Json["jobId"]!))["state"]);
        var dataset = (await ann.Get($"/datasets/{id}")).Json;
        Assert.Equal((2, 5), ((int)dataset["revision"]!, (int)dataset["rowCount"]!));
        var statuses = await ann.Post($"/datasets/{id}/sql", new { sql = "SELECT DISTINCT status FROM data ORDER BY 1" });
        Assert.Equal("""[["closed"],["open"]]""", statuses.Json["rows"]!.ToJsonString());
        var before = await ann.Post($"/datasets/{id}/sql", new { sql = "SELECT count(*) FROM data", revision = 1 });
        Assert.Equal("[[6]]", before.Json["rows"]!.ToJsonString());
        Assert.Contains("cleaning_approved", (await running.Analyst.Facts(id)).Select(f => f.Type));
    }

    [Fact]
    public async Task needs_the_plans_tag()
    {
        var missing = await ann.Post($"{place}/approve", new { operations = "all" });
        var stale = await ann.Post($"{place}/approve", new { operations = "all" }, ("If-Match", "\"something else\""));

        Assert.Equal(((HttpStatusCode)428, "precondition-required"), (missing.Status, missing.Code));
        Assert.Equal((HttpStatusCode.PreconditionFailed, "precondition-failed"), (stale.Status, stale.Code));
    }

    [Fact]
    public async Task needs_a_flag_for_what_removes_rows() => Assert.Equal("destructive-operation", (await Approve("all", allowDestructive: false)).Code);

    [Fact]
    public async Task refuses_an_operation_that_the_plan_does_not_have() => Assert.Equal("operation-not-found", (await Approve(new[] { "op-99" }, allowDestructive: true)).Code);

    [Fact]
    public async Task refuses_what_is_no_list_of_operations() => Assert.Equal("bad-request", (await Approve(7, allowDestructive: true)).Code);

    [Fact]
    public async Task approved_by_sixteen_at_once_is_approved_once()
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Approve("all", allowDestructive: true)));

        Assert.All(replies, r => Assert.Contains(r.Status, new[] { HttpStatusCode.Accepted, HttpStatusCode.Conflict }));
        await running.Analyst.Until(id, "dataset_cleaned");
        var facts = await running.Analyst.Facts(id);
        Assert.Single(facts, f => f.Type == "cleaning_approved");
        Assert.Single(facts, f => f.Type == "dataset_cleaned");
    }

    [Fact]
    public async Task approved_again_after_it_was_applied_names_the_same_job()
    {
        var first = await Approve("all", allowDestructive: true);
        await ann.Ended((string)first.Json["jobId"]!);

        var again = await Approve("all", allowDestructive: true);

        Assert.Equal((HttpStatusCode.Accepted, (string?)first.Json["jobId"]), (again.Status, (string?)again.Json["jobId"]));
    }

    [Fact]
    public async Task can_be_rejected_and_then_not_approved()
    {
        var rejected = await ann.Post($"{place}/reject", new { reason = "not now" });
        var again = await ann.Post($"{place}/reject", new { reason = "not now" });

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.NoContent), (rejected.Status, again.Status));
        Assert.Single(await running.Analyst.Facts(id), f => f.Type == "cleaning_rejected");
        Assert.Equal("plan-closed", (await Approve("all", allowDestructive: true)).Code);
    }

    private Task<Reply> Approve(object operations, bool allowDestructive) => ann.Post($"{place}/approve", new { operations, allowDestructive }, ("If-Match", tag));
}
