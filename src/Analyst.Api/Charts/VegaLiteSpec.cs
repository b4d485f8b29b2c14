using System.Globalization;
using System.Text.Json.Nodes;
using Analyst.Domain.Datasets;
using Analyst.Domain.Questions;

namespace Analyst.Api.Charts;

/// <summary>Writes a chart as a Vega-Lite 6 specification with its data inside: no address, no link, no expression, no image.</summary>
public static class VegaLiteSpec
{
    internal const string Schema = "https://vega.github.io/schema/vega-lite/v6.json";

    private const int MostBars = 40;
    private const int MostMarks = 5_000;
    private const int FewPoints = 60;
    private const int TitleWidth = 70;

    /// <summary>Null when there is nothing to draw: a single figure, no row with a figure, or a column that the result lacks.</summary>
    /// <param name="rows">A JSON array of row arrays, UTF-8, as the query runner returns it.</param>
    public static JsonObject? Of(Chart chart, IReadOnlyList<Column> columns, ReadOnlyMemory<byte> rows)
    {
        if (chart.Kind is ChartKind.Number || chart.X is null || ChartRows.Of(chart, columns, rows) is not { Rows.Count: > 0 } table)
            return null;

        var xType = XType(chart, table.Rows);
        var shown = Shown(chart.Kind, xType, table.Rows);
        // The data's members are named x, y and series: in Vega-Lite a name such as a.b or a[0] would be a path.
        return new JsonObject
        {
            ["$schema"] = Schema,
            ["title"] = Title(chart, table, shown.Count),
            ["data"] = new JsonObject { ["values"] = new JsonArray([.. shown.Select(row => Datum(row, xType))]) },
            ["width"] = Width(chart, xType, shown),
            ["height"] = Height(chart, xType),
            ["mark"] = Mark(chart.Kind, xType, shown),
            ["encoding"] = Encoding(chart, xType, shown),
            ["config"] = Config(),
        };
    }

    private static bool IsHorizontal(Chart chart, string xType) => chart.Kind is ChartKind.Bar && xType is "nominal";

    /// <summary>The type asked for, unless the values do not fit it.</summary>
    private static string XType(Chart chart, IReadOnlyList<ChartRow> rows) => chart.XType switch
    {
        // Grouped bars stand beside each other, for which an axis of time has no room.
        "temporal" when rows.All(row => Instant(row.X) is not null) && chart is not { Kind: ChartKind.Bar, Series: not null } => "temporal",
        "quantitative" when chart.Kind is not ChartKind.Bar && rows.All(row => row.Number is not null) => "quantitative",
        "nominal" when chart.Kind is not ChartKind.Line => "nominal",
        _ => "ordinal",
    };

    private static List<ChartRow> Shown(ChartKind kind, string xType, IReadOnlyList<ChartRow> rows)
    {
        if (kind is not ChartKind.Bar || xType is "temporal")
            return [.. rows.Take(MostMarks)];
        var categories = rows.GroupBy(row => row.X);
        var order = xType is "nominal" ? categories.OrderByDescending(group => group.Sum(row => row.Y)) : categories;
        return [.. order.Take(MostBars).SelectMany(group => group).Take(MostMarks)];
    }

    private static JsonObject Datum(ChartRow row, string xType)
    {
        var datum = new JsonObject
        {
            ["x"] = xType switch { "quantitative" => row.Number, "temporal" => Instant(row.X), _ => (JsonNode)row.X },
            ["y"] = row.Y,
        };
        if (row.Series is { } series)
            datum["series"] = series;
        return datum;
    }

