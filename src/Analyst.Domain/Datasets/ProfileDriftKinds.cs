using System.Globalization;

namespace Analyst.Domain.Datasets;

/// <summary>What a column's values can be compared as.</summary>
internal enum DriftKind
{
    Number,
    Moment,
    Other,
}

internal static class ProfileDriftKinds
{
    private static readonly string[] Numbers = ["TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT", "FLOAT", "DOUBLE"];

    public static DriftKind Kind(this ColumnProfile column) =>
        Numbers.Contains(column.Type) || column.Type.StartsWith("DECIMAL", StringComparison.Ordinal) ? DriftKind.Number
        : column.Type is "DATE" || column.Type.StartsWith("TIMESTAMP", StringComparison.Ordinal) ? DriftKind.Moment
        : DriftKind.Other;

    /// <summary>A value as DuckDB prints it, as the histogram counts it: a number, or seconds since 1970; null when it is none.</summary>
    public static double? Place(DriftKind kind, string value)
    {
        if (kind == DriftKind.Number)
            return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
        // DuckDB writes an offset of whole hours without minutes.
        var text = value.Length > 3 && value[^3] is '+' or '-' && value.Contains(':', StringComparison.Ordinal) ? value + ":00" : value;
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? (at - DateTimeOffset.UnixEpoch).TotalSeconds : null;
    }
}
