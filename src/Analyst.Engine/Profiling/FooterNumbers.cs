using System.Globalization;
using Analyst.Domain.Datasets;

namespace Analyst.Engine.Profiling;

/// <summary>What the Parquet file says of itself, without reading a row.</summary>
internal static class FooterNumbers
{
    public static FirstNumbers Read(Duck duck, string path, IReadOnlyList<ProfileColumn> columns)
    {
        var rows = duck.Count($"SELECT coalesce(sum(num_rows), 0)::BIGINT FROM parquet_file_metadata({Sql.Text(path)})");
        var stated = duck.Query(
            $"SELECT path_in_schema, CASE WHEN bool_and(stats_null_count IS NOT NULL) THEN sum(stats_null_count)::BIGINT END, list(stats_min_value) FILTER (stats_min_value IS NOT NULL), list(stats_max_value) FILTER (stats_max_value IS NOT NULL) FROM parquet_metadata({Sql.Text(path)}) GROUP BY 1",
            r => (Name: r.GetString(0), Missing: r.IsDBNull(1) ? (long?)null : r.GetInt64(1), Low: Texts(r, 2), High: Texts(r, 3))).ToDictionary(s => s.Name);
        return new FirstNumbers(rows, [.. columns.Select(c => stated.TryGetValue(c.Name, out var s)
            ? new FirstColumn(c.Name, c.Type, s.Missing, ProfileText.Value(c, Extreme(c, s.Low, lowest: true)), ProfileText.Value(c, Extreme(c, s.High, lowest: false)))
            : new FirstColumn(c.Name, c.Type))], []);
    }

    private static List<string> Texts(DuckDB.NET.Data.DuckDBDataReader r, int at) => r.IsDBNull(at) ? [] : r.GetFieldValue<List<string>>(at);

    /// <summary>Of numbers and common dates only: the footer cuts long texts.</summary>
    private static string? Extreme(ProfileColumn column, List<string> values, bool lowest)
    {
        if (values.Count == 0 || column.Kind is not (ProfileKind.Number or ProfileKind.Moment))
            return null;
        if (column.Kind == ProfileKind.Moment)
            return values.TrueForAll(v => v.Length > 4 && v[4] == '-') ? lowest ? values.Min(StringComparer.Ordinal) : values.Max(StringComparer.Ordinal) : null;
        var numbers = values.Select(v => (Text: v, Is: double.TryParse(v, NumberStyles.Float, CultureInfo.InvariantCulture, out var x), Value: x)).ToList();
        return numbers.Exists(n => !n.Is) ? null : lowest ? numbers.MinBy(n => n.Value).Text : numbers.MaxBy(n => n.Value).Text;
    }
}
