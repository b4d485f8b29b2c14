namespace Analyst.Agents.Questions;

/// <summary>Where a question quotes: double, curly or single quotes that open after and close before a gap.</summary>
internal static class Quotes
{
    public static List<(int From, int To)> Find(string text)
    {
        var found = new List<(int, int)>();
        for (var i = 0; i < text.Length; i++)
        {
            var close = Closing(text, i);
            if (close <= i + 1) continue;
            found.Add((i + 1, close));
            i = close;
        }
        return found;
    }

    public static bool IsApostrophe(char c) => c is '\'' or '’';

    private static int Closing(string text, int open)
    {
        if (text[open] is '"' or '`') return text.IndexOf(text[open], open + 1);
        if (text[open] == '“') return text.IndexOf('”', open + 1);
        if (text[open] is not ('\'' or '‘') || (open > 0 && char.IsLetterOrDigit(text[open - 1]))) return -1;
        for (var i = open + 1; i < text.Length; i++)
            if (IsApostrophe(text[i]) && (i + 1 == text.Length || !char.IsLetterOrDigit(text[i + 1]))) return i;
        return -1;
    }
}
