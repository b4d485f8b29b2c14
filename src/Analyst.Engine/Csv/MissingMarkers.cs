using System.Text;

namespace Analyst.Engine.Csv;

/// <summary>Texts by which people say that a value is missing.</summary>
internal static class MissingMarkers
{
    private const int Longest = 12;

    private static readonly HashSet<string> Texts = new(StringComparer.OrdinalIgnoreCase)
    {
        "NA", "N/A", "#N/A", "n.a.", "n.a", "n/d", "NULL", "(null)", "#NULL!", "None", "(none)", "nil", "NaN", "-nan", "<NA>", "NaT", "\\N", "-", "--", "---", "–", "—", "?", "??", "missing", "(missing)", "unknown", "(blank)", "k.A.", "..",
    };

    public static bool TryRead(ReadOnlySpan<byte> text, out string marker)
    {
        marker = "";
        if (text.Length > Longest)
            return false;
        Span<char> word = stackalloc char[Longest];
        var length = Encoding.UTF8.GetChars(text, word);
        if (!Texts.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word[..length]))
            return false;
        marker = new string(word[..length]);
        return true;
    }
}
