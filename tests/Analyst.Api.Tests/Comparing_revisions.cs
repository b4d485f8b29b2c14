using System.Globalization;
using System.Text;
using Analyst.Api.Tests.Servers;

namespace Analyst.Api.Tests;

public sealed class Comparing_revisions(Running running)
{
    private readonly ApiClient ann = running.As("ann");

    [Fact]
    public async Task tells_how_far_values_and_categories_moved()
    {
        var id = await ann.Profiled(Orders(i => i % 7 * 10, i => i % 2 == 0 ? "open" : "closed"));
        await Next(id, Orders(i => i % 7 * 10 + 30, i => i % 2 == 0 ? "open" : "late").Replace("amount", "amount_eur", StringComparison.Ordinal));

        var diff = (await ann.Get($"/datasets/{id}/revisions/2/diff?from=1")).Json;

        var columns = diff["profile"]!.AsArray().ToDictionary(c => (string)c!["name"]!, c => c!);
        Assert.Equal("major", (string?)diff["verdict"]);
        var amount = columns["amount_eur"];
        Assert.Equal(("amount", "major"), ((string?)amount["nameBefore"], (string?)amount["verdict"]));
        Assert.Equal(3.0 / 7, (double)amount["distribution"]!["kolmogorovSmirnov"]!["value"]!, 0.01);
        Assert.Null(amount["distribution"]!["kolmogorovSmirnov"]!["estimate"]);
        Assert.Equal((double)amount["meanShift"]!, (double)amount["distribution"]!["wasserstein"]!["value"]!, 6);
        Assert.Equal("standard-deviation", (string?)amount["distribution"]!["wassersteinUnit"]);
        var state = columns["state"];
        Assert.Equal(0.5, (double)state["distribution"]!["totalVariation"]!["value"]!, 9);
        Assert.Equal("""[{"value":"late","count":200}]""", state["newCategories"]!["values"]!.ToJsonString());
        Assert.Equal("""[{"value":"closed","count":200}]""", state["vanishedCategories"]!["values"]!.ToJsonString());
        Assert.Equal(["distribution", "new-categories", "vanished-categories"], state["reasons"]!.AsArray().Select(r => (string)r!));
        Assert.Equal("none", (string?)columns["note"]["verdict"]);
    }

    [Fact]
    public async Task a_copy_has_not_moved()
    {
        var csv = Orders(i => i * i, i => i % 3 == 0 ? "open" : "closed");
        var id = await ann.Profiled(csv);
        await Next(id, csv);

        var diff = (await ann.Get($"/datasets/{id}/revisions/2/diff")).Json;

        Assert.Equal("none", (string?)diff["verdict"]);
        Assert.Equal((0, 0), (diff["alertsGained"]!.AsArray().Count, diff["alertsLost"]!.AsArray().Count));
        Assert.All(diff["profile"]!.AsArray(), c => Assert.Equal("none", (string?)c!["verdict"]));
        var amount = diff["profile"]!.AsArray().Single(c => (string)c!["name"]! == "amount")!["distribution"]!["kolmogorovSmirnov"]!;
        Assert.Equal((0.0, true, "absolute"), ((double)amount["value"]!, (bool)amount["estimate"]!["estimate"]!, (string)amount["estimate"]!["of"]!));
    }

    [Fact]
    public async Task more_missing_values_are_told_as_a_share()
    {
        var id = await ann.Profiled(Orders(i => i, _ => "open"));
        await Next(id, Orders(i => i % 2 == 0 ? i : null, _ => "open"));

        var amount = (await ann.Get($"/datasets/{id}/revisions/2/diff")).Json["profile"]!.AsArray().Single(c => (string)c!["name"]! == "amount")!;

        Assert.Equal((0.0, 0.5), ((double)amount["missingShare"]!["from"]!, (double)amount["missingShare"]!["to"]!));
        Assert.Equal(("major", "missing"), ((string)amount["verdict"]!, (string)amount["reasons"]![0]!));
    }

    private async Task Next(Guid id, string csv)
    {
        await ann.Succeeded(await ann.Append(id, csv));
        await ann.Profile(id, 2);
    }

    private static string Orders(Func<int, int?> amount, Func<int, string> state)
    {
        var csv = new StringBuilder("note,amount,state\n");
        for (var i = 0; i < 400; i++)
            csv.Append(CultureInfo.InvariantCulture, $"remark number {i},{amount(i)},{state(i)}\n");
        return csv.ToString();
    }
}
