using System.Globalization;
using Analyst.Domain.Datasets;

namespace Analyst.Api.Features.Profiling.Pictures;

/// <summary>How a column is drawn.</summary>
public enum PictureKind
{
    Histogram,
    Timeline,
    Bars,
}

/// <summary>A bar of a picture.</summary>
/// <param name="Others">It stands for all values that have no bar of their own.</param>
public sealed record PictureBar(string Label, long Count, bool Others = false);

/// <summary>What a picture of a column shows: bins of numbers or dates, else the most frequent values.</summary>
public sealed record ColumnPicture(PictureKind Kind, IReadOnlyList<HistogramBin> Bins, IReadOnlyList<PictureBar> Bars, string Title, string Subtitle)
{
    private const int MostBars = 20, LongestLabel = 60;

    /// <summary>Null when the column has no values.</summary>
    public static ColumnPicture? Of(ColumnProfile column, long rows)
    {
        var present = Math.Max(0, rows - column.Missing);
        var notes = column.Missing > 0 ? $"{Count(present)} rows with a value, {Count(column.Missing)} without" : $"{Count(present)} rows";
        var moments = IsMoment(column);
        if (column.Histogram is { Count: > 1 } bins && (moments || column.Role is not (ColumnRole.Categorical or ColumnRole.Boolean)))
            return new(moments ? PictureKind.Timeline : PictureKind.Histogram, bins, [], column.Name, notes);
        return column.TopValues is { Count: > 0 } ? new(PictureKind.Bars, [], [.. BarsOf(column, present)], column.Name, notes) : null;
    }

    public static bool IsMoment(ColumnProfile column) => column.Type is "DATE" || column.Type.StartsWith("TIMESTAMP", StringComparison.Ordinal);

    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static IEnumerable<PictureBar> BarsOf(ColumnProfile column, long present)
    {
        // Two bars may not have one label: Vega would draw one on the other.
        var labels = new HashSet<string>(StringComparer.Ordinal);
        foreach (var value in column.TopValues.Take(MostBars))
            yield return new(Distinct(Label(value.Value), labels), value.Count);
        var others = present - column.TopValues.Take(MostBars).Sum(v => v.Count);
        if (others > 0)
            yield return new(Distinct($"(other: {Count(Math.Max(1, column.Distinct - Math.Min(MostBars, column.TopValues.Count)))} values)", labels), others, Others: true);
    }

    private static string Label(string value)
    {
        var line = string.Join(' ', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length == 0 ? "(empty)" : line.Length <= LongestLabel ? line : string.Concat(line.AsSpan(0, LongestLabel - 1), "…");
    }

    private static string Distinct(string label, HashSet<string> labels)
    {
        var free = label;
        for (var n = 2; !labels.Add(free); n++)
            free = $"{label} ({n})";
        return free;
    }
}
