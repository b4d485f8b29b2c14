namespace Analyst.Agents.Questions;

/// <summary>Conditions on numbers: comparator, column before or after, or a bare number beside a column.</summary>
internal static class NumberFilters
{
    public static void Read(Reading r)
    {
        for (var i = 0; i < r.Count; i++)
            if (!r.Used[i] && (ReadBetween(r, i, out var next) || ReadCompared(r, i, out next))) i = next - 1;
        for (var i = 0; i < r.Count; i++)
            if (!r.Used[i] && r.NumberAt(i, out var number, out var next)) ReadBare(r, i, next, number);
    }

    private static bool ReadBetween(Reading r, int i, out int next)
    {
        next = i;
        var from = r.Word(i) == "from";
        if (!from && r.Word(i) is not "between") return false;
        if (!r.NumberAt(i + 1, out var low, out var middle)) return false;
        if (!(r.Word(middle) is "and" or "to" or "-" or "–" or "through") || !r.NumberAt(middle + 1, out var high, out next)) return false;
        if (Target(r, i, next, null) is not { } column) return false;
        r.Require(i, next, new Filter.Between(column, Math.Min(low, high), Math.Max(low, high), r.Word(i - 1) == "not"));
        r.Use(i, next);
        return true;
    }

    private static bool ReadCompared(Reading r, int i, out int next)
    {
        next = i;
        if (!Comparators.Read(r, i, out var op, out var at, out var adjective))
        {
            // "5 or more", "18+"
            if (!r.NumberAt(i, out var bare, out var behind)) return false;
            var unit = r.IsFreeColumn(behind) && Comparators.ReadAfter(r, behind + 1, out _, out _) ? 1 : 0;
            if (!Comparators.ReadAfter(r, behind + unit, out op, out next)) return false;
            Lexicon.Adjectives.TryGetValue(r.Word(next - 1), out var said);
            if (Target(r, i, unit == 1 ? behind : next, said) is not { } suffixed) return false;
            r.Require(i, next, new Filter.Number(suffixed, op, bare));
            r.Use(i, next);
            return true;
        }
        while (r.Word(at) is "a" or "an" or "the" or "of" or "about") at++;
        // "after game 33"
        if (r.IsFreeColumn(at) && r.NumberAt(at + 1, out var inner, out next) && r.Pick(at, c => c.IsNumber) is { } numbered)
        {
            r.Require(i, next, new Filter.Number(numbered, op, inner));
            r.Link(at, numbered);
            r.Use(i, next);
            return true;
        }
        if (!r.NumberAt(at, out var number, out next)) return false;
        if (CountsGroups(r, i, next, op, number)) { next++; return true; }
        if (op is Comparison.Equal or Comparison.NotEqual && r.Items[at].IsValue && ColumnBefore(r, i, c => c.IsNumber, out _) is null) return false;
        if (Target(r, i, next, adjective) is not { } column) return false;
        if (r.Word(i - 1) == "not" && op != Comparison.NotEqual) op = Comparators.Negate(op);
        r.Require(i, next, new Filter.Number(column, op, number));
        r.Use(i, next);
        return true;
    }

    private static void ReadBare(Reading r, int i, int next, double number)
    {
        if (r.Word(i - 1) is "top" or "bottom" or "first" or "last" || Lexicon.Adjectives.ContainsKey(r.Word(next)) || Lexicon.Largest.Contains(r.Word(next)) || Lexicon.Smallest.Contains(r.Word(next))) return;
        var before = ColumnBefore(r, i, c => c.IsNumber, out var gap);
        var after = ColumnAfter(r, next, c => c.IsNumber, out var behind);
        // "with 3 wins" belongs to what follows, "rank of 3" to what stands before.
        var takeAfter = after is not null && (before is null || Gap(r, gap, i, "with", "have", "has", "had", "and", "for", "by", "in", "that", "who"));
        if (takeAfter && after is { } a) Add(a, behind);
        else if (before is { } b && !r.Items[i].IsValue) Add(b, gap);
        else if (before is { } v && r.Items[i].Values.All(g => g.Column != v) && gap == i - 1) Add(v, gap);
        else if (Reversed(r, next) is { } behindIt) Add(r.Pick(behindIt, c => c.IsNumber)!, behindIt);

        void Add(ColumnInfo column, int at)
        {
            var negated = r.Word(i - 1) is "not" or "no";
            r.Require(i, next, new Filter.Number(column, negated ? Comparison.NotEqual : Comparison.Equal, number));
            r.Link(at, column);
            r.Use(i, next);
        }
    }