    private static JsonObject Encoding(Chart chart, string xType, List<ChartRow> shown)
    {
        var horizontal = IsHorizontal(chart, xType);
        var x = new JsonObject { ["field"] = "x", ["type"] = xType, ["title"] = Line(chart.X!) };
        var y = new JsonObject { ["field"] = "y", ["type"] = "quantitative", ["title"] = Line(chart.Y) };
        if (xType is "temporal")
            x["scale"] = new JsonObject { ["type"] = "utc" };
        else if (xType is "nominal" && chart.Kind is ChartKind.Bar)
            x["sort"] = new JsonObject { ["field"] = "y", ["op"] = "sum", ["order"] = "descending" };
        else if (xType is "nominal" or "ordinal")
            x["sort"] = null;
        if (!horizontal && xType is "ordinal" && shown.Exists(row => row.X.Length > 3))
            x["axis"] = new JsonObject { ["labelAngle"] = -40 };
        if (chart.Kind is ChartKind.Point || (chart.Kind is ChartKind.Line && xType is "quantitative"))
            foreach (var axis in xType is "quantitative" ? new[] { x, y } : [y])
                axis["scale"] = new JsonObject { ["zero"] = false };

        var encoding = new JsonObject { [horizontal ? "y" : "x"] = x, [horizontal ? "x" : "y"] = y };
        if (chart.Series is { } series)
        {
            var scheme = shown.DistinctBy(row => row.Series).Skip(10).Any() ? "tableau20" : "tableau10";
            encoding["color"] = new JsonObject { ["field"] = "series", ["type"] = "nominal", ["title"] = Line(series), ["scale"] = new JsonObject { ["scheme"] = scheme } };
            // Beside each other, not stacked: nobody knows whether the figures may be added up.
            if (chart.Kind is ChartKind.Bar)
                encoding[horizontal ? "yOffset" : "xOffset"] = new JsonObject { ["field"] = "series", ["type"] = "nominal" };
        }

        return encoding;
    }

    private static JsonObject Mark(ChartKind kind, string xType, List<ChartRow> shown) => kind switch
    {
        ChartKind.Line => new() { ["type"] = "line", ["tooltip"] = true, ["strokeWidth"] = 2, ["point"] = shown.Count <= FewPoints },
        ChartKind.Point => new() { ["type"] = "point", ["tooltip"] = true, ["filled"] = true, ["size"] = 40, ["opacity"] = 0.7 },
        // On an axis of time a bar has no room of its own: without a size it is a thin line.
        _ when xType is "temporal" => new() { ["type"] = "bar", ["tooltip"] = true, ["size"] = Math.Clamp(400 / shown.DistinctBy(row => row.X).Count(), 2, 40) },
        _ => new() { ["type"] = "bar", ["tooltip"] = true },
    };

    private static JsonNode Width(Chart chart, string xType, List<ChartRow> shown) =>
        chart.Kind is ChartKind.Bar && xType is "ordinal" && shown.Count > 12 ? Step(chart, 26) : IsHorizontal(chart, xType) ? 460 : 560;

    private static JsonNode Height(Chart chart, string xType) => IsHorizontal(chart, xType) ? Step(chart, 24) : 320;

    private static JsonObject Step(Chart chart, int pixels) => chart.Series is null
        ? new() { ["step"] = pixels }
        : new() { ["step"] = 12, ["for"] = "offset" };

    private static JsonObject Title(Chart chart, ChartRows table, int shown)
    {
        List<string> notes = [];
        if (shown < table.Rows.Count)
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{shown:N0} of {table.Rows.Count:N0} rows shown"));
        if (table.LeftOut > 0)
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{table.LeftOut:N0} of {table.Total:N0} rows have no figure"));
        var title = new JsonObject { ["text"] = new JsonArray([.. Wrapped(chart.Title)]) };
        if (notes.Count > 0)
            title["subtitle"] = string.Join("; ", notes);
        return title;
    }

    internal static JsonObject Config() => new()
    {
        ["font"] = "Helvetica, Arial, sans-serif",
        ["background"] = "white",
        ["padding"] = 12,
        ["view"] = new JsonObject { ["stroke"] = null },
        ["title"] = new JsonObject { ["anchor"] = "start", ["fontSize"] = 15, ["subtitleColor"] = "#666", ["offset"] = 14 },
        ["axis"] = new JsonObject { ["labelFontSize"] = 11, ["titleFontSize"] = 12, ["titleColor"] = "#444", ["labelColor"] = "#444", ["gridColor"] = "#e6e6e6", ["domainColor"] = "#999", ["tickColor"] = "#999", ["labelLimit"] = 220, ["titlePadding"] = 10 },
        ["legend"] = new JsonObject { ["labelFontSize"] = 11, ["titleFontSize"] = 12, ["labelLimit"] = 160, ["symbolLimit"] = 30 },
        ["mark"] = new JsonObject { ["color"] = "#3a6ea5" },
    };

    internal static IEnumerable<JsonNode> Wrapped(string title)
    {
        var line = "";
        foreach (var word in Line(title).Split(' '))
        {
            if (line.Length > 0 && line.Length + word.Length >= TitleWidth)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        yield return line;
    }

    internal static string Line(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) is { Length: > 200 } line ? line[..199] + "…" : text;

    /// <summary>The instant in UTC as JavaScript reads it; null when the text is no date.</summary>
    private static string? Instant(string text) =>
        text is { Length: 4 } && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? $"{text}-01-01"
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture)
        : null;
}
