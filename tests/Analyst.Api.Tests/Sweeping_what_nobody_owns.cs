using System.Net;
using Analyst.Api.Tests.Servers;

namespace Analyst.Api.Tests;

public sealed class Sweeping_what_nobody_owns(Running running) : IAsyncDisposable
{
    private static readonly Dictionary<string, string> Plain = [];

    private readonly List<AnalystProcess> started = [];
    private readonly string folder = running.Cluster.NewFolder("sweep");
    private string? database;

    [Theory]
    [InlineData("after-body", 0)]
    [InlineData("after-object", 1)]
    public async Task removes_a_file_whose_fact_was_never_written(string failpoint, int objects)
    {
        var crashing = await Start(failpoint);
        using (var ann = crashing.As("ann"))
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => ann.Upload(Samples.Sales));
        Assert.Equal(objects, Objects().Length);

        var analyst = await Start();
        Assert.Contains("nothing to remove", await AnalystVerb.Run(analyst, Plain, "sweep"), StringComparison.Ordinal);
        Assert.Equal(objects, Objects().Length);
        var said = await AnalystVerb.Run(analyst, Plain, "sweep", "--now");

        Assert.Contains(objects == 0 ? "unfinished writes" : "no fact names it", said, StringComparison.Ordinal);
        Assert.Empty(Objects());
        Assert.Empty(Directory.GetFiles(Path.Combine(folder, "objects", "begun")));
        using var again = analyst.As("ann");
        Assert.Empty((await again.Get("/datasets")).Json["items"]!.AsArray());
        await again.Ready(Samples.Sales);
        Assert.Single((await again.Get("/datasets")).Json["items"]!.AsArray());
    }

    [Fact]
    public async Task removes_the_file_of_a_further_revision_whose_fact_was_never_written()
    {
        var first = await Start();
        Guid id;
        using (var ann = first.As("ann"))
        {
            id = await ann.Profiled(Samples.Sales);
            Assert.Equal(HttpStatusCode.Accepted, (await Append(ann, id)).Status);
            await Wait.For("the second revision", async () => (int)(await ann.Get($"/datasets/{id}")).Json["revision"]! == 2 ? "there" : null);
        }
        await first.Kill();
        var crashing = await Start("after-object");
        using (var ann = crashing.As("ann"))
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => Append(ann, id));
        Assert.Equal(2, Objects().Count(f => f.Contains("/originals/", StringComparison.Ordinal)));

        var analyst = await Start();
        Assert.Contains("nothing to remove", await AnalystVerb.Run(analyst, Plain, "sweep"), StringComparison.Ordinal);
        Assert.Contains("no fact names it", await AnalystVerb.Run(analyst, Plain, "sweep", "--now"), StringComparison.Ordinal);

        Assert.Single(Objects(), f => f.Contains("/originals/", StringComparison.Ordinal));
        using var again = analyst.As("ann");
        Assert.Equal(2, (int)(await again.Get($"/datasets/{id}")).Json["revision"]!);
    }

    [Fact]
    public async Task finds_nothing_after_a_crash_between_a_revision_and_its_fact()
    {
        var crashing = await Start("after-parquet");
        using var ann = crashing.As("ann");
        var uploaded = await ann.Upload(Samples.Sales);
        var id = (Guid)uploaded.Json["id"]!;
        await Wait.For("the crash", () => Task.FromResult(crashing.HasEnded ? "ended" : null));
        Assert.DoesNotContain("dataset_ingested", (await crashing.Facts(id)).Select(f => f.Type));

        var analyst = await Start();
        using var again = analyst.As("ann");
        Assert.Equal("succeeded", (string?)(await again.Ended((string)uploaded.Json["jobId"]!))["state"]);
        await analyst.Until(id, "dataset_profiled");
        await AnalystVerb.Run(analyst, Plain, "sweep", "--now");

        Assert.Single(await analyst.Facts(id), f => f.Type == "dataset_ingested");
        Assert.Equal(["", ".json", ".parquet"], Objects().Select(Path.GetExtension).Order());
    }

    [Theory]
    [InlineData("after-piece", false)]
    [InlineData("after-object", true)]
    [InlineData("after-fact", true)]
    public async Task finds_nothing_after_a_crash_at_the_end_of_an_upload_in_pieces(string failpoint, bool isComplete)
    {
        var crashing = await Start(failpoint);
        using var ann = crashing.As("ann");
        var bytes = System.Text.Encoding.UTF8.GetBytes(Samples.Sales);
        var id = await new TusClient(ann).Begin(bytes.Length);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => new TusClient(ann).Append(id, 0, isComplete ? bytes : bytes[..10]));

        var analyst = await Start();
        using var again = analyst.As("ann");
        var tus = new TusClient(again);
        await AnalystVerb.Run(analyst, Plain, "sweep", "--now");
        var head = await tus.Head(id);
        Assert.Equal(isComplete ? bytes.Length : 10, TusClient.OffsetOf(head));
        if (!isComplete)
            head = await tus.Append(id, 10, bytes[10..]);

        Assert.Equal($"/api/analyst/datasets/{id}", TusClient.Header(head, "Content-Location"));
        Assert.Single(await analyst.Facts(id), f => f.Type == "dataset_uploaded");
        var job = (string)(await again.Get($"/datasets/{id}")).Json["jobId"]!;
        Assert.Equal("succeeded", (string?)(await again.Ended(job))["state"]);
        Assert.DoesNotContain(Objects(), f => f.Contains("/uploads/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task removes_an_upload_whose_time_is_over_and_no_other()
    {
        var analyst = await Start();
        using var ann = analyst.As("ann@acme");
        var tus = new TusClient(ann);
        var (over, going) = (await tus.Begin(100), await tus.Begin(100));
        await tus.Append(over, 0, new byte[10]);
        await tus.Append(going, 0, new byte[20]);
        var events = ann.Http.GetStringAsync($"/api/analyst/uploads/{over}/events");
        await analyst.Rows($"update analyst.mt_doc_upload set data = jsonb_set(data, '{{ExpiresAt}}', to_jsonb(now() - interval '1 minute')) where id = '{over}' returning 'done'");

        var said = await AnalystVerb.Run(analyst, Plain, "sweep", "--now");

        Assert.Contains($"acme/{over}: not finished in time", said, StringComparison.Ordinal);
        Assert.Contains("event: expired", await events, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, (await tus.Head(over)).Status);
        Assert.Equal(20, await tus.Offset(going));
        Assert.Single(Objects(), f => f.Contains($"{going:N}", StringComparison.Ordinal));
        Assert.DoesNotContain(Objects(), f => f.Contains($"{over:N}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task removes_what_was_written_after_a_dataset_was_deleted()
    {
        var analyst = await Start();
        using var ann = analyst.As("ann");
        var (gone, kept) = (await ann.Profiled(Samples.Sales), await ann.Profiled(Samples.Dirty));
        await ann.Delete($"/datasets/{gone}");
        await Wait.For("the erasure", () => Task.FromResult(Objects().Any(f => f.Contains($"{gone:N}", StringComparison.Ordinal)) ? null : "erased"));
        var before = Objects().Length;
        var late = Directory.CreateDirectory(Path.Combine(folder, "objects", "objects", "default", $"{gone:N}", "revisions"));
        await File.WriteAllTextAsync(Path.Combine(late.FullName, "late.parquet"), "late");
        var foreign = Directory.CreateDirectory(Path.Combine(folder, "objects", "objects", "default", "notes"));
        await File.WriteAllTextAsync(Path.Combine(foreign.FullName, "mine.txt"), "not ours to judge");

        var said = await AnalystVerb.Run(analyst, Plain, "sweep");

        Assert.Contains("the dataset was deleted", said, StringComparison.Ordinal);
        Assert.Equal(before + 1, Objects().Length);
        Assert.Equal(HttpStatusCode.OK, (await ann.Get($"/datasets/{kept}/profile")).Status);
        Assert.Contains("nothing to remove", await AnalystVerb.Run(analyst, Plain, "sweep", "--now"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task goes_by_facts_and_not_by_read_models()
    {
        var analyst = await Start();
        using var ann = analyst.As("ann");
        await ann.Profiled(Samples.Sales);
        var before = Objects();
        await analyst.Rows("with gone as (delete from analyst.mt_doc_dataset returning 1) select 'gone' from gone");

        Assert.Contains("nothing to remove", await AnalystVerb.Run(analyst, Plain, "sweep", "--now"), StringComparison.Ordinal);
        Assert.Equal(before, Objects());
    }

    [Fact]
    public async Task is_never_needed_because_of_a_failpoint_in_production()
    {
        var settings = new Dictionary<string, string> { ["Analyst__Failpoint"] = "after-object", ["ASPNETCORE_ENVIRONMENT"] = "Production" };
        var database = await running.Cluster.NewDatabase();

        var ended = await Assert.ThrowsAsync<InvalidOperationException>(() => AnalystProcess.Start(database, folder, settings));

        Assert.Contains("Analyst__Failpoint", ended.Message, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in started)
            await process.DisposeAsync();
    }

    private async Task<AnalystProcess> Start(string failpoint = "")
    {
        database ??= await running.Cluster.NewDatabase();
        var analyst = await AnalystProcess.Start(database, folder, failpoint.Length == 0 ? Plain : new Dictionary<string, string> { ["Analyst__Failpoint"] = failpoint });
        started.Add(analyst);
        return analyst;
    }

    private static async Task<Reply> Append(ApiClient user, Guid id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/analyst/datasets/{id}/revisions") { Content = new StringContent(Samples.Sales, System.Text.Encoding.UTF8, "text/csv") };
        return await user.Send(request);
    }

    private string[] Objects() => [.. Directory.GetFiles(Path.Combine(folder, "objects", "objects"), "*", SearchOption.AllDirectories).Order()];
}
