namespace Analyst.Agents.Questions;

/// <summary>"the highest", "most expensive", "top 5", "most common", and what they are measured by.</summary>
internal static class Superlatives
{
    public static void Read(Reading r, Intent intent)
    {
        for (var i = 0; i < r.Count && intent.Superlative is null; i++)
        {
            if (r.Used[i] || !r.Items[i].IsToken) continue;
            var word = r.Word(i);
            var most = word is "most" or "least" or "highest" or "lowest";
            var largest = Lexicon.Largest.Contains(word);
            var adjective = Lexicon.Adjectives.TryGetValue(word, out var own) && own.Superlative ? own : null;
            if (!largest && !Lexicon.Smallest.Contains(word) && adjective is null) continue;
            if (word is "first" or "last" && !FirstRows(r, i, intent)) continue;
            if (intent.Limit is not null && word is "first" or "last") return;
            var at = i + 1;
            var limit = 1;
            var many = false;
            if (r.NumberAt(at, out var behind, out var next) && Whole(behind)) { limit = (int)behind; many = true; at = next; }
            else if (r.NumberAt(i - 1, out var before, out _) && Whole(before) && !r.Used[i - 1]) { limit = (int)before; many = true; r.Used[i - 1] = true; }
            else if (word is "top" or "bottom") { limit = 10; many = true; }
            var byCount = most && r.Word(at) is "common" or "frequent" or "popular" or "often" or "frequently" or "commonly" or "prevalent" or "occurring";
            if (byCount && r.IsFreeColumn(at)) byCount = false;
            if (most && !byCount && Lexicon.Adjectives.TryGetValue(r.Word(at), out var second))
            {
                adjective = second;
                largest = second.Largest == (word is not "least");
            }
            else if (adjective is not null && !largest && !Lexicon.Smallest.Contains(word)) largest = adjective.Largest;
            r.Use(i, byCount || (adjective is not null && most) ? at + 1 : at);
            if (word is "worst" or "best" or "top" or "bottom" && limit == 1) r.Doubtful(0.8);
            intent.Superlative = new Superlative(i, largest, limit, many, adjective, byCount);
        }
    }

    /// <summary>The number or date the superlative is measured by, if it is a column.</summary>
    public static ColumnInfo? MeasuredBy(Reading r, Superlative s)
    {
        for (var i = 0; i < r.Count - 1; i++)
            if (r.Word(i) is "by" or "in" && s.Many && r.Word(i) == "by")
            {
                var at = i + 1;
                while (r.Word(at) is "the" or "their" or "total" or "its" or "highest" or "lowest" or "average") at++;
                if (r.IsFreeColumn(at) && r.Pick(at, Measurable) is { } named) return Take(at, named);
            }
        for (var i = s.At + 1; i < Math.Min(r.Count, s.At + 6); i++)
        {
            if (r.Word(i) is "of" or "for" or "that" or "who" or "with" && i > s.At + 1 && s.Many) break;
            if (r.IsFreeColumn(i) && r.Pick(i, Measurable) is { } column && (s.Adjective is null || Suits(column, s.Adjective))) return Take(i, column);
            if (r.Word(i) is "where" or "when" or "whose" or "per" or "each") break;
        }
        if (s.Adjective is { } adjective && NumberFilters.Meant(r, adjective) is { } meant) return meant;
        for (var i = 0; i < r.Count; i++)
            if (r.Word(i) is "highest" or "lowest" or "largest" or "smallest" or "most" or "least" or "greatest" && i > s.At)
                for (var at = i + 1; at < Math.Min(r.Count, i + 4); at++)
                    if (r.IsFreeColumn(at) && r.Pick(at, Measurable) is { } later) return Take(at, later);
        for (var i = s.At - 1; i >= Math.Max(0, s.At - 4); i--)
            if (r.IsFreeColumn(i) && r.Word(i + 1) is "is" or "was" or "are" or "were" or "the" && r.Pick(i, Measurable) is { IsNumber: true } early) return Take(i, early);
        return null;

        ColumnInfo Take(int at, ColumnInfo column)
        {
            r.Link(at, column);
            return column;
        }
    }

    private static bool Measurable(ColumnInfo c) => c.IsNumber || c.Date != DateKind.None;

    private static bool Suits(ColumnInfo column, Lexicon.Adjective adjective) => column.Says(adjective.Columns) || column.IsQuantity || (adjective.OfDates && column.Date != DateKind.None);

    private static bool Whole(double number) => number is >= 1 and <= 10_000 && number == Math.Truncate(number);

    // "first 10 rows" takes rows as they come; "first order date" is the earliest.
    private static bool FirstRows(Reading r, int i, Intent intent)
    {
        if (r.NumberAt(i + 1, out var rows, out var next) && Whole(rows))
        {
            intent.Limit = (int)rows;
            intent.AllRows = true;
            r.Use(i, next);
            return true;
        }
        return r.IsFreeColumn(i + 1) && r.Items[i + 1].Column.Date != DateKind.None;
    }
}
