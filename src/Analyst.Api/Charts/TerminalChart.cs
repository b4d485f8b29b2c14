using System.Globalization;
using System.Text;
using Analyst.Domain.Datasets;
using Analyst.Domain.Questions;

namespace Analyst.Api.Charts;

/// <summary>Draws a chart as horizontal bars in plain text, for a terminal.</summary>
public static class TerminalChart
{
    private const int MostBars = 20;
    private const string Eighths = "▏▎▍▌▋▊▉█";

    /// <summary>Lines no wider than <paramref name="width"/> columns; empty when there is nothing to draw.</summary>
    /// <param name="rows">A JSON array of row arrays, UTF-8, as the query runner returns it.</param>
    public static string Of(Chart chart, IReadOnlyList<Column> columns, ReadOnlyMemory<byte> rows, int width = 80)
    {
        if (chart.X is null || ChartRows.Of(chart, columns, rows) is not { Rows.Count: > 0 } table)
            return "";

        IEnumerable<ChartRow> ordered = chart is { Kind: ChartKind.Bar, XType: "nominal" } ? table.Rows.OrderByDescending(row => row.Y) : table.Rows;
        var bars = ordered.Take(MostBars).Select(row => (Label: Label(row), row.Y, Figure: Figure(row.Y))).ToList();
        var figures = bars.Max(bar => bar.Figure.Length);
        var labels = Math.Min(bars.Max(bar => TerminalText.Width(bar.Label)), Math.Max(4, Math.Min(width * 2 / 5, width - figures - 6)));
        var room = Math.Max(1, width - labels - figures - 2);
        var largest = bars.Max(bar => Math.Abs(bar.Y));

        var text = new StringBuilder();
        if (TerminalText.Plain(chart.Title) is { Length: > 0 } title)
            text.Append(TerminalText.Cut(title, width)).Append('\n');
        foreach (var (label, y, figure) in bars)
            text.Append(TerminalText.Padded(label, labels)).Append(' ').Append(figure.PadLeft(figures)).Append(' ').Append(Bar(y, largest, room)).Append('\n');
        if (table.Rows.Count > bars.Count)
            text.Append(CultureInfo.InvariantCulture, $"… and {table.Rows.Count - bars.Count:N0} more\n");
        return text.ToString();
    }

    private static string Label(ChartRow row) => TerminalText.Plain(row.Series is null ? Date(row.X) : $"{Date(row.X)} · {row.Series}");

    // A day needs no midnight behind it.
    private static string Date(string text) =>
        text.Length > 10 && text[10] is 'T' or ' ' && text.AsSpan(11).StartsWith("00:00:00") && text.AsSpan(19).TrimEnd('Z').Trim("+:.0").IsEmpty ? text[..10] : text;

    private static string Figure(double y) => y.ToString(Math.Abs(y) >= 1000 || y == Math.Truncate(y) ? "#,##0" : Math.Abs(y) >= 1 ? "#,##0.00" : "0.####", CultureInfo.InvariantCulture);

    private static string Bar(double y, double largest, int room)
    {
        if (largest == 0 || y == 0)
            return "";
        var eighths = Math.Max(1, (int)Math.Round(Math.Abs(y) / largest * room * 8, MidpointRounding.AwayFromZero));
        // Below zero: lighter, and whole blocks only.
        return y < 0
            ? new string('░', Math.Max(1, eighths / 8))
            : new string('█', eighths / 8) + (eighths % 8 == 0 ? "" : Eighths[eighths % 8 - 1]);
    }
}
