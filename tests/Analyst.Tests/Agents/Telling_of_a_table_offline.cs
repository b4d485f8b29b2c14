using System.Text.RegularExpressions;
using Analyst.Agents.Models;
using Analyst.Agents.Profiling;
using Analyst.Domain.Datasets;

namespace Analyst.Tests.Agents;

public sealed class Telling_of_a_table_offline
{
    [Fact]
    public async Task says_what_it_is_and_what_stands_out()
    {
        var told = await Tell(ProfileSamples.Sales);

        Assert.Equal(
            "\"sales.csv\" has 1,200 rows and 4 columns. \"sold\" runs from 2024-01-05 to 2025-03-09. Each row has its own \"q1_sales\". "
            + "The main measures are \"amount\" (5 to 30, on average 18.42) and \"q1_sales\" (-7 to 1,234,567, on average 2,500.13). The main category is \"region\" (3 values, most often \"north\").",
            told.Text);
        Assert.Equal(
            ["\"amount\" and \"q1_sales\" move against each other (Pearson -0.93).", "\"sold\" is missing in 300 rows (25%).", "12 rows (1%) repeat an earlier one.", "\"region\" is \"north\" in 1,000 rows (83.3%)."],
            told.Surprises);
        Assert.Equal(("offline", null, 0), (told.Source, told.Model, told.Dropped));
    }

    [Fact]
    public async Task begins_with_the_most_severe_alert()
    {
        var told = await Tell(ProfileSamples.Sales with
        {
            Alerts =
            [
                new ProfileAlert("a", AlertKinds.Outliers, AlertSeverity.Warning, "amount", 5, "x", "y"), new ProfileAlert("b", AlertKinds.DuplicateRows, AlertSeverity.Error, null, 12, "x", "y"),
                new ProfileAlert("c", AlertKinds.Skewed, AlertSeverity.Info, "amount", 5, "x", "y"), new ProfileAlert("d", AlertKinds.HighMissing, AlertSeverity.Warning, "sold", 300, "x", "y"),
            ],
        });

        Assert.Equal(["12 rows (1%) repeat an earlier one.", "\"amount\" has outliers in 5 rows (0.4%).", "\"sold\" is missing in 300 rows (25%)."], told.Surprises.Take(3));
        Assert.Equal(5, told.Surprises.Count);
    }

    [Theory]
    [InlineData(0, 0, "\"x\" has no rows and no columns."), InlineData(0, 2, "\"x\" has no rows and 2 columns."), InlineData(1, 1, "\"x\" has 1 row and 1 column."), InlineData(5, 0, "\"x\" has 5 rows and no columns.")]
    public async Task says_little_where_there_is_little(long rows, int columns, string text)
    {
        var told = await Tell(new TableProfile(rows, 0, [.. Enumerable.Range(0, columns).Select(i => ProfileSamples.Column($"c{i}"))]), "x");

        Assert.Equal((text, 0), (told.Text, told.Surprises.Count));
    }

    [Fact]
    public async Task copes_with_members_that_are_not_filled()
    {
        var column = ProfileSamples.Amount() with { MissingMarkers = null!, TopValues = null!, Histogram = null!, Evidence = null!, Forms = null!, Estimates = null! };
        var told = await Tell(new TableProfile(3, 0, [column]) { CandidateKeys = null!, Dependencies = null!, Correlations = null!, Together = null!, ForeignKeys = null!, Alerts = null! });

        Assert.Contains("\"amount\" (5 to 30", told.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task never_says_a_number_that_is_not_there_whatever_the_names_are()
    {
        for (var seed = 0; seed < 3_000; seed++)
        {
            var (profile, name) = (ProfileSamples.Random(seed), ProfileSamples.Hostile[seed % ProfileSamples.Hostile.Length]);
            var told = await Tell(profile, name);

            Assert.True(told.Dropped == 0, $"seed {seed}: {told.Dropped} dropped of {told.Text} {string.Join(" | ", told.Surprises)}");
            Assert.StartsWith("\"", told.Text, StringComparison.Ordinal);
            var all = string.Join('\n', told.Surprises.Prepend(told.Text));
            Assert.DoesNotMatch(new Regex(@"[<>`\[\]]|://|www\.|\p{Cf}|[\0-\x09\x0b-\x1f]"), all);
            Assert.Equal(told.Text, PlainText.Of(told.Text));
        }
    }

    [Fact]
    public async Task says_the_same_of_the_same()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var (one, other) = (await Tell(ProfileSamples.Random(seed)), await Tell(ProfileSamples.Random(seed)));
            Assert.Equal((one.Text, string.Join('\n', one.Surprises)), (other.Text, string.Join('\n', other.Surprises)));
        }
    }

    private static async Task<Narrative> Tell(TableProfile profile, string name = "sales.csv") =>
        (await new OfflineProfilingAgent().Narrate(profile, name, PrivacyLevel.Statistics, TestContext.Current.CancellationToken)).Narrative;
}
