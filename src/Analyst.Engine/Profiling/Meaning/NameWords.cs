using System.Collections.Frozen;
using System.Text;

namespace Analyst.Engine.Profiling.Meaning;

/// <summary>The words of a column's name, in English, German, French and Spanish.</summary>
internal static class NameWords
{
    /// <summary>Longer names are prose, not names.</summary>
    private const int Longest = 200;

    private static readonly FrozenDictionary<string, NameHint> Hints = Build();

    private static readonly FrozenDictionary<char, char> Accents = new[]
    {
        "aàáâãäåāăą", "cçćĉċč", "dďđ", "eèéêëēĕėęě", "gĝğġģ", "iìíîïĩīĭįı", "lĺļľł", "nñńņň", "oòóôõöøōŏő", "rŕŗř", "sśŝşšș", "tţťŧț", "uùúûüũūŭůűų", "yýÿ", "zźżž",
    }.SelectMany(g => g[1..].SelectMany(c => new[] { (From: c, To: g[0]), (From: char.ToUpperInvariant(c), To: char.ToUpperInvariant(g[0])) })).DistinctBy(p => p.From).ToFrozenDictionary(p => p.From, p => p.To);

    /// <summary>Lower-case words without accents: <c>CustomerID</c>, <c>customer_id</c> and <c>Customer ID</c> are the same.</summary>
    public static IReadOnlyList<string> Split(string name)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        void End()
        {
            if (word.Length > 0)
                words.Add(word.ToString());
            word.Clear();
        }

        var text = Plain(name.Length > Longest ? name[..Longest] : name);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '%' or '#')
            {
                End();
                words.Add(c.ToString());
                continue;
            }
            if (!char.IsLetterOrDigit(c))
            {
                End();
                continue;
            }
            if (word.Length > 0 && StartsWord(text, i))
                End();
            word.Append(char.ToLowerInvariant(c));
        }
        End();
        return words;
    }

    public static NameHint HintOf(string word) => Hints.GetValueOrDefault(word);

    // aB, a1, 1a and the last capital of ABc begin a word.
    private static bool StartsWord(string text, int i)
    {
        var (before, now) = (text[i - 1], text[i]);
        return char.IsDigit(before) != char.IsDigit(now)
            || char.IsLower(before) && char.IsUpper(now)
            || char.IsUpper(before) && char.IsUpper(now) && i + 1 < text.Length && char.IsLower(text[i + 1]) && !(text[i + 1] == 's' && i + 2 == text.Length);
    }

    /// <summary>Without the accents of Latin letters. Written out, because the runtime takes letters apart only where it has tables for that.</summary>
    public static string Plain(string text)
    {
        if (Ascii.IsValid(text))
            return text;
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c == 'ß')
                plain.Append("ss");
            else if (c is not (>= '\u0300' and <= '\u036f'))
                plain.Append(Accents.TryGetValue(c, out var letter) ? letter : c);
        }
        return plain.ToString();
    }

    private static FrozenDictionary<string, NameHint> Build()
    {
        var hints = new Dictionary<string, NameHint>();
        foreach (var (hint, words) in NameLexicon.Words)
        {
            foreach (var word in words.Split(' '))
                hints[word] = hints.GetValueOrDefault(word) | hint;
        }
        return hints.ToFrozenDictionary();
    }
}
