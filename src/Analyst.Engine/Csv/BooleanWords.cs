using System.Text;

namespace Analyst.Engine.Csv;

/// <summary>Words for yes and no in several languages. A column is boolean when all its words are of one pair.</summary>
internal static class BooleanWords
{
    private const int Longest = 16;

    private static readonly (string True, string False)[] Pairs =
    [
        ("true", "false"), ("t", "f"), ("yes", "no"), ("y", "n"), ("on", "off"),
        ("wahr", "falsch"), ("ja", "nein"), ("j", "n"), ("vrai", "faux"), ("oui", "non"), ("o", "n"),
        ("verdadero", "falso"), ("sí", "no"), ("si", "no"), ("s", "n"), ("verdadeiro", "falso"), ("sim", "não"), ("sim", "nao"),
        ("vero", "falso"), ("waar", "onwaar"), ("ja", "nee"), ("ja", "nej"), ("ja", "nei"), ("prawda", "fałsz"), ("tak", "nie"),
        ("ano", "ne"), ("áno", "nie"), ("igen", "nem"), ("da", "nu"), ("evet", "hayır"), ("doğru", "yanlış"), ("kyllä", "ei"),
        ("да", "нет"), ("истина", "ложь"), ("так", "ні"), ("ναι", "όχι"), ("はい", "いいえ"), ("是", "否"), ("真", "假"), ("예", "아니요"), ("نعم", "لا"), ("כן", "לא"), ("हाँ", "नहीं"),
    ];

    private static readonly Dictionary<string, (ulong True, ulong False)> Words = Build();

    /// <summary>The pairs (bits) in which this is the word for yes, and those in which it is the word for no.</summary>
    public static (ulong True, ulong False) PairsOf(ReadOnlySpan<byte> text)
    {
        if (text.Length > Longest)
            return default;
        Span<char> word = stackalloc char[Longest];
        var length = Encoding.UTF8.GetChars(text, word);
        return Words.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word[..length], out var pairs) ? pairs : default;
    }

    /// <summary>The words of the pair that all words of a column belong to; null when one of them alone says too little.</summary>
    /// <param name="pairs">Pairs that every word belongs to.</param>
    public static (string True, string False)? Decide(ulong pairs, bool sawTrue, bool sawFalse)
    {
        for (var i = 0; i < Pairs.Length; i++)
        {
            if ((pairs >> i & 1) == 0)
                continue;
            // A column of nothing but "N" is a code as likely as not.
            if (sawTrue && sawFalse || i == 0)
                return Pairs[i];
        }
        return null;
    }

    private static Dictionary<string, (ulong, ulong)> Build()
    {
        var words = new Dictionary<string, (ulong True, ulong False)>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < Pairs.Length; i++)
        {
            var (yes, no) = Pairs[i];
            words[yes] = (words.GetValueOrDefault(yes).True | 1UL << i, words.GetValueOrDefault(yes).False);
            words[no] = (words.GetValueOrDefault(no).True, words.GetValueOrDefault(no).False | 1UL << i);
        }
        return words;
    }
}
