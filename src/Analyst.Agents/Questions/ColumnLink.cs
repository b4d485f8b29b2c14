namespace Analyst.Agents.Questions;

/// <summary>Finds column names in a question: whole, in part, by stem, by synonym or with one letter wrong.</summary>
internal static class ColumnLink
{
    private const double BySynonym = 0.62, ByTypo = 0.8, ByStem = 0.96;

    public static IEnumerable<Item> Mentions(IReadOnlyList<Token> tokens, Schema schema)
    {
        for (var from = 0; from < tokens.Count; from++)
        {
            if (tokens[from].Kind == TokenKind.Symbol) continue;
            var found = new Dictionary<int, List<(ColumnGuess Guess, double Weight)>>();
            foreach (var column in schema.Columns)
                foreach (var (to, score, weight) in Matches(tokens, from, column, schema))
                    (found.TryGetValue(to, out var list) ? list : found[to] = []).Add((new ColumnGuess(column, score), weight));
            foreach (var (to, list) in found)
            {
                var best = list.Max(g => g.Weight);
                // "orders" speaks of the rows when "order_id" numbers them.
                if (to == from + 1 && best < 0.97 && Lexicon.Entities.Contains(tokens[from].Stem) && list.Any(g => g.Guess.Column.Unique && g.Guess.Column.IsIdentifier)) continue;
                var guesses = list.Where(g => g.Weight >= best - 0.25).OrderByDescending(g => g.Guess.Score).ThenBy(g => g.Guess.Column.Index).Select(g => g.Guess);
                yield return new Item(from, to, tokens[from], [.. guesses], [], best);
            }
        }
    }

    private static IEnumerable<(int To, double Score, double Weight)> Matches(IReadOnlyList<Token> tokens, int from, ColumnInfo column, Schema schema)
    {
        IReadOnlyList<Token> name = [.. column.Main, .. column.Extra];
        var used = new bool[name.Count];
        double covered = 0, quality = 0, tokensRead = 0;
        var last = -1;
        var inOrder = true;
        var skipped = 0;
        var gaps = 0;
        var needed = column.Main.Sum(w => WordWeight(w, schema));
        for (var at = from; at < tokens.Count; at++)
        {
            var (word, q) = Match(tokens[at], name, used);
            var (joined, nameWords, read) = word < 0 || q < ByStem ? Compound(tokens, at, name, used) : (-1, 0, 0);
            if (joined >= 0)
            {
                (word, q) = (joined, 1);
                for (var k = 0; k < nameWords; k++)
                {
                    used[joined + k] = true;
                    if (joined + k < column.Main.Count && k > 0) covered += WordWeight(name[joined + k], schema);
                }
                at += read - 1;
            }
            if (word < 0)
            {
                // Only a small word between two words of the name may be left out.
                if (at == from || skipped >= 2 || !Lexicon.Links.Contains(tokens[at].Fold)) yield break;
                skipped++;
                continue;
            }
            used[word] = true;
            inOrder &= word > last;
            gaps += word == last + 1 ? 0 : 1;
            last = word + Math.Max(0, nameWords - 1);
            if (word < column.Main.Count) covered += WordWeight(name[word], schema) * q;
            quality += q;
            tokensRead++;
            skipped = 0;
            if (covered <= 0 || needed <= 0) continue;
            var share = Math.Min(1, covered / needed);
            if (!Enough(tokens, from, at, share, quality / tokensRead) || (at == from && tokens[at].Fold is "number" or "total" or "name" or "sum" or "count" && at + 1 < tokens.Count && tokens[at + 1].Fold == "of" && share < 0.999)) continue;
            if (at == from && tokens[at].Fold is "number" or "count" && at + 1 < tokens.Count && tokens[at + 1].Fold == "of") continue;
            if (!inOrder && tokens[from].Fold is "number" or "count" && from + 1 < tokens.Count && tokens[from + 1].Fold == "of") continue;
            var score = (0.45 + (0.55 * share)) * (quality / tokensRead) * (inOrder ? 1 : 0.92) * (gaps == 0 ? 1 : 0.95);
            var words = at + 1 - from;
            yield return (at + 1, score, (score * tokensRead) + (0.1 * (words - 1)) + (share > 0.999 && inOrder ? 0.06 : 0));
        }
    }