    // "regions with more than 5 orders"
    private static bool CountsGroups(Reading r, int i, int next, Comparison op, double number)
    {
        if (next >= r.Count || !Lexicon.Entities.Contains(r.Items[next].Token.Stem) || r.Items[next].To - r.Items[next].From != 1) return false;
        if (r.Items[next].IsColumn && (r.Items[next].Columns[0].Score > 0.9 || r.Items[next].Columns.Any(c => c.Column.IsQuantity))) return false;
        if (ColumnBefore(r, i, c => c.IsNumber, out _) is not null || !Enumerable.Range(0, i).Any(k => r.IsFreeColumn(k) && !r.Items[k].Column.IsNumber && !r.Items[k].Column.Unique)) return false;
        r.Having = new Having(new Measure(Aggregate.Count, null), op, number);
        r.Use(i, next + 1);
        return true;
    }

    // "when 64.5 is the tosses", "have 44.5 for tumbling", "41 as the score"
    private static int? Reversed(Reading r, int next)
    {
        if (r.Word(next) is not ("is" or "was" or "as" or "for" or "in" or "of" or "are" or "were")) return null;
        var at = next + 1;
        while (r.Word(at) is "the" or "a" or "an" or "his" or "her" or "its" or "their" or "result" or "of" or "number") at++;
        return r.IsFreeColumn(at) && r.Pick(at, c => c.IsNumber) is not null ? at : null;
    }

    /// <summary>The column a comparison speaks of: named before or after, meant by an adjective, or the only number there is.</summary>
    private static ColumnInfo? Target(Reading r, int start, int end, Lexicon.Adjective? adjective)
    {
        var before = ColumnBefore(r, start, c => c.IsNumber, out var gap);
        var after = ColumnAfter(r, end, c => c.IsNumber, out var behind);
        if (before is not null && after is not null && Gap(r, gap, start, "have", "has", "had", "with", "got", "and", "in", "by")) before = null;
        if (before is { } b)
        {
            r.Link(gap, b);
            // "rain over 5 mm": the unit is a part of the same name.
            if (r.IsFreeColumn(end) && r.Items[end].Columns.Any(c => c.Column == b)) r.Used[end] = true;
            return b;
        }
        if (after is { } a) { r.Link(behind, a); return a; }
        if (r.Word(start - 1) is "or" or "and" && r.Filters.Count > 0 && r.FilterSpans[^1].To == start - 1 && r.Filters[^1] is Filter.Number { Column: { } same }) return same;
        if (adjective is not null && Meant(r, adjective) is { } meant) return meant;
        for (var i = start - 1; i >= Math.Max(0, start - 6); i--)
            if (r.IsFreeColumn(i) && r.Pick(i, c => c.IsNumber) is { } near)
            {
                r.Used[i] = false;
                r.Doubtful(0.75);
                return near;
            }
        var numbers = r.Schema.Columns.Where(c => c.IsNumber && !c.IsIdentifier).ToList();
        if (numbers.Count != 1) return null;
        r.Assumptions.Add($"The number is compared with {numbers[0].Name}, the only number in the data.");
        r.Doubtful(0.7);
        return numbers[0];
    }

    /// <summary>The column an adjective speaks of ("older": age).</summary>
    public static ColumnInfo? Meant(Reading r, Lexicon.Adjective adjective)
    {
        var fitting = r.Schema.Columns.Where(c => (adjective.OfDates ? c.Date != DateKind.None || c.IsNumber : c.IsNumber) && c.Says(adjective.Columns)).ToList();
        if (fitting.Count == 0 && adjective.OfDates) fitting = [.. r.Schema.Columns.Where(c => c.Date != DateKind.None)];
        if (fitting.Count == 0) return null;
        if (fitting.Count > 1) r.Doubtful(0.7);
        r.Assumptions.Add($"The comparison is taken to speak of {fitting[0].Name}.");
        return fitting[0];
    }

    public static ColumnInfo? ColumnBefore(Reading r, int start, Func<ColumnInfo, bool> fits, out int at)
    {
        at = start - 1;
        for (var steps = 0; at >= 0 && steps < 6; at--, steps++)
        {
            if (r.Items[at].IsColumn) return r.Used[at] ? null : r.Pick(at, fits);
            if (r.Items[at].IsValue || !Lexicon.Links.Contains(r.Word(at))) return null;
        }
        return null;
    }

    public static ColumnInfo? ColumnAfter(Reading r, int end, Func<ColumnInfo, bool> fits, out int at)
    {
        at = end;
        if (r.Word(at) is "percent" or "dollars" or "euros" or "usd" or "in" or "of" or "total") at++;
        return r.IsFreeColumn(at) ? r.Pick(at, fits) : null;
    }

    private static bool Gap(Reading r, int from, int to, params ReadOnlySpan<string> words)
    {
        for (var i = from + 1; i < to; i++)
            if (words.Contains(r.Word(i))) return true;
        return false;
    }
}
