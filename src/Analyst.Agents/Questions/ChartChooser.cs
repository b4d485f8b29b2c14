using Analyst.Domain.Datasets;
using Analyst.Domain.Questions;

namespace Analyst.Agents.Questions;

/// <summary>Chooses the picture of a result from its columns and row count alone.</summary>
public static class ChartChooser
{
    private const int MostBars = 50;

    /// <summary>The chart that fits, or null when a table says more.</summary>
    /// <param name="columns">Names and DuckDB types in the order of the result.</param>
    /// <param name="rowCount">Rows of the result.</param>
    /// <param name="title">What stands above the picture.</param>
    public static Chart? Choose(IReadOnlyList<Column> columns, long rowCount, string title)
    {
        if (rowCount < 1 || columns.Count is < 1 or > 3) return null;
        var kinds = columns.Select(KindOf).ToArray();
        return (kinds, rowCount) switch
        {
            ([Kind.Number], 1) => new Chart(ChartKind.Number, null, columns[0].Name, null, null, title),
            ([Kind.Text, Kind.Number] or [Kind.Time, Kind.Number], 1) => Bar(columns, 0, 1, null, title),
            ([Kind.Time, Kind.Number], _) => Line(columns, 0, 1, null, title),
            ([Kind.Text, Kind.Number], <= MostBars) => Bar(columns, 0, 1, null, title),
            ([Kind.Number, Kind.Number], > 1) => IsYear(columns[0]) ? Line(columns, 0, 1, null, title) : new Chart(ChartKind.Point, columns[0].Name, columns[1].Name, "quantitative", null, title),
            ([Kind.Time, Kind.Text, Kind.Number], > 1) => Line(columns, 0, 2, 1, title),
            ([Kind.Text, Kind.Time, Kind.Number], > 1) => Line(columns, 1, 2, 0, title),
            ([Kind.Text, Kind.Number, Kind.Number], > 1) when IsYear(columns[1]) => Line(columns, 1, 2, 0, title),
            ([Kind.Number, Kind.Text, Kind.Number], > 1) when IsYear(columns[0]) => Line(columns, 0, 2, 1, title),
            ([Kind.Text, Kind.Text, Kind.Number], <= MostBars) => Bar(columns, 0, 2, 1, title),
            _ => null,
        };
    }

    private enum Kind { Text, Number, Time, Other }

    private static Kind KindOf(Column column)
    {
        var type = column.Type.ToUpperInvariant();
        if (type is "DATE" || type.StartsWith("TIMESTAMP", StringComparison.Ordinal)) return Kind.Time;
        if (type is "TINYINT" or "SMALLINT" or "INTEGER" or "BIGINT" or "HUGEINT" or "UTINYINT" or "USMALLINT" or "UINTEGER" or "UBIGINT" or "UHUGEINT" or "FLOAT" or "DOUBLE" or "REAL"
            || type.StartsWith("DECIMAL", StringComparison.Ordinal)) return Kind.Number;
        return type is "VARCHAR" or "BOOLEAN" || type.StartsWith("ENUM", StringComparison.Ordinal) ? Kind.Text : Kind.Other;
    }

    private static bool IsYear(Column column) => string.Equals(column.Name, "year", StringComparison.OrdinalIgnoreCase);

    private static Chart Bar(IReadOnlyList<Column> columns, int x, int y, int? series, string title) =>
        new(ChartKind.Bar, columns[x].Name, columns[y].Name, KindOf(columns[x]) == Kind.Time ? "ordinal" : "nominal", series is { } s ? columns[s].Name : null, title);

    private static Chart Line(IReadOnlyList<Column> columns, int x, int y, int? series, string title) =>
        new(ChartKind.Line, columns[x].Name, columns[y].Name, KindOf(columns[x]) == Kind.Time ? "temporal" : "ordinal", series is { } s ? columns[s].Name : null, title);
}
