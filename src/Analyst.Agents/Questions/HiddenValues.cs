namespace Analyst.Agents.Questions;

/// <summary>Names that are no visible value: they may still stand in a column that holds more values than the profile shows.</summary>
internal static class HiddenValues
{
    public static void Read(Reading r)
    {
        for (var i = 1; i < r.Count; i++)
        {
            if (!IsName(r, i)) continue;
            var end = i;
            while (end < r.Count && (IsName(r, end) || (end > i && r.Items[end].IsToken && r.Items[end].Token.Quoted))) end++;
            if (Column(r, i) is { } column)
            {
                var text = r.Span(i, end);
                var negated = ValueFilters.Negated(r, i, out var start);
                r.Require(start, end, new Filter.Text(column, text, TextMatch.Equals, negated));
                r.Assumptions.Add($"“{text}” is compared with {column.Name} without regard to case; it is not among the most frequent values.");
                r.Doubtful(0.6);
                r.Use(start, end);
            }
            i = end;
        }
    }

    /// <summary>A name or number that was read as nothing, though the question seems to restrict by it.</summary>
    public static string? Unexplained(Reading r)
    {
        for (var i = 1; i < r.Count; i++)
        {
            if (r.Used[i] || !r.Items[i].IsToken) continue;
            if (r.Items[i].Token.Kind == TokenKind.Number || (IsName(r, i) && (r.Items[i].Token.Quoted || r.Word(i - 1) is "from" or "in" or "at" or "to" or "by" or "for" or "of" or "with" or "the" or "is" or "named" or "called"))) return r.Text(i);
        }
        return null;
    }

    private static bool IsName(Reading r, int i)
    {
        if (r.Used[i] || !r.Items[i].IsToken || r.Items[i].Token is not { Kind: TokenKind.Word } token) return false;
        return token.Quoted || (char.IsUpper(token.Text[0]) && r.Word(i - 1) is not ("." or "?" or "!") && !Lexicon.Stop.Contains(token.Fold) && !Lexicon.Entities.Contains(token.Stem) && !Lexicon.Largest.Contains(token.Fold) && !Lexicon.Smallest.Contains(token.Fold));
    }

    private static ColumnInfo? Column(Reading r, int i)
    {
        static bool Hides(ColumnInfo c) => c.IsText && !c.AllValuesVisible && !c.IsNumber && c.Date == DateKind.None;
        if (NumberFilters.ColumnBefore(r, i, Hides, out var at) is { } named)
        {
            r.Link(at, named);
            return named;
        }
        var candidates = r.Schema.Columns.Where(Hides).ToList();
        if (candidates.Count > 1) candidates = [.. candidates.Where(c => c.Says(Lexicon.NameWords))];
        return candidates.Count == 1 ? candidates[0] : null;
    }
}
