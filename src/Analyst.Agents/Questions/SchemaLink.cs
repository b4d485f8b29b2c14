namespace Analyst.Agents.Questions;

/// <summary>A stretch of the question that names a column or a value, or a single token that names neither.</summary>
/// <param name="From">First token.</param>
/// <param name="To">Behind the last token.</param>
internal sealed record Item(int From, int To, Token Token, IReadOnlyList<ColumnGuess> Columns, IReadOnlyList<ValueGuess> Values, double Weight)
{
    public bool IsColumn => Columns.Count > 0;
    public bool IsValue => Values.Count > 0;
    public bool IsToken => !IsColumn && !IsValue;
    public ColumnInfo Column => Columns[0].Column;
}

/// <param name="Score">0 to 1: 1 when the name stands there as it is.</param>
internal sealed record ColumnGuess(ColumnInfo Column, double Score);

/// <param name="Stored">Every spelling of the value that the column holds.</param>
internal sealed record ValueGuess(ColumnInfo Column, IReadOnlyList<string> Stored);

/// <summary>Words to columns and values: finds every mention and keeps the set of them that explains the question best.</summary>
internal static class SchemaLink
{
    private const int LongestValue = 16;

    public static List<Item> Link(string question, IReadOnlyList<Token> tokens, Schema schema)
    {
        List<Item> mentions = [.. ColumnLink.Mentions(tokens, schema), .. ValueMentions(question, tokens, schema)];
        return Best(tokens, mentions);
    }

    private static IEnumerable<Item> ValueMentions(string question, IReadOnlyList<Token> tokens, Schema schema)
    {
        for (var from = 0; from < tokens.Count; from++)
            for (var to = from + 1; to <= Math.Min(tokens.Count, from + LongestValue); to++)
            {
                if (tokens[from].Kind == TokenKind.Symbol || tokens[to - 1].Kind == TokenKind.Symbol) continue;
                var guesses = schema.Values(Words.ValueKey(question.AsSpan(tokens[from].Start, tokens[to - 1].End - tokens[from].Start)));
                if (guesses.Count == 0 && tokens[to - 1].FullEnd > tokens[to - 1].End)
                    guesses = schema.Values(Words.ValueKey(question.AsSpan(tokens[from].Start, tokens[to - 1].FullEnd - tokens[from].Start)));
                if (guesses.Count == 0 && to <= from + 4 && tokens[from].Fold.Length >= 3)
                    guesses = schema.ValuesByStem(Schema.StemKey(tokens.Skip(from).Take(to - from)));
                if (guesses.Count == 0) continue;
                var words = to - from;
                var quoted = tokens[from].Quoted && tokens[to - 1].Quoted;
                var plain = words == 1 && !quoted && (Lexicon.Stop.Contains(tokens[from].Fold) || tokens[from].Fold.Length < 2 || Keywords.Contains(tokens[from].Fold));
                var number = tokens.Skip(from).Take(words).All(t => t.Kind == TokenKind.Number);
                var weight = words + (0.12 * (words - 1)) + (quoted ? 0.5 : 0) - (plain ? 0.75 : 0) - (number && !quoted ? 0.4 : 0);
                if (plain && !NearOwnColumn(from, to, tokens, guesses)) continue;
                yield return new Item(from, to, tokens[from], [], guesses, weight);
            }
    }

    // "no", "may" or "first" are values only beside the name of a column that holds them.
    private static bool NearOwnColumn(int from, int to, IReadOnlyList<Token> tokens, IReadOnlyList<ValueGuess> guesses)
    {
        for (var i = Math.Max(0, from - 4); i < Math.Min(tokens.Count, to + 2); i++)
            if ((i < from || i >= to) && guesses.Any(g => g.Column.Main.Any(w => w.Stem == tokens[i].Stem))) return true;
        return false;
    }

    private static readonly System.Collections.Frozen.FrozenSet<string> Keywords =
        Lexicon.Set("most least highest lowest first last average mean median sum count more less fewer greater than average maximum minimum top bottom best worst between before after since until");

    // Weighted intervals: the best set of mentions that do not overlap.
    private static List<Item> Best(IReadOnlyList<Token> tokens, List<Item> mentions)
    {
        var endingAt = mentions.ToLookup(m => m.To);
        var best = new double[tokens.Count + 1];
        var chosen = new Item?[tokens.Count + 1];
        for (var to = 1; to <= tokens.Count; to++)
        {
            best[to] = best[to - 1];
            foreach (var mention in endingAt[to])
            {
                var value = best[mention.From] + mention.Weight;
                if (value <= best[to] + 1e-9) continue;
                best[to] = value;
                chosen[to] = mention;
            }
        }
        var items = new List<Item>();
        for (var at = tokens.Count; at > 0;)
        {
            if (chosen[at] is { } mention) { items.Add(mention); at = mention.From; }
            else { at--; items.Add(new Item(at, at + 1, tokens[at], [], [], 0)); }
        }
        items.Reverse();
        return items;
    }
}
