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
    public async Task of_a_revision_that_is_not_there_is_told_so()
    {
        var id = await ann.Ready(Samples.Sales);

        Assert.Equal("revision-not-found", (await ann.Get($"/datasets/{id}/profile?revision=7")).Code);
    }

    private static JsonNode Column(JsonNode profile, string name) => profile["columns"]!.AsArray().Single(c => (string)c!["name"]! == name)!;
}
