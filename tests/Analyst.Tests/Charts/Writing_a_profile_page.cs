using System.Diagnostics;
using System.Text.RegularExpressions;
using Analyst.Api.Features.Profiling.Page;
using Analyst.Domain.Datasets;
using Analyst.Tests.Domain;

namespace Analyst.Tests.Charts;

public sealed partial class Writing_a_profile_page
{
    private const string Hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>&amp;";

    [Fact]
    public void tells_everything_that_the_profile_knows()
    {
        var page = Page(Full("amount", "north"));

        Assert.All(
            ["<h2 id=\"overview-title\">", "<h2 id=\"alerts-title\">", "<h2 id=\"columns-title\">", "<h2 id=\"correlations-title\">", "<h2 id=\"keys-title\">", "87.5 of 100", "It is said in words.", "A surprise.", "completeness", "SELECT * FROM data", "role=\"img\"", "estimated, within 2% of the rows", "The weights are told.", "customers (revision 3)"],
            part => Assert.Contains(part, page, StringComparison.Ordinal));
    }

    [Fact]
    public void hostile_text_is_only_text_wherever_it_stands()
    {
        var page = Page(Full(Hostile, Hostile), Hostile);

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;alert(1)", page, StringComparison.Ordinal);
        Assert.Equal([], Tag().Matches(page).Select(m => m.Groups["name"].Value).Distinct().Except(
            ["a", "article", "bdi", "body", "caption", "code", "div", "figcaption", "figure", "h1", "h2", "h3", "head", "header", "html", "li", "line", "main", "meta", "nav", "ol", "p", "rect", "section", "small", "span", "style", "svg", "table", "tbody", "td", "text", "th", "thead", "title", "tr", "ul"]));
        Assert.DoesNotMatch(Handler(), Quoted().Replace(page, "\"\""));
    }

    [Fact]
    public void asks_nobody_for_anything()
    {
        var page = Page(Full("amount", "north"));

        Assert.DoesNotContain("http", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("url(", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("src=", page, StringComparison.OrdinalIgnoreCase);
        Assert.All(Address().Matches(page), m => Assert.StartsWith("#", m.Groups[1].Value, StringComparison.Ordinal));
    }

    [Fact]
    public void is_readable_without_seeing_it()
    {
        var page = Page(Full("amount", "north"));

        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\">", page, StringComparison.Ordinal);
        Assert.Single(Heading().Matches(page));
        Assert.Equal(Tag().Matches(page).Count(m => m.Groups["name"].Value == "svg"), Label().Count(page));
        Assert.Equal(Tag().Matches(page).Count(m => m.Groups["name"].Value == "th"), Scope().Count(page));
        Assert.Equal(Tag().Matches(page).Count(m => m.Groups["name"].Value == "table"), Tag().Matches(page).Count(m => m.Groups["name"].Value == "caption"));
    }

    [Fact]
    public void of_a_profile_with_nothing_in_it_still_stands()
    {
        var nothing = PlainProfile.Table(0) with { Alerts = null!, Correlations = null!, CandidateKeys = null!, Dependencies = null!, Together = null!, ForeignKeys = null! };

        Assert.Contains("<td>0</td>", Page(nothing), StringComparison.Ordinal);
        Assert.Contains("no name", Page(PlainProfile.Table(0, PlainProfile.Words("", [], role: ColumnRole.Other))), StringComparison.Ordinal);
        Assert.DoesNotContain("still being computed", Page(nothing), StringComparison.Ordinal);
        Assert.Contains("still being computed", ProfilePage.Of(new PageSubject("x", 1, Complete: false, nothing)), StringComparison.Ordinal);
    }

    [Theory, InlineData(-1e11, "year -1199"), InlineData(1e12, "year 33659"), InlineData(0, "1970-01-01")]
    public void dates_before_1_and_after_9999_are_told_by_year(double end, string told)
    {
        var column = PlainProfile.Words("t", ["x"]) with { Type = "TIMESTAMP", Role = ColumnRole.Datetime, Histogram = [new(end, end + 1e10, 3), new(end + 1e10, end + 2e10, 4)] };

        Assert.Contains($">{told}<", Page(PlainProfile.Table(7, column)), StringComparison.Ordinal);
    }

    [Fact]
    public void a_wide_table_has_pictures_of_the_first_hundred_columns_in_a_moment()
    {
        var random = new Random(4);
        var table = PlainProfile.Table(500, [.. Enumerable.Range(0, 2_000).Select(i => PlainProfile.Numbers($"c{i}", [.. Enumerable.Range(0, 50).Select(_ => random.NextDouble())]))]);
        var clock = Stopwatch.StartNew();

        var page = Page(table);

        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 3);
        Assert.Equal(100, Label().Count(page));
        Assert.Contains("Pictures are drawn for the first 100 columns", page, StringComparison.Ordinal);
        Assert.Contains("id=\"column-2000\"", page, StringComparison.Ordinal);
    }

