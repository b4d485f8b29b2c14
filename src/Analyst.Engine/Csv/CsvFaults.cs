using System.Globalization;
using System.Text.RegularExpressions;
using DuckDB.NET.Data;

namespace Analyst.Engine.Csv;

/// <summary>What DuckDB's complaints about a delimited file mean, and how to say it.</summary>
internal static partial class CsvFaults
{
    public static bool IsMisfit(DuckDBException e) =>
        e.Message.StartsWith("Conversion Error", StringComparison.Ordinal);

    public static bool IsEncoding(DuckDBException e) =>
        e.Message.Contains("nicode", StringComparison.Ordinal) && e.Message.Contains("CSV Error", StringComparison.Ordinal);

    public static bool IsStructural(DuckDBException e) =>
        !IsMisfit(e) && (e.Message.Contains("CSV Error on Line", StringComparison.Ordinal) || e.Message.Contains("CSV Parser", StringComparison.Ordinal));

    public static EngineException TooManyCells(CsvDialect dialect, CsvMeasure measure) => new(
        "csv-unreadable",
        string.Create(CultureInfo.InvariantCulture, $"Line {measure.FirstTooLongLine} has {measure.FirstTooLongCells} cells, but the table has {dialect.ColumnCount} columns ({measure.TooLong} such records). Put cells that contain the delimiter '{dialect.Delimiter}' in double quotes."));

    public static EngineException OpenQuote(long line) => new(
        "csv-unreadable",
        string.Create(CultureInfo.InvariantCulture, $"A quote that opens in line {line} is never closed. Close it, or double quotes that are meant as text."));

    public static EngineException Unreadable(DuckDBException e)
    {
        var line = Line().Match(e.Message);
        var where = line.Success ? $"Line {line.Groups[1].Value}" : "A line";
        var why = e.Message.Contains("uote", StringComparison.Ordinal)
            ? "has a quoted cell that does not end where the cell ends. Double the quotes that are meant as text."
            : e.Message.Contains("line size", StringComparison.OrdinalIgnoreCase)
                ? "is longer than 16 MB. Check the quotes around it."
                : "does not fit the rest of the file. Check its quotes, delimiters and line end.";
        return new EngineException("csv-unreadable", $"{where} {why}");
    }

    [GeneratedRegex(@"CSV Error on Line: (\d+)")]
    private static partial Regex Line();
}
