using System.Text.RegularExpressions;

namespace Analyst.Agents.Profiling;

/// <summary>A column's name as it may stand in a sentence: in the file's own letters, and made plain.</summary>
internal sealed partial class ColumnName(IReadOnlyList<string> forms)
{
    private const string Quotes = "\"“”'‘’";

    public int Length => forms.Max(f => f.Length);

    /// <summary>The sentence with the name blanked out wherever it stands; null when it does not.</summary>
    public string? BlankIn(string sentence)
    {
        var rest = sentence;
        foreach (var form in forms)
            rest = Blank(rest, form);
        return rest == sentence ? null : rest;
    }

    private static string Blank(string text, string form)
    {
        if (form.Length == 0)
            return text;
        // A name may say "5 million": only a word without digits, or one that is clearly a name, counts without quotes.
        var bare = Word().IsMatch(form) && !NumberWords.Has(form);
        for (var at = text.IndexOf(form, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(form, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + form.Length;
            var quoted = at > 0 && end < text.Length && Quotes.Contains(text[at - 1], StringComparison.Ordinal) && Quotes.Contains(text[end], StringComparison.Ordinal);
            if (quoted || (bare && Ends(text, at - 1) && Ends(text, end) && !InQuotes(text, at)))
                text = string.Concat(text.AsSpan(0, at), new string('_', form.Length), text.AsSpan(end));
        }
        return text;
    }

    // There it is part of a value or of another name.
    private static bool InQuotes(string text, int at) => text.AsSpan(0, at).Count('"') % 2 == 1 && text.AsSpan(at).Contains('"');

    private static bool Ends(string text, int at) => at < 0 || at >= text.Length || !(char.IsLetterOrDigit(text[at]) || text[at] == '_');

    [GeneratedRegex(@"^(?:[\p{L}][\p{L} _\-]+|[\p{L}_][\p{L}0-9_]+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
