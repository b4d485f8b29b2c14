using System.Globalization;
using System.Text.Json;
using Analyst.Domain.Datasets;
using Analyst.Domain.Questions;

namespace Analyst.Api.Charts;

/// <summary>The cells of a result that a chart shows, in the result's order.</summary>
/// <param name="LeftOut">Rows without a figure, which no mark can show.</param>
/// <param name="Total">Rows of the result.</param>
internal sealed record ChartRows(IReadOnlyList<ChartRow> Rows, int LeftOut, int Total)
{
    private const int LongestText = 120;
    private const string NoValue = "(missing)";

    /// <summary>Null when the chart names a column that the result lacks.</summary>
    /// <param name="rows">A JSON array of row arrays, UTF-8, as the query runner returns it.</param>
    public static ChartRows? Of(Chart chart, IReadOnlyList<Column> columns, ReadOnlyMemory<byte> rows)
    {
        var (x, y, series) = (IndexOf(columns, chart.X), IndexOf(columns, chart.Y), IndexOf(columns, chart.Series));
        if (y is not { } yIndex || x is null != chart.X is null || series is null != chart.Series is null)
            return null;

        using var document = JsonDocument.Parse(rows);
        var total = document.RootElement.GetArrayLength();
        var kept = new List<ChartRow>(total);
        foreach (var row in document.RootElement.EnumerateArray())
        {
            if (Number(row[yIndex]) is { } figure)
                kept.Add(new(x is { } xi ? Text(row[xi]) : "", x is { } xn ? Number(row[xn]) : null, figure, series is { } si ? Text(row[si]) : null));
        }

        return new(kept, total - kept.Count, total);
    }

    private static int? IndexOf(IReadOnlyList<Column> columns, string? name)
    {
        if (name is null)
            return null;
        var index = columns.ToList().FindIndex(c => c.Name == name);
        return index >= 0 ? index : columns.ToList().FindIndex(c => c.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is >= 0 and var found ? found : null;
    }

    // Decimals and large integers arrive as strings so that no digit is lost; a picture needs only a double.
    private static double? Number(JsonElement cell) => cell.ValueKind switch
    {
        JsonValueKind.Number => cell.GetDouble(),
        JsonValueKind.String when double.TryParse(cell.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) => number,
        _ => null,
    };

    private static string Text(JsonElement cell)
    {
        var text = cell.ValueKind switch
        {
            JsonValueKind.Null => NoValue,
            JsonValueKind.String => cell.GetString()!,
            _ => cell.GetRawText(),
        };
        return text.Length <= LongestText ? text : string.Concat(text.AsSpan(0, LongestText - 1), "…");
    }
}

/// <param name="Number">The x cell as a number, when it is one.</param>
internal sealed record ChartRow(string X, double? Number, double Y, string? Series);
