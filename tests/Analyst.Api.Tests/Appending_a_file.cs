using System.Net;
using System.Text;
using Analyst.Api.Tests.Servers;

namespace Analyst.Api.Tests;

public sealed class Appending_a_file(Running running)
{
    private const string January = "id,customer,amount_eur,day\n1,ann,10,2024-01-01\n2,bob,20,2024-01-02\n";
    private const string February = "id,customer_name,amount_eur,country\n3,cat,ten,CH\n4,dan,40,DE\n5,eve,50,FR\n";

    private readonly ApiClient ann = running.As("ann");

    [Fact]
    public async Task makes_the_next_revision_and_tells_what_changed_in_the_columns()
    {
        var id = await ann.Ready(January, "january.csv");

        var reply = await ann.Append(id, February, "?name=february.csv");
        var job = await ann.Succeeded(reply);

        Assert.Equal((HttpStatusCode.Accepted, $"/api/analyst/jobs/{reply.Json["jobId"]}"), (reply.Status, reply.Headers.Location?.OriginalString));
        Assert.Equal($"/api/analyst/datasets/{id}/revisions/2", (string?)job["result"]!["href"]);
        var revision = (await ann.Get($"/datasets/{id}/revisions/2")).Json;
        Assert.Equal(("append", 1, 3), ((string)revision["operation"]!, (int)revision["from"]!, (int)revision["rowCount"]!));
        Assert.Equal("february.csv", (string?)revision["source"]!["name"]);
        var changes = revision["schemaChanges"]!;
        Assert.Equal("country", (string?)Assert.Single(changes["added"]!.AsArray())!["name"]);
        Assert.Equal("day", (string?)Assert.Single(changes["dropped"]!.AsArray())!["name"]);
        Assert.Equal(("customer", "customer_name"), ((string)changes["renamed"]![0]!["from"]!, (string)changes["renamed"]![0]!["to"]!));
        Assert.Equal(("amount_eur", "BIGINT", "VARCHAR"), ((string)changes["retyped"]![0]!["name"]!, (string)changes["retyped"]![0]!["from"]!, (string)changes["retyped"]![0]!["to"]!));
    }

    [Fact]
    public async Task keeps_the_revision_before_and_its_bytes()
    {
        var id = await ann.Ready(January, "january.csv");
        await ann.Succeeded(await ann.Append(id, February));

        Assert.Equal(January, (await ann.Download($"/datasets/{id}/revisions/1/original")).Text);
        Assert.Equal(February, (await ann.Download($"/datasets/{id}/revisions/2/original")).Text);
        Assert.Equal("[[3]]", (await ann.Post($"/datasets/{id}/sql", new { sql = "SELECT count(*) FROM data" })).Json["rows"]!.ToJsonString());
        Assert.Equal("[[2]]", (await ann.Post($"/datasets/{id}/sql", new { sql = "SELECT count(*) FROM data", revision = 1 })).Json["rows"]!.ToJsonString());
        var dataset = (await ann.Get($"/datasets/{id}")).Json;
        Assert.Equal(("january.csv", "ready", 2, February.Length), ((string)dataset["name"]!, (string)dataset["status"]!, (int)dataset["revision"]!, (int)dataset["bytes"]!));
    }

    [Fact]
    public async Task compares_rows_and_numbers_once_both_are_profiled()
    {
        var id = await ann.Profiled(January);
        await ann.Succeeded(await ann.Append(id, "id,customer,amount_eur,day\n3,cat,30,2024-02-01\n4,,50,2024-02-02\n5,eve,70,2024-02-03\n"));
        await ann.Profile(id, revision: 2);

        var diff = (await ann.Get($"/datasets/{id}/revisions/2/diff?from=1")).Json;
        var back = (await ann.Get($"/datasets/{id}/revisions/1/diff?from=2")).Json;

        Assert.Equal("""{"from":2,"to":3}""", diff["rowCount"]!.ToJsonString());
        Assert.Equal("""{"from":3,"to":2}""", back["rowCount"]!.ToJsonString());
        Assert.Equal("""{"added":[],"dropped":[],"renamed":[],"retyped":[]}""", diff["schema"]!.ToJsonString());
        var drift = diff["profile"]!.AsArray().ToDictionary(d => (string)d!["name"]!);
        Assert.Equal("""{"from":15,"to":50}""", drift["amount_eur"]!["mean"]!.ToJsonString());
        Assert.Equal("""{"from":0,"to":1}""", drift["customer"]!["missing"]!.ToJsonString());
        Assert.Null(drift["customer"]!["mean"]);
    }

    [Fact]
    public async Task needs_something_to_compare_the_first_with()
    {
        var id = await ann.Ready(January);

        Assert.Equal("bad-request", (await ann.Get($"/datasets/{id}/revisions/1/diff")).Code);
        Assert.Equal("revision-not-found", (await ann.Get($"/datasets/{id}/revisions/1/diff?from=9")).Code);
    }

    [Fact]
    public async Task that_cannot_be_read_leaves_the_dataset_as_it_was()
    {
        var id = await ann.Ready(January);

        var job = await ann.Ended((string)(await ann.Append(id, "\n")).Json["jobId"]!);

        Assert.Equal("failed", (string?)job["state"]);
        var dataset = (await ann.Get($"/datasets/{id}")).Json;
        Assert.Equal(("ready", 1, January.Length), ((string)dataset["status"]!, (int)dataset["revision"]!, (int)dataset["bytes"]!));
        Assert.Null(dataset["failure"]);
        Assert.Equal("[[2]]", (await ann.Post($"/datasets/{id}/sql", new { sql = "SELECT count(*) FROM data" })).Json["rows"]!.ToJsonString());
        await ann.Succeeded(await ann.Append(id, February));
    }

