using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Analyst.Agents.Profiling;

/// <summary>Makes plain words of what models, headers and cells say: no markup, no links, nothing invisible.</summary>
public static partial class PlainText
{
    private const int LongestName = 60;

    /// <summary>Words of a model without HTML, Markdown and links; lines stay lines.</summary>
    public static string Of(string words)
    {
        var text = Visible(words);
        for (var before = ""; before != text;)
        {
            before = text;
            text = Markup().Replace(Scripts().Replace(text, " "), " ");
            text = MarkdownLink().Replace(text, "$1");
            text = Address().Replace(text, " ");
        }
        text = Emphasis().Replace(text, "").Replace('`', '"');
        return Spaces().Replace(text, " ").Trim();
    }

    /// <summary>A name or value as it stands in a sentence, with its quotes.</summary>
    public static string Quoted(string name) => $"\"{Name(name)}\"";

    /// <summary>A name or value made harmless and short, so that it can stand between quotes.</summary>
    public static string Name(string name)
    {
        var text = Visible(name.Length > 4 * LongestName ? name[..(4 * LongestName)] : name).Replace('\n', ' ');
        text = Address().Replace(Spaces().Replace(Unquotable().Replace(text, " "), " "), " ").Trim();
        if (text.Length > LongestName)
            text = text[..(char.IsHighSurrogate(text[LongestName - 2]) ? LongestName - 2 : LongestName - 1)].TrimEnd() + "…";
        return text.Length == 0 ? "unnamed" : text;
    }

    private static string Visible(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '\n' or '\r')
                plain.Append('\n');
            else if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                plain.Append(' ');
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned))
                plain.Append(rune.ToString());
        }
        return plain.ToString();
    }

    [GeneratedRegex(@"<(script|style|iframe|object|svg)\b.*?(</\1\s*>|$)", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Scripts();

    // Also a tag that is never closed: browsers close it themselves.
    [GeneratedRegex(@"<[/!?a-zA-Z][^>]*(>|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Markup();

    [GeneratedRegex(@"!?\[([^\[\]]*)\]\s?(\([^()]*\)?|\[[^\[\]]*\])", RegexOptions.CultureInvariant)]
    private static partial Regex MarkdownLink();

    [GeneratedRegex(@"\b(?:[a-z][a-z0-9+.\-]*://|(?:mailto|javascript|data|vbscript|file|tel):(?=\S)|www\.)\S*|\b(?:[a-z0-9\-]+\.)+(?:com|net|org|info|biz|io|co|ai|app|dev|me|ly|link|site|online|top|xyz|ru|cn|example|test)/\S*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex(@"\*+|(?<=^|\n)\s*(?:#{1,6}|[-•])\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Emphasis();

    [GeneratedRegex(@"[ \t]+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();

    [GeneratedRegex("""["“”„«»`<>\[\]*\\]""", RegexOptions.CultureInvariant)]
    private static partial Regex Unquotable();
}
