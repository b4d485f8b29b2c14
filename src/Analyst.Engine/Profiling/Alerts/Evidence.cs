using System.Globalization;
using System.Text;

namespace Analyst.Engine.Profiling.Alerts;

/// <summary>Statements that show what an alert is about; the gate for statements lets each through.</summary>
internal static class Evidence
{
    /// <summary>The blanks of Unicode, as the cleaning knows them.</summary>
    public const string Blank = @"[\s\x0B\x{85}\p{Z}]";

    private const int Shown = 100;
    private const int MaximumLiterals = 60;

    /// <summary>Longer values are shown cut: some tables hold a megabyte in a cell.</summary>
    private const int LongValue = 1000;

    public static string Rows(string where, string? order = null) =>
        string.Create(CultureInfo.InvariantCulture, $"SELECT * FROM data WHERE {where}{(order is null ? "" : $" ORDER BY {order}")} LIMIT {Shown}");

    /// <summary>The values with their rows, the most frequent first.</summary>
    public static string Values(AlertColumn column, string? where = null, string? having = null) => string.Create(
        CultureInfo.InvariantCulture,
        $"SELECT {Value(column)} AS value, count(*) AS rows FROM data WHERE {where ?? $"{column.Sql} IS NOT NULL"} GROUP BY 1{(having is null ? "" : $" HAVING {having}")} ORDER BY 2 DESC, 1 LIMIT {Shown}");

    public static string In(AlertColumn column, IEnumerable<string> values) => $"{column.Sql} IN ({Literals(values)})";

    public static string Literals(IEnumerable<string> values) => string.Join(", ", values.Take(MaximumLiterals).Select(Sql.Text));

    public static string Matches(AlertColumn column, string pattern) => $"regexp_matches({column.Sql}, {Sql.Text(pattern)})";

    /// <summary>Every number compares below NaN, so what has no place on a line is left out.</summary>
    public static string Finite(AlertColumn column) => column.Profile.Type is "DOUBLE" or "FLOAT" ? $"isfinite({column.Sql})" : $"{column.Sql} IS NOT NULL";

    /// <summary>Names of columns come from outside and may be longer than a statement.</summary>
    public static string Checked(string sql) => Encoding.UTF8.GetByteCount(sql) > SqlGuard.MaximumBytes || sql.Contains('\0', StringComparison.Ordinal)
        ? string.Create(CultureInfo.InvariantCulture, $"SELECT * FROM data LIMIT {Shown}")
        : sql;

    private static string Value(AlertColumn column) =>
        column.Profile.MaxLength > LongValue ? string.Create(CultureInfo.InvariantCulture, $"left({column.Sql}, {LongValue})") : column.Sql;
}
