using System.Text.Json.Nodes;
using Analyst.Agents.Models;
using Analyst.Agents.Profiling;
using Analyst.Domain;
using Analyst.Domain.Datasets;

namespace Analyst.Tests.Agents;

public sealed class Telling_of_a_table_with_a_model
{
    private static readonly ModelUse Use = new("profile-narrative/1", "m", "ok", 1, 0, 1, 0m, 1, null);

    [Fact]
    public async Task keeps_what_holds_and_says_who_wrote_it()
    {
        var told = await Tell(new Scripted("It has 1,200 rows. It has 5,432 kings.", "\"amount\" starts at 5.", "Nonsense 4711."), ProfileSamples.Sales);

        Assert.Equal("It has 1,200 rows.", told.Narrative.Text);
        Assert.Equal(["\"amount\" starts at 5."], told.Narrative.Surprises);
        Assert.Equal(("model", "m", "profile-narrative/1", 2), (told.Narrative.Source, told.Narrative.Model, told.Narrative.PromptVersion, told.Narrative.Dropped));
        Assert.Equal((Use, null), (Assert.Single(told.Uses), told.Fault));
    }

    [Fact]
    public async Task leaves_it_to_the_offline_agent_when_nothing_holds()
    {
        var told = await Tell(new Scripted("It has 7,777 rows.", "\"amount\" starts at 5."), ProfileSamples.Sales);

        Assert.Equal(("offline", null, 1, ModelFault.Unusable), (told.Narrative.Source, told.Narrative.Model, told.Narrative.Dropped, told.Fault));
        Assert.StartsWith("\"sales.csv\" has 1,200 rows", told.Narrative.Text, StringComparison.Ordinal);
        Assert.Single(told.Uses);
    }

    [Theory, InlineData(ModelFault.Unavailable), InlineData(ModelFault.TooSlow), InlineData(ModelFault.Declined)]
    public async Task leaves_it_to_the_offline_agent_when_the_model_fails(ModelFault fault)
    {
        var told = await Tell(new Scripted(fault), ProfileSamples.Sales);

        Assert.Equal(("offline", fault), (told.Narrative.Source, told.Fault));
        Assert.Single(told.Uses);
    }

    [Theory, InlineData(0, 2), InlineData(5, 0)]
    public async Task asks_nobody_about_an_empty_table(long rows, int columns)
    {
        var model = new Scripted("Fine.");
        var told = await Tell(model, new TableProfile(rows, 0, [.. Enumerable.Range(0, columns).Select(i => ProfileSamples.Column($"c{i}"))]));

        Assert.Equal(("offline", 0, 0), (told.Narrative.Source, told.Uses.Count, model.Requests.Count));
    }

    [Theory]
    [InlineData(PrivacyLevel.Schema, false, false), InlineData(PrivacyLevel.Statistics, true, false), InlineData(PrivacyLevel.Samples, true, true)]
    public async Task sends_what_the_level_allows(PrivacyLevel level, bool numbers, bool values)
    {
        var profile = Secrets();
        var model = new Scripted("Fine.");
        await Tell(model, profile, level);

        var sent = Assert.Single(model.Requests).Data.ToJsonString();
        Assert.All(new[] { "\"customer\"", "\"salary\"", "VARCHAR", "categorical" }, word => Assert.Contains(word, sent, StringComparison.Ordinal));
        Assert.All(new[] { "rowCount", "98765", "4321", "duplicateRows", "imbalance", "pearson" }, word => Assert.Equal(numbers, sent.Contains(word, StringComparison.Ordinal)));
        Assert.All(new[] { "Zebediah", "Merriweather" }, cell => Assert.Equal(values, sent.Contains(cell, StringComparison.Ordinal)));
        // Not at any level: a statement, a mask, or the ends of text and of what names a person.
        Assert.All(new[] { "select", "Aa9", "Aaron", "Zoe", "5550199" }, cell => Assert.DoesNotContain(cell, sent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task sends_little_of_a_wide_table()
    {
        var model = new Scripted("Fine.");
        var wide = new TableProfile(10, 0, [.. Enumerable.Range(0, 2_000).Select(i => ProfileSamples.Amount(new string('x', 3_000) + i) with { TopValues = [new ValueCount(new string('y', 100_000), 3)] })]);
        await Tell(model, wide, PrivacyLevel.Samples);

        Assert.InRange(Assert.Single(model.Requests).Data.ToJsonString().Length, 1_000, 60_000);
        Assert.Equal(2_000, (int)model.Requests[0].Data["columnCount"]!);
    }

    [Fact]
    public async Task says_the_same_words_of_instruction_whatever_the_data_says()
    {
        var model = new Scripted("Fine.");
        await Tell(model, ProfileSamples.Sales, PrivacyLevel.Samples);
        await Tell(model, new TableProfile(5, 0, [.. ProfileSamples.Hostile.Select(h => ProfileSamples.Column(h) with { TopValues = [new ValueCount(h, 2)] })]), PrivacyLevel.Samples);

        Assert.Equal(model.Requests[0].Instructions, model.Requests[1].Instructions);
        Assert.True(model.Requests.All(r => r.Shape.Accepts(JsonNode.Parse("""{"text":"a","surprises":["b"]}"""))));
    }

    private static TableProfile Secrets() => new(98765, 4321,
    [
        ProfileSamples.Column("customer") with { Role = ColumnRole.Categorical, Distinct = 2, Min = ProfileSamples.Json("Aaron"), Max = ProfileSamples.Json("Zoe"), TopValues = [new ValueCount("Zebediah", 4321)], Texts = new TextStatistics(3, 0, 0, 0, 0, 0, 0, 0, 0, [], [new MaskCount("Aa9", 3)]), Frequencies = new Frequencies(1, 1, 1, ["Merriweather"], 4321, ["Merriweather"], 1) },
        ProfileSamples.Column("phone", "BIGINT", ColumnRole.Numeric) with { SemanticType = SemanticTypes.Phone, Min = ProfileSamples.Number(5550199), Max = ProfileSamples.Number(5550199) },
        ProfileSamples.Amount("salary"),
    ])
    {
        Alerts = [new ProfileAlert("imbalance:customer", AlertKinds.Imbalance, AlertSeverity.Warning, "customer", 4321, "\"Merriweather\" fills it.", "select * from data")],
        Correlations = [new Correlation("phone", "salary", "pearson", 0.9, 4321)],
    };

    private static Task<Narration> Tell(IChatModel model, TableProfile profile, PrivacyLevel level = PrivacyLevel.Statistics) =>
        new ModelProfilingAgent(model, new OfflineProfilingAgent()).Narrate(profile, "sales.csv", level, TestContext.Current.CancellationToken);

    private sealed class Scripted(ModelReply reply) : IChatModel
    {
        public Scripted(string text, params string[] surprises)
            : this(new ModelReply(new JsonObject { ["text"] = text, ["surprises"] = new JsonArray([.. surprises.Select(s => (JsonNode)s)]) }, Fault: null, [Use]))
        {
        }

        public Scripted(ModelFault fault)
            : this(new ModelReply(Answer: null, fault, [Use]))
        {
        }

        public List<ModelRequest> Requests { get; } = [];

        public string Name => "m";

        public Task<ModelReply> Ask(ModelRequest request, CancellationToken ct)
        {
            Requests.Add(request);
            return Task.FromResult(reply);
        }
    }
}
