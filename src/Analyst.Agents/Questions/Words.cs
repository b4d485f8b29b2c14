using System.Globalization;
using System.Text;

namespace Analyst.Agents.Questions;

internal enum TokenKind { Word, Number, Symbol }

/// <summary>A word, number or sign of a question; <c>End</c> stands before a possessive <c>'s</c>, <c>FullEnd</c> behind it.</summary>
internal sealed record Token(TokenKind Kind, string Text, string Fold, string Stem, int Start, int End, int FullEnd, bool Quoted, double Number = double.NaN);

/// <summary>Words as they are compared: case, accents, plural and light endings folded away.</summary>
internal static class Words
{
    public static List<Token> Tokenise(string text)
    {
        var tokens = new List<Token>();
        var quotes = Quotes.Find(text);
        var at = 0;
        while (at < text.Length)
        {
            var start = at;
            var quoted = quotes.Any(q => q.From <= start && start < q.To);
            if (char.IsAsciiDigit(text[at]) || (IsSign(text, at) && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))
            {
                at = Numbers.End(text, at);
                var word = text[start..at];
                tokens.Add(Numbers.TryRead(word, out var number)
                    ? new Token(TokenKind.Number, word, word.ToLowerInvariant(), word.ToLowerInvariant(), start, at, at, quoted, number)
                    : Word(word, start, at, at, quoted));
            }
            else if (IsLetter(text[at]))
            {
                while (at < text.Length && (IsLetter(text[at]) || char.IsDigit(text[at]))) at++;
                var end = at;
                if (at + 1 < text.Length && Quotes.IsApostrophe(text[at]) && text[at + 1] is 's' or 'S' && (at + 2 == text.Length || !IsLetter(text[at + 2]))) at += 2;
                else if (at + 1 < text.Length && Quotes.IsApostrophe(text[at]) && text[at + 1] is 't' or 'T' && text[at - 1] is 'n' or 'N') end = at += 2;
                foreach (var (from, to) in CamelParts(text, start, end))
                    tokens.Add(Word(text[from..to], from, to, to == end ? at : to, quoted));
            }
            else
            {
                at += at + 1 < text.Length && text.AsSpan(at, 2) is ">=" or "<=" or "!=" or "<>" ? 2 : 1;
                var sign = text[start..at];
                if (sign is ">" or "<" or "=" or ">=" or "<=" or "!=" or "<>" or "≥" or "≤" or "," or "+" or "-" or "–" or ";" or "?" or "!" or ":" || (sign == "." && (at == text.Length || char.IsWhiteSpace(text[at]))))
                    tokens.Add(new Token(TokenKind.Symbol, sign, sign, sign, start, at, at, quoted));
                else if (sign is "%" or "#")
                    tokens.Add(Word(sign is "%" ? "percent" : "number", start, at, at, quoted));
            }
        }
        return tokens;
    }

