using System.Globalization;
using System.Text.RegularExpressions;

namespace Analyst.Agents.Profiling;

/// <summary>Whether every number of a sentence stands in the pools. What cannot be read as a number that we know counts as false.</summary>
internal static partial class NumberCheck
{
    private const string Month = "(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)";

    // "1 million" may stand for 1,040,000 and not for 1,400,000.
    private const double Coarsest = 0.05;

    public static bool Holds(string sentence, IReadOnlyList<NumberPool> pools, long rows)
    {
        if (Dates(Texts(sentence, pools), pools) is not { } text || text.Any(c => char.IsNumber(c) && !char.IsAsciiDigit(c)) || NumberWords.HasVague(text) || Stretched().IsMatch(text))
            return false;
        var holds = true;
        var rest = Digits().Replace(text, match =>
        {
            holds &= Stands(match, text, pools, rows);
            return " ";
        });
        return holds && !rest.Any(char.IsAsciiDigit) && NumberWords.In(rest).All(n => n.Percent ? IsShare(n.Value, 0, pools, rows) : IsValue(n.Value, 1, 0, pools));
    }

    /// <summary>Blanks out what stands between quotes and is a text of the profile.</summary>
    private static string Texts(string sentence, IReadOnlyList<NumberPool> pools) =>
        Quoted().Replace(sentence, m => pools.Any(p => p.Texts.Contains(m.Groups["text"].Value)) ? "_" : m.Value);

    /// <summary>Blanks out dates of the profile, also as a day in words, a month or a year; null when one in words is not there.</summary>
    private static string? Dates(string text, IReadOnlyList<NumberPool> pools)
    {
        var dates = pools.SelectMany(p => p.Dates).OrderByDescending(d => d.Length).ToList();
        foreach (var date in dates)
        {
            for (var at = text.IndexOf(date, StringComparison.Ordinal); at >= 0; at = text.IndexOf(date, at + 1, StringComparison.Ordinal))
            {
                if (Ends(text, at - 1) && Ends(text, at + date.Length))
                    text = string.Concat(text.AsSpan(0, at), new string('_', date.Length), text.AsSpan(at + date.Length));
            }
        }
        if (Written().Matches(text).Any(m => !dates.Any(d => d.StartsWith(Iso(m), StringComparison.Ordinal))))
            return null;
        text = Written().Replace(text, "_");
        return YearOrMonth().Replace(text, m => dates.Any(d => d.StartsWith(m.Value + "-", StringComparison.Ordinal)) ? "_" : m.Value);
    }

    private static bool Stands(Match match, string text, IReadOnlyList<NumberPool> pools, long rows)
    {
        var digits = match.Groups["digits"].Value.Replace(",", "", StringComparison.Ordinal);
        var exponent = match.Groups["exponent"].Success ? int.Parse(match.Groups["exponent"].Value, CultureInfo.InvariantCulture) : 0;
        if (Continues(text, match) || !double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var shown) || Math.Abs(exponent) > 400)
            return false;
        var decimals = digits.Contains('.', StringComparison.Ordinal) ? digits.Length - digits.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
        if (IsNegative(text, match.Index))
            shown = -shown;
        var scale = Math.Pow(10, exponent) * ScaleOf(match.Groups["scale"].Value);
        if (match.Groups["percent"].Success)
            return scale == 1 && IsShare(shown, decimals, pools, rows);
        return IsValue(shown, scale, decimals, pools);
    }

    private static bool IsValue(double shown, double scale, int decimals, IReadOnlyList<NumberPool> pools) =>
        pools.Any(p => p.Values.Concat(p.Counts).Any(v => Rounds(v / scale, shown, decimals) && (scale == 1 || Math.Abs((v / scale) - shown) <= Coarsest * Math.Abs(shown))));

    private static bool IsShare(double shown, int decimals, IReadOnlyList<NumberPool> pools, long rows) =>
        pools.Any(p => p.Percentages.Any(v => Rounds(v, shown, decimals)) || (rows > 0 && p.Counts.Any(c => Rounds(c / rows * 100, shown, decimals))));

    private static bool Rounds(double value, double shown, int decimals) =>
        Math.Abs(value - shown) <= (0.5 * Math.Pow(10, -decimals) * (1 + 1e-9)) + (Math.Abs(shown) * 1e-15);

    // A dash between two numbers is a range and not a sign.
    private static bool IsNegative(string text, int at) =>
        at > 0 && text[at - 1] is '-' or '−' && (at == 1 || !(char.IsLetterOrDigit(text[at - 2]) || text[at - 2] is '_' or '%'));

    /// <summary>Digits go on behind a point or comma in a way that we do not write: <c>1.200.000</c>, <c>12,00</c>.</summary>
    private static bool Continues(string text, Match m)
    {
        var end = m.Index + m.Length;
        return (m.Index > 1 && text[m.Index - 1] is '.' or ',' && char.IsAsciiDigit(text[m.Index - 2])) || (end + 1 < text.Length && text[end] is '.' or ',' && char.IsAsciiDigit(text[end + 1]));
    }

    private static double ScaleOf(string word) => word.ToLowerInvariant() switch
    {
        "" => 1,
        "hundred" => 1e2,
        "k" or "thousand" => 1e3,
        "m" or "mn" or "million" => 1e6,
        "bn" or "b" or "billion" => 1e9,
        _ => 1e12,
    };

    private static bool Ends(string text, int at) => at < 0 || at >= text.Length || !char.IsLetterOrDigit(text[at]);

    private static string Iso(Match m)
    {
        var month = "janfebmaraprmayjunjulaugsepoctnovdec".IndexOf(m.Groups["month"].Value[..3].ToLowerInvariant(), StringComparison.Ordinal) / 3;
        var prefix = $"{m.Groups["year"].Value}-{month + 1:D2}";
        return m.Groups["day"].Success ? $"{prefix}-{m.Groups["day"].Value.PadLeft(2, '0')}" : prefix;
    }

    /// <summary>Digits that what follows makes another number of: a fraction, a power, a per mille, an abbreviation that we do not write.</summary>
    [GeneratedRegex(@"\d\s?(?:[‰‱^×/]|x\s?\d|(?:mm|mio|mrd|mln|bln|tn|bps|pp)(?!\p{L})|percentage points?|basis points?)|\d\sk(?!\p{L})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Stretched();

    [GeneratedRegex("""["“](?<text>[^"“”]*)["”]""", RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(?<![\p{L}\d])(?:(?:(?<day>\d{1,2})(?:st|nd|rd|th)?(?: of)? )?" + Month + @"\.?,? (?<year>\d{4})|" + Month + @"\.? (?<day>\d{1,2})(?:st|nd|rd|th)?,? (?<year>\d{4}))(?![\p{L}\d])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Written();

    [GeneratedRegex(@"(?<=(?:^|[(–\-]|(?<!\p{L})(?:in|of|since|from|to|until|till|through|between|and|by|after|before|during|year|years|early|late|mid|for|around))\s?)(?<![\p{L}\d.,])\d{4}(?:-\d{2})?(?![\p{L}\d%\-]|[.,]\d|\s*(?:%|percent|per cent|hundred|thousand|million|billion|trillion|rows?\b|values?\b|records?\b))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex YearOrMonth();

    [GeneratedRegex(@"(?<digits>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)(?:[eE](?<exponent>[+-]?\d{1,4})(?!\d))?(?:(?<scale>k|mn?|bn?)(?!\p{L})|\s(?<scale>hundred|thousand|million|billion|trillion)(?!\p{L}))?(?<percent>\s?%|\s(?:percent|per cent|pct)(?!\p{L}))?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Digits();
}
