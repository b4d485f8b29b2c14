using System.Globalization;

namespace Analyst.Engine.Csv;

/// <summary>Whether a first record names the columns, when DuckDB could not say.</summary>
internal static class CsvHeader
{
    /// <summary>Names are text: a record with a number or an empty cell among others is data.</summary>
    public static bool Likely(IReadOnlyList<string> record) =>
        record.All(cell => cell.Trim().Length > 0 && !double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _));
}
