using System.Globalization;

namespace Analyst.Engine.Csv;

/// <summary>Whether a first record names the columns, when DuckDB could not say.</summary>
internal static class CsvHeader
{
    /// <summary>Names are text: a record with a number or an empty cell among others is data.</summary>
    public static bool Likely(IReadOnlyList<string> record) =>
        record.All(cell => cell.Trim().Length > 0 && !double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _));

    /// <summary>Labels and then years in a row (region, 2020, 2021, 2022): names, though they look like numbers.</summary>
    public static bool NamesYears(IReadOnlyList<string> record)
    {
        var years = record.SkipWhile(cell => !IsYear(cell)).ToArray();
        return years.Length >= 2 && years.Length < record.Count && years.All(IsYear) && record.Take(record.Count - years.Length).All(cell => cell.Any(char.IsLetter))
            && years.Zip(years.Skip(1)).All(pair => int.Parse(pair.Second, CultureInfo.InvariantCulture) == int.Parse(pair.First, CultureInfo.InvariantCulture) + 1);
    }

    private static bool IsYear(string cell) => cell.Length == 4 && int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1800 and <= 2200;
}
