using System.Globalization;
using System.Text.RegularExpressions;

namespace Analyst.Domain.Datasets;

/// <summary>The types that a person may give to a column, by DuckDB's names and by friendly words.</summary>
public static partial class ColumnTypes
{
    /// <summary>What is told to somebody who asked for another one.</summary>
    public const string Words = "VARCHAR (text), BIGINT (integer), DOUBLE (number), DECIMAL(p,s), BOOLEAN, DATE, TIMESTAMP, TIMESTAMPTZ or TIME";

    private const int MostDigits = 38;

    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["varchar"] = "VARCHAR",
        ["text"] = "VARCHAR",
        ["string"] = "VARCHAR",
        ["bigint"] = "BIGINT",
        ["integer"] = "BIGINT",
        ["double"] = "DOUBLE",
        ["number"] = "DOUBLE",
        ["boolean"] = "BOOLEAN",
        ["date"] = "DATE",
        ["timestamp"] = "TIMESTAMP",
        ["datetime"] = "TIMESTAMP",
        ["timestamptz"] = "TIMESTAMP WITH TIME ZONE",
        ["timestamp with time zone"] = "TIMESTAMP WITH TIME ZONE",
        ["time"] = "TIME",
    };

    /// <summary>DuckDB's own name of the type, as it stands in the columns of a revision; null for a type that is not in the list.</summary>
    public static string? Parse(string? words)
    {
        var text = (words ?? "").Trim();
        if (Names.TryGetValue(text, out var name))
            return name;
        if (Decimal().Match(text) is not { Success: true } match)
            return null;
        var (digits, scale) = (int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture), int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture));
        return digits is >= 1 and <= MostDigits && scale <= digits ? string.Create(CultureInfo.InvariantCulture, $"DECIMAL({digits},{scale})") : null;
    }

    [GeneratedRegex(@"^(?:decimal|numeric)\s*\(\s*([0-9]{1,2})\s*,\s*([0-9]{1,2})\s*\)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Decimal();
}