    [Fact]
    public async Task keeps_types_that_a_person_gave()
    {
        var id = await ann.Ready("id,zip\n1,8000\n2,9000\n");
        await ann.Retyped(id, "zip", "text");

        await ann.Succeeded(await ann.Append(id, "id,zip\n3,8001\n4,9001\n"));

        Assert.Equal("VARCHAR", (string?)(await ann.Get($"/datasets/{id}")).Json["columns"]![1]!["type"]);
    }

    [Fact]
    public async Task of_nothing_is_refused_and_nothing_is_kept()
    {
        var id = await ann.Ready(January);
        Assert.Equal((HttpStatusCode.BadRequest, "empty-body"), ((await ann.Append(id, "")).Status, (await ann.Append(id, "")).Code));
        Assert.DoesNotContain(Objects(id), f => f.Contains("originals", StringComparison.Ordinal));
        Assert.DoesNotContain(await running.Analyst.Facts(id), f => f.Type == "revision_uploaded");
    }

    [Fact]
    public async Task is_refused_to_others_and_before_the_first_was_read()
    {
        var id = await ann.Ready(January);
        var broken = (Guid)(await ann.Upload("\n")).Json["id"]!;
        await running.Analyst.Until(broken, "ingest_failed");

        Assert.Equal((HttpStatusCode.NotFound, "not-found"), Told(await running.As("bob").Append(id, February)));
        Assert.Equal((HttpStatusCode.NotFound, "not-found"), Told(await ann.Append(Guid.CreateVersion7(), February)));
        Assert.Equal((HttpStatusCode.Conflict, "dataset-failed"), Told(await ann.Append(broken, February)));

        static (HttpStatusCode, string) Told(Reply reply) => (reply.Status, reply.Code);
    }

    [Fact]
    public async Task by_many_at_once_makes_one_line_of_revisions_and_leaves_no_bytes_of_those_refused()
    {
        var id = await ann.Profiled(January);

        var replies = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => ann.Append(id, February)));
        foreach (var accepted in replies.Where(r => r.Status == HttpStatusCode.Accepted))
            await ann.Succeeded(accepted);

        Assert.All(replies, r => Assert.True(r.Status == HttpStatusCode.Accepted || (r.Status, r.Code) is (HttpStatusCode.Conflict, "revision-in-progress"), r.Body));
        var facts = await running.Analyst.Facts(id);
        Assert.Equal(replies.Count(r => r.Status == HttpStatusCode.Accepted), facts.Count(f => f.Type == "revision_uploaded"));
        Assert.Equal(facts.Count(f => f.Type == "revision_uploaded"), Objects(id).Count(f => f.Contains("originals", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task beside_other_facts_is_not_refused_for_them()
    {
        var id = await ann.Ready(January);
        var body = new SlowBody(Encoding.UTF8.GetBytes(February), async () => await running.Analyst.Until(id, "dataset_profiled"));
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/analyst/datasets/{id}/revisions?name=slow.csv") { Content = body };

        var reply = await ann.Send(request);

        Assert.Equal(HttpStatusCode.Accepted, reply.Status);
        await ann.Succeeded(reply);
    }

    [Fact]
    public async Task stands_in_the_history_and_goes_with_the_dataset()
    {
        var id = await ann.Ready(January);
        await ann.Succeeded(await ann.Append(id, February, "?name=february.csv"));
        await Wait.For("the history", async () => (await ann.Get($"/datasets/{id}/audit")).Body.Contains("as the next revision", StringComparison.Ordinal) ? "told" : null);
        Assert.Contains(Objects(id), f => f.Contains("originals", StringComparison.Ordinal));

        await ann.Delete($"/datasets/{id}");

        await Wait.For("the objects to go", () => Task.FromResult(Objects(id).Length == 0 ? "gone" : null));
        Assert.Equal((HttpStatusCode.Gone, "dataset-deleted"), ((await ann.Append(id, February)).Status, (await ann.Append(id, February)).Code));
        await Wait.For("the history", async () => (await ann.Get($"/datasets/{id}/audit")).Body.Contains("february.csv", StringComparison.Ordinal) ? "told" : null);
    }

    private string[] Objects(Guid id) => Directory.GetFiles(Path.Combine(running.Analyst.DataFolder, "objects"), "*", SearchOption.AllDirectories).Where(f => f.Contains($"{id:N}", StringComparison.Ordinal)).ToArray();

    /// <summary>Half of it comes only when something else has happened.</summary>
    private sealed class SlowBody : HttpContent
    {
        private readonly byte[] bytes;
        private readonly Func<Task> before;

        public SlowBody(byte[] bytes, Func<Task> before)
        {
            (this.bytes, this.before) = (bytes, before);
            Headers.ContentType = new("text/csv");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(bytes.AsMemory(0, bytes.Length / 2));
            await stream.FlushAsync();
            await before();
            await stream.WriteAsync(bytes.AsMemory(bytes.Length / 2));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = bytes.Length;
            return true;
        }
    }
}
