using System.Net;
using System.Text.Json.Nodes;
using Analyst.Api.Tests.Servers;

namespace Analyst.Api.Tests;

public sealed class Profiling_a_dataset(Running running)
{
    private readonly ApiClient ann = running.As("ann");

    [Fact]
    public async Task gives_exact_numbers_of_every_column()
    {
        var id = await ann.Profiled(Samples.Sales);

        var profile = (await ann.Get($"/datasets/{id}/profile")).Json;

        Assert.Equal((6L, 0L, true, 1), ((long)profile["rowCount"]!, (long)profile["duplicateRows"]!, (bool)profile["complete"]!, (int)profile["revision"]!));
        var amount = Column(profile, "amount");
        Assert.Equal((5.0, 30.0, 0L, 5L), (double.Parse(amount["min"]!.ToString()), double.Parse(amount["max"]!.ToString()), (long)amount["missing"]!, (long)amount["distinct"]!));
        Assert.Equal(110.5 / 6, (double)amount["mean"]!, 9);
        var region = Column(profile, "region");
        Assert.Equal(("north", 3L), ((string)region["topValues"]![0]!["value"]!, (long)region["topValues"]![0]!["count"]!));
        Assert.Equal(6, amount["histogram"]!.AsArray().Sum(b => (long)b!["count"]!));
    }

    [Fact]
    public async Task is_asked_for_again_in_the_background()
    {
        var id = await ann.Profiled(Samples.Sales);

        var asked = await ann.Post($"/datasets/{id}/profile", new { });

        Assert.Equal(HttpStatusCode.Accepted, asked.Status);
        Assert.Equal($"/api/analyst/jobs/{asked.Json["jobId"]}", asked.Headers.Location?.OriginalString);
        Assert.Equal("succeeded", (string?)(await ann.Ended((string)asked.Json["jobId"]!))["state"]);
        Assert.Equal(2, (await running.Analyst.Facts(id)).Count(f => f.Type == "dataset_profiled"));
    }

    [Fact]
    public async Task shows_first_numbers_until_it_is_complete()
    {
        var (database, folder) = (await running.Cluster.NewDatabase(), running.Cluster.NewFolder("first-numbers"));
        JsonNode uploaded;
        await using (var crashing = await AnalystProcess.Start(database, folder, new Dictionary<string, string> { ["Analyst__Failpoint"] = "after-first-numbers" }))
        {
            using var user = crashing.As("ann");
            uploaded = (await user.Upload(Samples.Sales)).Json;
            await Wait.For("the crash", () => Task.FromResult(crashing.HasEnded ? crashing : null));
        }
        var profile = $"/datasets/{uploaded["id"]}/profile";
        // Only the interface runs, so nobody goes on with the job.
        await using (var reading = await AnalystProcess.Start(database, folder, new Dictionary<string, string> { ["Analyst__Roles"] = "api" }))
        {
            using var user = reading.As("ann");
            var first = (await user.Get(profile)).Json;
            Assert.Equal((6, false, 1), ((int)first["rowCount"]!, (bool)first["complete"]!, (int)first["revision"]!));
            Assert.Equal(("VARCHAR", 0, null), ((string)Column(first, "region")["type"]!, (int)Column(first, "region")["missing"]!, Column(first, "region")["distinct"]));
            Assert.Equal("not-found", (await reading.As("bob").Get(profile)).Code);
        }
        await using var restarted = await AnalystProcess.Start(database, folder);
        using var again = restarted.As("ann");

        var whole = (await again.Profile((Guid)uploaded["id"]!)).Json;

        Assert.Equal(3, (int)Column(whole, "region")["distinct"]!);
        Assert.Single(await restarted.Facts((Guid)uploaded["id"]!), f => f.Type == "dataset_profiled");
    }

    [Fact]
    public async Task names_the_keys_of_other_datasets_that_columns_refer_to()
    {
        var customers = await ann.Profiled("id,name\n" + string.Concat(Enumerable.Range(1, 60).Select(i => $"{i},n{i}\n")), "customers.csv");
        await running.As("bob").Profiled("id,name\n" + string.Concat(Enumerable.Range(1, 80).Select(i => $"{i},n{i}\n")), "customers.csv");
        var orders = await ann.Profiled("order_no,customer_id,pieces\n" + string.Concat(Enumerable.Range(1, 200).Select(i => $"A{i},{1 + i * 7 % 50},{i % 5}\n")), "orders.csv");

        var key = Assert.Single((await ann.Get($"/datasets/{orders}/profile")).Json["foreignKeys"]!.AsArray())!;

        Assert.Equal(("customer_id", customers, "customers.csv", "id", 50, 50), ((string)key["column"]!, (Guid)key["datasetId"]!, (string)key["datasetName"]!, (string)key["references"]!, (int)key["matched"]!, (int)key["values"]!));
    }

    [Fact]
    public async Task of_a_revision_that_is_not_there_is_told_so()
    {
        var id = await ann.Ready(Samples.Sales);

        Assert.Equal("revision-not-found", (await ann.Get($"/datasets/{id}/profile?revision=7")).Code);
    }

    private static JsonNode Column(JsonNode profile, string name) => profile["columns"]!.AsArray().Single(c => (string)c!["name"]! == name)!;
}