    // A stop word alone ("to", "for", "no") names a column only when it is the whole name, written as it stands.
    private static bool Enough(IReadOnlyList<Token> tokens, int from, int at, double share, double quality)
    {
        for (var i = from; i <= at; i++)
            if (!Lexicon.Stop.Contains(tokens[i].Fold) || tokens[i].Quoted) return share >= 0.2;
        if (at == from && from > 0 && share > 0.95 && quality > 0.95 && tokens[from - 1].Fold is "per" or "by" or "each" or "column") return true;
        return share > 0.95 && quality > 0.95 && (at > from || tokens[at].Fold.Length > 1 || !Lexicon.Stop.Contains(tokens[at].Fold)) && !Grammar.Contains(tokens[at].Fold);
    }

    private static readonly System.Collections.Frozen.FrozenSet<string> Grammar =
        Lexicon.Set("a an the of in on at to for from by with and or is are was were be who which what when where how many much any each every per than show list give tell find not no do does did has have had it that there i me");

    private static double WordWeight(Token word, Schema schema)
    {
        var weight = Lexicon.Stop.Contains(word.Fold) ? 0.35 : 1.0;
        return schema.ColumnsSaying(word.Stem) > 2 ? weight * 0.7 : weight;
    }

    // "postcode" for "post code", "over time" for "overtime".
    private static (int Word, int Words, int Read) Compound(IReadOnlyList<Token> tokens, int at, IReadOnlyList<Token> name, bool[] used)
    {
        for (var i = 0; i < name.Count; i++)
        {
            if (used[i]) continue;
            if (at + 1 < tokens.Count && name[i].Fold.Length > 4 && name[i].Fold.Length == tokens[at].Fold.Length + tokens[at + 1].Fold.Length && name[i].Fold.StartsWith(tokens[at].Fold, StringComparison.Ordinal) && name[i].Fold.EndsWith(tokens[at + 1].Fold, StringComparison.Ordinal)) return (i, 1, 2);
            if (i + 1 < name.Count && !used[i + 1] && tokens[at].Fold.Length > 3 && tokens[at].Fold.Length == name[i].Fold.Length + name[i + 1].Fold.Length && tokens[at].Fold.StartsWith(name[i].Fold, StringComparison.Ordinal) && tokens[at].Fold.EndsWith(name[i + 1].Fold, StringComparison.Ordinal)) return (i, 2, 1);
        }
        return (-1, 0, 0);
    }

    private static (int Word, double Quality) Match(Token token, IReadOnlyList<Token> name, bool[] used)
    {
        var best = (Word: -1, Quality: 0.0);
        for (var i = 0; i < name.Count; i++)
        {
            if (used[i]) continue;
            var quality = Similarity(token, name[i]);
            if (quality > best.Quality) best = (i, quality);
        }
        return best;
    }

    private static double Similarity(Token a, Token b)
    {
        if (a.Fold == b.Fold) return 1;
        if (a.Kind == TokenKind.Number || b.Kind == TokenKind.Number) return a.Kind == b.Kind && a.Number == b.Number ? 1 : 0;
        if (a.Stem == b.Stem) return ByStem;
        if (a.Fold.Length >= 5 && b.Fold.Length >= 5 && Words.Near(a.Fold, b.Fold)) return ByTypo;
        if (Lexicon.Stop.Contains(a.Fold) && a.Fold is not ("amount" or "total" or "place" or "number" or "who" or "where" or "when")) return 0;
        return a.Fold is not ("who" or "where" or "when" or "number") && Lexicon.Related(a.Stem, b.Stem) ? BySynonym : 0;
    }
}
