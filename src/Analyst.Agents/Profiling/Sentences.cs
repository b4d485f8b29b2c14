using System.Text.RegularExpressions;

namespace Analyst.Agents.Profiling;

/// <summary>Cuts prose into sentences, not inside quotes.</summary>
internal static partial class Sentences
{
    public static IEnumerable<string> Of(string text) => text.Split('\n').SelectMany(Cut).Select(s => s.Trim()).Where(s => s.Any(char.IsLetterOrDigit));

    private static IEnumerable<string> Cut(string line)
    {
        var (from, quoted) = (0, false);
        for (var i = 0; i < line.Length; i++)
        {
            quoted = line[i] switch { '"' => !quoted, '“' => true, '”' => false, _ => quoted };
            var ends = line[i] is '.' or '!' or '?' && (i + 1 == line.Length || line[i + 1] == ' ') && !Abbreviation().IsMatch(line.AsSpan(from, i - from + 1));
            // A quote that is never closed must not hold the rest of the text together.
            if (!ends || (quoted && line.AsSpan(i).ContainsAny('"', '”')))
                continue;
            yield return line[from..(i + 1)];
            (from, quoted) = (i + 1, false);
        }
        yield return line[from..];
    }

    [GeneratedRegex(@"\b(?:e\.g|i\.e|etc|vs|approx|incl|no|max|min|avg|std|dept|st|dr|mr|mrs|ca)\.$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Abbreviation();
}