    /// <summary>What remains of a value for comparing: letters and digits folded, signs kept only where they carry meaning between digits.</summary>
    public static string ValueKey(ReadOnlySpan<char> text)
    {
        var key = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (IsLetter(c) || char.IsDigit(c)) Fold(c, key);
            else if (i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]))
            {
                var between = i > 0 && char.IsAsciiDigit(text[i - 1]);
                if (between && c is '.' or ':' or '/' or '-' or '–') key.Append(c == '–' ? '-' : c);
                else if (between && c == ',' && !Numbers.IsThousands(text, i)) key.Append(c);
                else if (c is '+' or '-' && (i == 0 || char.IsWhiteSpace(text[i - 1]))) key.Append(c);
            }
        }
        return key.ToString();
    }

    public static string Fold(string word)
    {
        var folded = new StringBuilder(word.Length);
        foreach (var c in word) Fold(c, folded);
        return folded.ToString();
    }

    public static string Stem(string fold)
    {
        if (Irregular.TryGetValue(fold, out var known)) return known;
        var w = fold;
        if (w.Length > 4 && w.EndsWith("ies", StringComparison.Ordinal)) w = w[..^3] + "y";
        else if (w.Length > 4 && (Ends(w, "sses") || Ends(w, "shes") || Ends(w, "ches") || Ends(w, "xes") || Ends(w, "zes"))) w = w[..^2];
        else if (w.Length > 3 && Ends(w, "s") && !Ends(w, "ss") && !Ends(w, "us") && !Ends(w, "is")) w = w[..^1];
        if (w.Length > 5 && Ends(w, "ing")) w = Undouble(w[..^3]);
        else if (w.Length > 4 && Ends(w, "ed")) w = Undouble(w[..^2]);
        if (w.Length > 3 && Ends(w, "e")) w = w[..^1];
        return w.Length > 3 && Ends(w, "y") ? w[..^1] + "i" : w;
    }

    /// <summary>At most one letter more, less, other or swapped.</summary>
    public static bool Near(string a, string b)
    {
        if (a.Length > b.Length) (a, b) = (b, a);
        if (b.Length - a.Length > 1) return false;
        var i = 0;
        while (i < a.Length && a[i] == b[i]) i++;
        if (a.Length < b.Length) return a.AsSpan(i).SequenceEqual(b.AsSpan(i + 1));
        return i == a.Length || a.AsSpan(i + 1).SequenceEqual(b.AsSpan(i + 1))
            || (i + 1 < a.Length && a[i] == b[i + 1] && a[i + 1] == b[i] && a.AsSpan(i + 2).SequenceEqual(b.AsSpan(i + 2)));
    }

    private static Token Word(string text, int start, int end, int fullEnd, bool quoted)
    {
        var fold = Fold(text).Replace('’', '\'');
        // A season written short (1990-91) is the season written out.
        if (fold.Length == 7 && fold[4] == '-' && fold.Where((c, i) => i != 4).All(char.IsAsciiDigit)) fold = fold[..5] + fold[..2] + fold[5..];
        return new Token(TokenKind.Word, text, fold, Stem(fold), start, end, fullEnd, quoted);
    }

    private static IEnumerable<(int From, int To)> CamelParts(string text, int start, int end)
    {
        var from = start;
        for (var i = start + 1; i < end; i++)
        {
            var lowerToUpper = char.IsLower(text[i - 1]) && char.IsUpper(text[i]);
            var acronymToWord = i + 1 < end && char.IsUpper(text[i - 1]) && char.IsUpper(text[i]) && char.IsLower(text[i + 1]) && i - from > 1;
            if (!lowerToUpper && !acronymToWord) continue;
            yield return (from, i);
            from = i;
        }
        yield return (from, end);
    }

    private static void Fold(char c, StringBuilder into)
    {
        if (char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark) return;
        var lower = char.ToLowerInvariant(c);
        if (lower < 0x80) { into.Append(lower); return; }
        // Decomposition by the runtime is off under invariant globalization, so Latin letters are folded by a table.
        for (var i = 0; i < Accented.Length; i++)
        {
            if (!Accented[i].Letters.Contains(lower, StringComparison.Ordinal)) continue;
            into.Append(Accented[i].Plain);
            return;
        }
        into.Append(lower);
    }

    private static bool IsLetter(char c) => char.IsLetter(c) || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Surrogate;

    private static bool IsSign(string text, int at) => text[at] is '-' or '+' && (at == 0 || char.IsWhiteSpace(text[at - 1]) || text[at - 1] is '(' or '=' or '<' or '>' or '"' or '\'');

    private static bool Ends(string w, string end) => w.EndsWith(end, StringComparison.Ordinal);

    private static string Undouble(string w) => w.Length > 3 && w[^1] == w[^2] && w[^1] is not ('l' or 's' or 'z' or 'e') ? w[..^1] : w;

    private static readonly Dictionary<string, string> Irregular = """
        people=person persons=person children=child men=man women=woman data=data lives=life paid=pay sold=sell bought=buy won=win lost=los spent=spend
        made=mak born=birth built=build died=die id=id ids=id aged=age ages=age first=1st second=2nd third=3rd fourth=4th fifth=5th sixth=6th seventh=7th
        eighth=8th ninth=9th tenth=10th
        """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=')).ToDictionary(p => p[0], p => p[1], StringComparer.Ordinal);

    private static readonly (string Letters, string Plain)[] Accented =
    [
        ("àáâãäåāăąǎ", "a"), ("çćĉċč", "c"), ("ďđð", "d"), ("èéêëēĕėęě", "e"), ("ĝğġģ", "g"), ("ĥħ", "h"), ("ìíîïĩīĭįı", "i"), ("ĵ", "j"), ("ķ", "k"), ("ĺļľŀł", "l"),
        ("ñńņňŉ", "n"), ("òóôõöøōŏőǒ", "o"), ("ŕŗř", "r"), ("śŝşšș", "s"), ("ţťŧț", "t"), ("ùúûüũūŭůűųǔ", "u"), ("ŵ", "w"), ("ýÿŷ", "y"), ("źżž", "z"), ("ß", "ss"), ("æ", "ae"), ("œ", "oe"), ("þ", "th"),
    ];
}
