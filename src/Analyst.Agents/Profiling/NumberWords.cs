using System.Text.RegularExpressions;

namespace Analyst.Agents.Profiling;

/// <summary>Numbers that are written as words.</summary>
internal static partial class NumberWords
{
    private static readonly string[] Small =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ];

    private static readonly string[] Tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    private static readonly Dictionary<string, double> Scales = new() { ["hundred"] = 100, ["thousand"] = 1e3, ["million"] = 1e6, ["billion"] = 1e9, ["trillion"] = 1e12 };

    public static bool Has(string text) => Run().IsMatch(text) || Vague().IsMatch(text);

    /// <summary>A quantity that no number can be held against, such as "half" or "dozens".</summary>
    public static bool HasVague(string text) => Vague().IsMatch(text);

    /// <summary>Each number in words, with its value and what stands behind it; a lone "one" is a pronoun as often as a number.</summary>
    public static IEnumerable<(double Value, bool Percent)> In(string text) =>
        Run().Matches(text).Where(m => !m.Value.Equals("one", StringComparison.OrdinalIgnoreCase) || m.Groups["percent"].Success).Select(m => (ValueOf(m.Groups["number"].Value), m.Groups["percent"].Success));

    private static double ValueOf(string words)
    {
        var (total, part) = (0.0, 0.0);
        foreach (var word in words.ToLowerInvariant().Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (Array.IndexOf(Small, word) is >= 0 and var small)
                part += small;
            else if (Array.IndexOf(Tens, word) is >= 0 and var tens)
                part += 10 * (tens + 2);
            else if (word == "hundred")
                part = Math.Max(part, 1) * 100;
            else if (Scales.TryGetValue(word, out var scale))
                (total, part) = (total + (Math.Max(part, 1) * scale), 0);
        }
        return total + part;
    }

    private const string Word =
        "(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|trillion)";

    [GeneratedRegex(@"(?<![\p{L}\d])(?<number>" + Word + @"(?:(?:[ -]and)?[ -]" + Word + @")*)(?![\p{L}\d])(?<percent>\s*(?:percent|per cent|%))?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Run();

    [GeneratedRegex(@"(?<!\p{L})(?:half|halves|thirds|quarters|fifths|tenths|dozens?|scores of|hundreds|thousands|millions|billions|trillions|twice|thrice|doubled?|doubles|tripled?|quadrupled?|tenfold|(?:a|one) (?:third|quarter|fifth|tenth)|(?:quadr|quint|sext|sept|oct|non|dec|z|gaz)illions?|\p{L}*illiard(?:s|en)?|lakhs?|crores?|mill?ion(?:en|es)|\p{L}*(?:hundert|tausend|zwölf|zwanzig|dreißig)\p{L}*)(?!\p{L})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Vague();
}
