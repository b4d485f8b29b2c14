using System.Net;
using System.Text.Json.Nodes;
using Analyst.Api.Tests.Servers;

namespace Analyst.Api.Tests;

public sealed class Reading_alerts(Running running) : IAsyncLifetime
{
    private const string Csv = "ticket,status,comment\n1,open,fine\n2,Open,fine\n3,open,\" late\"\n4,open,N/A\n4,open,N/A\n5,open,fine\n6,open,\n";

    private readonly ApiClient ann = running.As("ann");
    private Guid id;
    private JsonNode profile = new JsonObject();

    public async ValueTask InitializeAsync()
    {
        id = await ann.Profiled(Csv);
        profile = (await ann.Profile(id)).Json;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public void finds_them_for_the_table_and_for_each_column()
    {
        var alerts = profile["alerts"]!.AsArray();

        Assert.Superset(
            new HashSet<string> { "duplicate-rows", "inconsistent-case:status", "white-space:comment", "missing-markers:comment", "high-missing:comment" },
            alerts.Select(a => (string)a!["id"]!).ToHashSet());
        Assert.All(profile["columns"]!.AsArray(), column => Assert.Equal(
            alerts.Where(a => (string?)a!["column"] == (string)column!["name"]!).Select(a => (string)a!["id"]!),
            column!["alerts"]!.AsArray().Select(a => (string)a!["id"]!)));
        Assert.All(alerts, a => Assert.Contains((string)a!["severity"]!, new[] { "info", "warning", "error" }));
    }

    [Fact]
    public async Task shows_the_rows_or_values_of_each()
    {
        foreach (var alert in profile["alerts"]!.AsArray())
        {
            var shown = await ann.Post($"/datasets/{id}/sql", new { sql = (string)alert!["evidence"]! });
            Assert.Equal(HttpStatusCode.OK, shown.Status);
            Assert.NotEqual(0, (int)shown.Json["rowCount"]!);
        }
    }

    [Fact]
    public async Task shows_the_value_in_question()
    {
        var alert = profile["alerts"]!.AsArray().Single(a => (string)a!["id"]! == "white-space:comment")!;
        var shown = await ann.Post($"/datasets/{id}/sql", new { sql = (string)alert["evidence"]! });

        Assert.Equal("""[[" late",1]]""", shown.Json["rows"]!.ToJsonString());
        Assert.Equal(("trim-whitespace", "comment"), ((string)alert["suggestion"]!["kind"]!, (string)alert["suggestion"]!["columns"]![0]!));
    }

    [Fact]
    public void tells_the_score_with_its_parts()
    {
        var parts = profile["quality"]!["parts"]!.AsArray();

        Assert.InRange((double)profile["qualityScore"]!, 50, 99);
        Assert.Equal((double)profile["qualityScore"]!, (double)profile["quality"]!["score"]!);
        Assert.Equal(Math.Round(6 / 7d, 6), (double)parts.Single(p => (string)p!["name"]! == "uniqueness")!["share"]!);
        Assert.Contains("completeness", (string)profile["quality"]!["formula"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void has_the_findings_about_the_whole_table() =>
        Assert.All(["candidateKeys", "dependencies", "correlations", "together", "foreignKeys"], member => Assert.NotNull(profile[member]?.AsArray()));

    [Fact]
    public async Task of_a_table_without_rows_there_is_one_and_no_score()
    {
        var empty = (await ann.Profile(await ann.Profiled("a,b\n"))).Json;

        Assert.Equal("empty-table", (string)Assert.Single(empty["alerts"]!.AsArray())!["id"]!);
        Assert.Null(empty["qualityScore"]);
    }
}
