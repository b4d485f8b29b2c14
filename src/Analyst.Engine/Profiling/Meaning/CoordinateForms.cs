using System.Text.RegularExpressions;

namespace Analyst.Engine.Profiling.Meaning;

/// <summary>Latitude and longitude in one value.</summary>
internal static partial class CoordinateForms
{
    public static bool IsPair(ReadOnlySpan<char> text)
    {
        if (text.Contains('°'))
            return Degrees().IsMatch(text);
        return text.Count(',') == 1 && text.Count('.') == 2 && Decimals().IsMatch(text)
            || text.StartsWith("POINT", StringComparison.OrdinalIgnoreCase) && Point().IsMatch(text);
    }

    [GeneratedRegex(@"^\(?[-+]?(?:90(?:\.0+)?|[0-8]?\d\.\d{2,15})\s*,\s*[-+]?(?:180(?:\.0+)?|(?:1[0-7]\d|\d?\d)\.\d{2,15})\)?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Decimals();

    [GeneratedRegex(@"^\d{1,3}(?:\.\d+)?°.{0,18}[NSns],?\s*\d{1,3}(?:\.\d+)?°.{0,18}[EWOewo]$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Degrees();

    [GeneratedRegex(@"^POINT\s*\(\s*[-+]?\d+(?:\.\d+)?\s+[-+]?\d+(?:\.\d+)?\s*\)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Point();
}
