using Analyst.Domain.Datasets;
using Analyst.Engine;

namespace Analyst.Tests.Engine;

public sealed class Finding_alerts_in_a_table(Runners runners)
{
    private static readonly string[] Planted =
    [
        "duplicate-rows", "duplicate-identifier:order_id", "constant:currency", "all-missing:nothing", "high-missing:holes", "missing-markers:answer", "high-cardinality:product",
        "imbalance:flagged", "zero-padded:zip", "mixed-types:rating", "numbers-as-text:share", "mixed-dates:due", "units-in-numbers:weight", "outliers:height", "skewed:wealth",
        "many-zeros:tolls", "not-finite:sensor", "near-duplicates:state", "inconsistent-case:level", "white-space:note", "broken-dependency:region", "invalid-values:mail",
        "personal-data:mail", "correlated-columns:net", "date-gaps:day",
    ];

    private static Task<(Loaded Loaded, TableProfile Profile)>? dirty;

    [Fact]
    public async Task every_planted_trouble_is_found()
    {
        var found = (await Dirty()).Profile.Alerts.Select(a => a.Id).ToList();
        Assert.Empty(Planted.Except(found));
    }

    [Fact]
    public async Task nothing_else_is_found()
    {
        var found = (await Dirty()).Profile.Alerts.Select(a => a.Id).ToList();
        Assert.Empty(found.Except(Planted));
    }

    [Fact]
    public async Task every_alert_shows_what_it_is_about()
    {
        var (loaded, profile) = await Dirty();
        foreach (var alert in profile.Alerts)
        {
            var shown = await runners.Query(alert.Evidence, loaded.Parquet);
            Assert.True(shown.RowCount > 0, $"{alert.Id}: {alert.Evidence}");
            Assert.EndsWith(".", alert.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task every_suggestion_runs_and_changes_something()
    {
        var (loaded, profile) = await Dirty();
        var suggested = profile.Alerts.Where(a => a.Suggestion is not null).ToList();
        Assert.Superset(
            new HashSet<string> { "drop-duplicate-rows", "map-missing", "map-values", "trim-whitespace", "parse-date" },
            suggested.Select(a => a.Suggestion!.Kind).ToHashSet());
        foreach (var alert in suggested)
            Assert.True((await Preview(loaded, alert.Suggestion!)).RowsTouched > 0, alert.Id);
    }

    [Fact]
    public async Task a_clean_table_has_none()
    {
        var (_, profile) = await Profile(Troubles.CleanCsv);
        Assert.Equal([], profile.Alerts.Select(a => $"{a.Id}: {a.Message}"));
        Assert.Equal(100, profile.Quality!.Score);
    }

    [Fact]
    public async Task a_dirty_table_scores_less() => Assert.InRange((await Dirty()).Profile.Quality!.Score, 50, 98);

    [Theory]
    [InlineData("x\"y; DROP TABLE data; --")]
    [InlineData("it's 'quoted'")]
    [InlineData("value")]
    [InlineData("rows")]
    [InlineData("data")]
    [InlineData("Ünï 🙂 $name")]
    public async Task hostile_names_and_values_are_only_text(string name)
    {
        var lines = Enumerable.Range(0, 60).Select(i => i % 20 == 3 ? "\" it's; \"\"x\"\" \",x" : i % 30 == 4 ? "N/A,x" : i % 30 == 5 ? "DELIVERED,x" : "delivered,x");
        var (loaded, profile) = await Profile($"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\",other\n{string.Join('\n', lines)}\n");
        Assert.Contains($"white-space:{name}", profile.Alerts.Select(a => a.Id));
        Assert.Contains($"inconsistent-case:{name}", profile.Alerts.Select(a => a.Id));
        foreach (var alert in profile.Alerts)
        {
            Assert.True((await runners.Query(alert.Evidence, loaded.Parquet)).RowCount > 0, alert.Evidence);
            if (alert.Suggestion is not null)
                Assert.True((await Preview(loaded, alert.Suggestion)).RowsTouched > 0, alert.Id);
        }
    }

    [Fact]
    public async Task a_name_longer_than_a_statement_still_has_evidence()
    {
        var (loaded, profile) = await Profile($"{new string('n', 20_000)},b\nx,1\nx,2\n");
        var alert = Assert.Single(profile.Alerts, a => a.Kind == AlertKinds.Constant);
        Assert.True((await runners.Query(alert.Evidence, loaded.Parquet)).RowCount > 0);
    }

    [Fact]
    public async Task the_same_table_has_the_same_alerts()
    {
        var (_, again) = await Profile(Troubles.DirtyCsv);
        Assert.Equal((await Dirty()).Profile.Alerts.Select(a => (a.Id, a.Rows, a.Message, a.Evidence)), again.Alerts.Select(a => (a.Id, a.Rows, a.Message, a.Evidence)));
    }

    private async Task<OperationEffect> Preview(Loaded loaded, SuggestedOperation operation) => Assert.Single(
        await runners.Pool.Preview(new CleanWork(Runners.Anyone, loaded.Parquet, [new("op-1", operation.Kind, operation.Columns, operation.Parameters, "", "low", 1, Destructive: false, Invertible: false)]), Runners.Ct));

    private Task<(Loaded Loaded, TableProfile Profile)> Dirty() => dirty ??= Profile(Troubles.DirtyCsv);

    private async Task<(Loaded Loaded, TableProfile Profile)> Profile(string csv)
    {
        var loaded = await runners.Load(csv);
        return (loaded, await runners.Pool.Profile(new ProfileWork(Runners.Anyone, loaded.Parquet), Runners.Unheard, Runners.Ct));
    }
}
