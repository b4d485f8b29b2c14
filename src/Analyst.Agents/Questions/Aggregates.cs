namespace Analyst.Agents.Questions;

/// <summary>"how many", "total", "average", "median" and what they are taken of.</summary>
internal static class Aggregates
{
    public static void Read(Reading r, Intent intent)
    {
        for (var i = 0; i < r.Count; i++)
        {
            if (r.Used[i]) continue;
            if (CountWords(r, i) is > 0 and var length) ReadCount(r, i, i + length, intent);
            else if (r.Word(i) is "percentage" or "percent" or "share" or "proportion" or "fraction" && r.Word(i + 1) is "of" && !Enumerable.Range(i + 2, 3).Any(r.IsFreeColumn)) intent.Share = true;
            else if (Function(r, i) is { } function && NumberFor(r, i, function) is { } column) Add(intent, new Measure(function, column));
        }
    }

    private static void Add(Intent intent, Measure measure)
    {
        if (!intent.Measures.Contains(measure)) intent.Measures.Add(measure);
    }

    private static int CountWords(Reading r, int i)
    {
        if (r.Phrase(i, "how", "many")) return 2;
        if (r.Phrase(i, "total", "number", "of") || r.Phrase(i, "overall", "number", "of")) return 3;
        // "the phone number of Ana" asks for something the data may not have.
        if (r.Word(i) is "number" && r.Word(i + 1) is "of" && i > 0 && r.Items[i - 1].IsToken && r.Items[i - 1].Token.Kind == TokenKind.Word && !Lexicon.Stop.Contains(r.Word(i - 1)) && !Lexicon.Largest.Contains(r.Word(i - 1)) && !Lexicon.Smallest.Contains(r.Word(i - 1))) return 0;
        if (r.AnyWord(i) is "number" && r.Word(i + 1) is "of" || r.Phrase(i, "count", "of") || r.Phrase(i, "counts", "of")) return 2;
        return r.Word(i) is "count" || r.Phrase(i, "how", "often") ? 1 : 0;
    }

    private static void ReadCount(Reading r, int i, int at, Intent intent)
    {
        var distinct = false;
        if (r.Word(at) is "average" or "mean" or "avg") return;
        // "the highest number of laps" asks for the largest, not for a count.
        var most = r.Word(i - 1) is "highest" or "lowest" or "most" or "least" or "fewest" or "largest" or "smallest" or "greatest" or "maximum" or "minimum" or "biggest" or "average" or "mean";
        if (most && Enumerable.Range(at, 3).Any(k => r.IsFreeColumn(k) && r.Items[k].Column.IsQuantity)) return;
        while (r.Word(at) is "the" or "all" or "of" or "different" or "distinct" or "unique" or "separate" or "individual" or "total" or "other" or "a" or "an" or "are" or "is" or "in" or "and" or "number")
            distinct |= r.Word(at++) is "different" or "distinct" or "unique" or "separate";
        r.Use(i, at);
        // "the most orders" and "the number of orders" count; "the most points" does not.
        if (r.IsFreeColumn(at))
        {
            Counted(r, at, distinct, intent);
            return;
        }
        intent.CountsRows = true;
        if (at < r.Count && r.Items[at].IsToken && r.Items[at].Token.Kind == TokenKind.Word && !Lexicon.Stop.Contains(r.Word(at)))
        {
            r.Used[at] = true;
            if (!Lexicon.Entities.Contains(r.Items[at].Token.Stem)) intent.Unknown = r.Items[at].Token.Text;
        }
    }

