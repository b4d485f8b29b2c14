using System.Globalization;
using System.Text;

namespace Analyst.Api.Charts;

/// <summary>Other people's text, made safe and measured for a terminal.</summary>
internal static class TerminalText
{
    /// <summary>One line without control, format or direction characters: none can move the cursor or colour what follows.</summary>
    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            plain.Append(Rune.GetUnicodeCategory(rune) switch
            {
                UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator => " ",
                UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse => "",
                _ => rune.ToString(),
            });
        }

        return plain.ToString().Trim();
    }

    /// <summary>In terminal columns.</summary>
    public static int Width(string text) => text.EnumerateRunes().Sum(Width);

    public static string Padded(string text, int width) => Cut(text, width) is var cut ? cut + new string(' ', width - Width(cut)) : "";

    public static string Cut(string text, int width)
    {
        if (Width(text) <= width)
            return text;
        var cut = new StringBuilder();
        var used = 1;
        foreach (var rune in text.EnumerateRunes().TakeWhile(rune => (used += Width(rune)) <= width))
            cut.Append(rune.ToString());
        return cut.Append('…').ToString();
    }

    // East Asian wide letters and emoji take two columns, combining marks none.
    private static int Width(Rune rune) => rune.Value switch
    {
        >= 0x1100 and <= 0x115F or >= 0x2E80 and <= 0xA4CF or >= 0xAC00 and <= 0xD7A3 or >= 0xF900 and <= 0xFAFF or >= 0xFE30 and <= 0xFE6F or >= 0xFF00 and <= 0xFF60 or >= 0x1F300 and <= 0x1FAFF or >= 0x20000 and <= 0x3FFFD => 2,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? 0 : 1,
    };
}