    private static string Page(TableProfile table, string name = "sales.csv") => ProfilePage.Of(new PageSubject(name, 2, Complete: true, table));

    /// <summary>Something in every place, the text in each of them.</summary>
    private static TableProfile Full(string name, string text) => new(10, 1, [Number(name, text), Word($"{name} of"), PlainProfile.Days("sold", [new(2024, 1, 1), new(2024, 3, 1)]) with { Times = new("day", 60, 2, 58, 1, new("2024-01-01", "2024-03-01", 58), 0) }])
    {
        Alerts = [new("outliers", "outliers", AlertSeverity.Error, name, 3, $"Three rows of {text}.", "SELECT * FROM data", new SuggestedOperation("cap", [name], new Dictionary<string, string> { [text] = text })), new("duplicate-rows", "duplicate-rows", AlertSeverity.Info, null, 1, text, text)],
        Quality = new(87.5, [new("completeness", 0.9, 0.5), new(text, 0.8, 0.5)], "The weights are told."),
        Narrative = new("It is said in words.", ["A surprise.", text], "model", text, "1", 0),
        Correlations = [new(name, $"{name} of", "pearson", 0.9, 10, new Estimate(0.01, "absolute")), new(name, $"{name} of", "cramers-v", 0.4, 10)],
        CandidateKeys = [[name, text]],
        Dependencies = [new(name, text, 1, 2, new Estimate(0.02, "rows"))],
        Together = [new(name, text, "linear", 2, 1), new(name, text, text)],
        ForeignKeys = [new(name, Guid.Empty, "customers", 3, text, 4, 5), new(name, Guid.Empty, text, 3, text, 4, 5)],
    };

    private static ColumnProfile Number(string name, string text) => PlainProfile.Numbers(name, [1, 2, 3, 4, 100]) with
    {
        SemanticType = text,
        Evidence = [text],
        MissingMarkers = new Dictionary<string, long> { [text] = 1 },
        Order = text,
        Estimates = new Dictionary<string, Estimate> { ["distinct"] = new(0.02, "rows") },
        Frequencies = new(5, 0, 2.3, [text], 1, [text, text, text, text], 1),
        Numbers = new(null, 99, 1, null, 1, 1, 1, 0, 0, 5, 1, 1, 1, 2, new(-1, 0, 1, 2, 3), new(0, 0, 0, 1)),
    };

    private static ColumnProfile Word(string text) => PlainProfile.Words(text, [text, text, "", "b"]) with
    {
        MinLength = 0,
        MaxLength = 9,
        Forms = [new(text, 2)],
        Texts = new(3.5, 1, 1, 1, 1, 1, 1, 1, 1, [[new(text, 2)]], [new(text, 3)]),
    };

    [GeneratedRegex("<(?<name>[a-z][a-z0-9]*)")]
    private static partial Regex Tag();

    [GeneratedRegex("<[^<>]* on[a-z]+=")]
    private static partial Regex Handler();

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Quoted();

    [GeneratedRegex("href=\"([^\"]*)\"")]
    private static partial Regex Address();

    [GeneratedRegex("<h1>")]
    private static partial Regex Heading();

    [GeneratedRegex("<svg role=\"img\" aria-label=\"[^\"]+\"")]
    private static partial Regex Label();

    [GeneratedRegex("<th scope=")]
    private static partial Regex Scope();
}