    private static void Counted(Reading r, int at, bool distinct, Intent intent)
    {
        var guesses = r.Items[at].Columns;
        var entity = Lexicon.Entities.Contains(r.Items[at].Token.Stem) && guesses[0].Score < 0.98;
        if (!distinct && (guesses.Any(g => g.Column.Unique && g.Column.Numeric != NumericKind.Text && !g.Column.IsQuantity && g.Score > 0.5) || (entity && guesses.All(g => !g.Column.IsIdentifier))))
        {
            intent.CountsRows = true;
            r.Used[at] = true;
            return;
        }
        if (!distinct && guesses[0].Column.Flag is not null && guesses[0].Column.IsNumber) { intent.CountsRows = true; return; }
        var column = guesses.FirstOrDefault(g => g.Column.IsIdentifier && entity)?.Column ?? r.Pick(at, _ => true)!;
        r.Link(at, column);
        if (!distinct && column.IsQuantity && column.Flag is null)
        {
            intent.Measures.Add(new Measure(Aggregate.Sum, column));
            r.Assumptions.Add($"{column.Name} is added up.");
            return;
        }
        if (!distinct && column.Flag is not null && !column.IsNumber && r.Items[at].Columns[0].Score > 0.9) { intent.CountsRows = true; return; }
        intent.Measures.Add(new Measure(Aggregate.CountDistinct, column));
        if (!distinct) r.Assumptions.Add($"Different values of {column.Name} are counted.");
    }

    private static Aggregate? Function(Reading r, int i)
    {
        // "the correlation between height and total" wants both columns as they are.
        if (r.Tokens.Any(t => t.Fold is "correlation" or "relationship") && r.Word(i) is "total" or "sum" or "" && !r.IsFreeColumn(i + 1)) return null;
        switch (r.Word(i))
        {
            case "average" or "mean" or "avg" or "averaged": return Aggregate.Average;
            case "sum" or "total" or "combined" or "totals" or "altogether" or "summed" or "cumulative": return Aggregate.Sum;
            case "median": return Aggregate.Median;
            case "deviation" or "stddev" or "std": return Aggregate.Deviation;
        }
        // A column may itself be called "total" or "average"; before another number the word is a function.
        var next = i + 1;
        while (r.Word(next) is "of" or "the" or "number") next++;
        if (!r.IsFreeColumn(i) || !r.IsFreeColumn(next) || !r.Items[next].Columns.Any(c => c.Column.IsNumber) || r.Items[i].To - r.Items[i].From != 1) return null;
        return r.AnyWord(i) switch { "average" or "avg" or "mean" => Aggregate.Average, "total" or "sum" => Aggregate.Sum, "median" => Aggregate.Median, _ => null };
    }

    private static ColumnInfo? NumberFor(Reading r, int i, Aggregate function)
    {
        for (var at = i + 1; at < Math.Min(r.Count, i + 7); at++)
        {
            if (r.Word(at) is "per" or "by" or "each" or "where" or "with" or "that" or "who" or "whose" or "when" or "for" or "than" && at > i + 1) break;
            if (r.Word(at) is "." or "?") break;
            if (r.IsFreeColumn(at) && r.Pick(at, c => c.IsNumber) is { } column) return Take(at, column);
            if (r.IsFreeColumn(at) && function == Aggregate.Average && r.Pick(at, c => c.Flag is not null) is null && at > i + 3) break;
        }
        for (var at = i - 1; at >= Math.Max(0, i - 5); at--)
            if (r.IsFreeColumn(at) && r.Pick(at, c => c.IsNumber) is { } column) return Take(at, column);
        // "the average age of …" failed; "how old on average" is settled by the adjective.
        for (var at = 0; at < r.Count; at++)
            if (Lexicon.Adjectives.TryGetValue(r.Word(at), out var adjective) && NumberFilters.Meant(r, adjective) is { } meant) { r.Used[i] = r.Used[at] = true; return meant; }
        for (var at = i + 1; at < r.Count; at++)
            if (r.IsFreeColumn(at) && r.Pick(at, c => c.IsNumber) is { } column) return Take(at, column);
        return null;

        ColumnInfo Take(int at, ColumnInfo column)
        {
            r.Used[i] = true;
            r.Link(at, column);
            return column;
        }
    }
}
