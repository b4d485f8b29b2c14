using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Analyst.Api.Charts;
using Analyst.Domain.Datasets;
using Analyst.Domain.Questions;

namespace Analyst.Tests.Charts;

/// <summary>A result as the query runner returns it.</summary>
internal sealed record Table(IReadOnlyList<Column> Columns, string Rows)
{
    public static readonly Table Cities = new([new("City", "VARCHAR"), new("Total", "DECIMAL(18,2)")], """[["Łódź","120.50"],["Zürich","980.25"],["São Paulo",430],[null,7]]""");

    public static readonly Chart CityBars = new(ChartKind.Bar, "City", "Total", "nominal", null, "Total by city");

    public static readonly Table Months = new(
        [new("Month", "DATE"), new("Revenue", "DOUBLE"), new("Country", "VARCHAR")],
        $"[{string.Join(',', Enumerable.Range(1, 12).SelectMany(m => new[] { $"[\"2025-{m:00}-01\",{1000 + m * 90},\"Germany\"]", $"[\"2025-{m:00}-01\",{900 + m * m * 9},\"Poland\"]" }))}]");

    public static readonly Chart MonthLines = new(ChartKind.Line, "Month", "Revenue", "temporal", "Country", "Revenue by month and country");

    public static readonly Table Prices = new([new("Price", "DOUBLE"), new("Quantity", "BIGINT")], "[[9.9,9],[39.9,4],[159,2],[1234.5,1],[12.5,null]]");

    public static readonly Chart PricePoints = new(ChartKind.Point, "Price", "Quantity", "quantitative", null, "Price and quantity");

    private static readonly SvgRenderer Renderer = new(TimeSpan.FromMinutes(1));

    public ReadOnlyMemory<byte> Bytes => Encoding.UTF8.GetBytes(Rows);

    public JsonObject Spec(Chart chart) => VegaLiteSpec.Of(chart, Columns, Bytes) ?? throw new InvalidOperationException("Nothing to draw.");

    public string Terminal(Chart chart, int width = 80) => TerminalChart.Of(chart, Columns, Bytes, width);

    public static Task<string> Svg(JsonObject spec) => Renderer.Render(spec, TestContext.Current.CancellationToken);

    /// <summary>The texts of a drawing, and its marks: what carries a value.</summary>
    public async Task<(string[] Texts, int Marks)> Drawn(Chart chart)
    {
        var svg = XDocument.Parse(await Svg(Spec(chart)));
        return (
            [.. svg.Descendants().Where(e => e.Name.LocalName is "text").Select(e => e.Value)],
            svg.Descendants().Count(e => (string?)e.Attribute("aria-roledescription") is "bar" or "point" or "line mark"));
    }
}
