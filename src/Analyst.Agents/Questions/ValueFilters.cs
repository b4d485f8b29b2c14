namespace Analyst.Agents.Questions;

/// <summary>Conditions on values that the columns are known to hold.</summary>
internal static class ValueFilters
{
    public static void Read(Reading r)
    {
        for (var i = 0; i < r.Count; i++)
        {
            if (r.Used[i] || !r.Items[i].IsValue) continue;
            var guesses = r.Items[i].Values;
            var (guess, at) = Beside(r, i, guesses);
            if (guess is null && !Choose(r, i, guesses, out guess)) continue;
            if (at >= 0 && !r.Used[at]) r.Link(at, guess!.Column);
            Add(r, i, guess!);
        }
    }

    private static void Add(Reading r, int i, ValueGuess guess)
    {
        r.Used[i] = true;
        var negated = Negated(r, i, out var start);
        r.Use(start, i);
        r.Evidence.Add($"“{r.Text(i)}” is a value of {guess.Column.Name}.");
        var known = r.Filters.FindIndex(f => f is Filter.OneOf o && o.Column == guess.Column && o.Negated == negated);
        // Two values of one column can only be meant as alternatives.
        if (known >= 0) r.Filters[known] = new Filter.OneOf(guess.Column, [.. ((Filter.OneOf)r.Filters[known]).Values.Union(guess.Stored)], negated);
        else r.Require(i, i + 1, new Filter.OneOf(guess.Column, guess.Stored, negated));
    }

    /// <summary>The column named right before the value ("party is X", "party of X") or right after it ("X party").</summary>
    private static (ValueGuess? Guess, int At) Beside(Reading r, int i, IReadOnlyList<ValueGuess> guesses)
    {
        for (int at = i - 1, steps = 0; at >= 0 && steps < 6; at--, steps++)
        {
            if (r.Items[at].IsColumn)
            {
                if (Of(at) is { } before) return (before, at);
                break;
            }
            // "party is X or Y": the column before X serves Y as well.
            if (r.Items[at].IsValue && r.Used[at] && r.Word(at + 1) is "or" or "and" or "," or "nor") continue;
            if (!Lexicon.Links.Contains(r.Word(at)) && !Lexicon.Negations.Contains(r.Word(at)) && r.Word(at) is not ("or" or "and" or "either" or "=" or "both" or ",")) break;
        }
        var next = i + 1;
        // "France was the runner-up", "sky famiglia as the package", "quarterfinals in the Copa"
        for (var steps = 0; steps < 4 && r.Word(next) is "is" or "was" or "as" or "the" or "a" or "for" or "in" or "on" or "are" or "were" or "," or "its" or "their" or "result"; steps++) next++;
        if (next > i + 1 && (next >= r.Count || !r.Items[next].IsColumn || !r.Items[next].Columns.Any(c => c.Score > 0.7))) next = i + 1;
        return next < r.Count && r.Items[next].IsColumn && !r.Used[next] && Of(next) is { } after ? (after, next) : (null, -1);

        ValueGuess? Of(int at) => r.Items[at].Columns.Select(c => guesses.FirstOrDefault(g => g.Column == c.Column)).FirstOrDefault(g => g is not null);
    }

    private static bool Choose(Reading r, int i, IReadOnlyList<ValueGuess> guesses, out ValueGuess? guess)
    {
        guess = guesses[0];
        // A bare number is a value of a text column only if nothing else could be meant.
        var isNumber = r.Items[i].Token.Kind == TokenKind.Number && r.Items[i].To - r.Items[i].From == 1;
        if (isNumber) r.Doubtful(0.7);
        if (guesses.Count == 1) return true;
        var preposition = r.Word(i - 1);
        var byWord = guesses.Where(g => Suits(g.Column, preposition)).ToList();
        if (byWord.Count == 1) { guess = byWord[0]; return true; }
        var exact = guesses.Where(g => g.Stored.Any(s => string.Equals(s, r.Text(i), StringComparison.OrdinalIgnoreCase))).ToList();
        if (exact.Count == 1) { guess = exact[0]; return true; }
        var taken = guesses.Where(g => r.Filters.All(f => f.Column != g.Column) && !AskedFor(r, g.Column)).ToList();
        if (taken.Count == 1) { guess = taken[0]; return true; }
        var choices = taken.Count > 1 ? taken : [.. guesses];
        guess = choices[0];
        r.Doubts.Add(new Doubt(i, r.Text(i), [.. choices.Take(5).Select(g => $"{g.Column.Name} {r.Text(i)}")],
            $"“{r.Text(i)}” stands in {string.Join(" and in ", choices.Take(5).Select(g => g.Column.Name))}. Which one is meant?"));
        return true;
    }

    private static bool AskedFor(Reading r, ColumnInfo column)
    {
        for (var i = 0; i < r.Count; i++)
            if (r.IsFreeColumn(i) && r.Items[i].Columns[0].Column == column) return true;
        return false;
    }

    private static bool Suits(ColumnInfo column, string preposition) => column.Main.Any(w => preposition switch
    {
        "from" => w.Fold is "from" or "origin" or "source" or "departure" or "start" or "sender",
        "to" => w.Fold is "to" or "destination" or "target" or "arrival" or "end" or "recipient",
        "by" => w.Fold is "by" or "author" or "artist" or "director" or "writer" or "player",
        "against" => w.Fold is "opponent" or "against" or "away",
        "in" or "at" => Lexicon.Places.Contains(w.Stem),
        _ => false,
    });

    public static bool Negated(Reading r, int i, out int start)
    {
        start = i;
        for (var at = i - 1; at >= Math.Max(0, i - 5); at--)
        {
            var word = r.Word(at);
            if (Lexicon.Negations.Contains(word) || (word == "than" && r.Word(at - 1) == "other"))
            {
                start = at;
                return word is not "no" || at == i - 1;
            }
            if (r.Items[at].IsColumn && r.Used[at]) continue;
            if (word is not ("is" or "are" or "was" or "were" or "the" or "a" or "an" or "in" or "of" or "from" or "to" or "by" or "for" or "with" or "at" or "equal" or "be" or "have" or "!=" or "<>")) return false;
            if (word is "!=" or "<>") return true;
        }
        return false;
    }
}
