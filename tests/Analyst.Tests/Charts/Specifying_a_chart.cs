using System.Text.Json.Nodes;
using Analyst.Api.Charts;
using Analyst.Domain.Questions;

namespace Analyst.Tests.Charts;

public sealed class Specifying_a_chart
{
    private static readonly string[] Active = ["url", "href", "expr", "signal", "image", "transform", "params", "labelExpr", "calculate", "filter"];

    [Fact]
    public void it_carries_its_data_and_nothing_that_acts()
    {
        foreach (var spec in new[] { Table.Cities.Spec(Table.CityBars), Table.Months.Spec(Table.MonthLines), Table.Prices.Spec(Table.PricePoints) })
        {
            Assert.NotEmpty(spec["data"]!["values"]!.AsArray());
            Assert.Empty(Members(spec).Intersect(Active));
        }
    }

    [Fact]
    public void decimals_sent_as_text_become_numbers() =>
        Assert.Equal([980.25, 430, 120.5, 7], Table.Cities.Spec(Table.CityBars)["data"]!["values"]!.AsArray().Select(v => v!["y"]!.GetValue<double>()));

    [Fact]
    public void only_the_largest_bars_are_shown_and_the_reader_is_told()
    {
        var table = Table.Cities with { Rows = $"[{string.Join(',', Enumerable.Range(0, 100).Select(i => $"[\"c{i}\",{i}]"))}]" };
        var spec = table.Spec(Table.CityBars);

        Assert.Equal(40, spec["data"]!["values"]!.AsArray().Count);
        Assert.Equal("c99", (string?)spec["data"]!["values"]![0]!["x"]);
        Assert.Equal("40 of 100 rows shown", (string?)spec["title"]!["subtitle"]);
    }

    [Fact]
    public void instants_are_utc_whatever_the_machine_says() =>
        Assert.Equal("2025-01-01T00:00:00.000Z", (string?)Table.Months.Spec(Table.MonthLines)["data"]!["values"]![0]!["x"]);

    [Fact]
    public void an_axis_of_time_with_a_value_that_is_no_time_is_a_list() =>
        Assert.Equal("ordinal", (string?)Table.Cities.Spec(Table.CityBars with { Kind = ChartKind.Line, XType = "temporal" })["encoding"]!["x"]!["type"]);

    [Theory]
    [InlineData(ChartKind.Number, null, "Total")]
    [InlineData(ChartKind.Bar, "City", "Gone")]
    [InlineData(ChartKind.Bar, "Gone", "Total")]
    [InlineData(ChartKind.Bar, "Total", "City")]
    public void there_is_none_when_there_is_nothing_to_draw(ChartKind kind, string? x, string y) =>
        Assert.Null(VegaLiteSpec.Of(new Chart(kind, x, y, "nominal", null, ""), Table.Cities.Columns, Table.Cities.Bytes));

    private static IEnumerable<string> Members(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(m => Members(m.Value).Prepend(m.Key)),
        JsonArray items => items.SelectMany(Members),
        _ => [],
    };
}
