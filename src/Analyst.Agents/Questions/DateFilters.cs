namespace Analyst.Agents.Questions;

/// <summary>Conditions on dates and years.</summary>
internal static class DateFilters
{
    public static void Read(Reading r)
    {
        for (var i = 0; i < r.Count; i++)
        {
            if (r.Used[i]) continue;
            if (r.Word(i) is "between" or "from" && DateSpan.Read(r, i + 1, out var middle) is { } first && r.Word(middle) is "and" or "to" or "until" or "through" or "-" or "–"
                && DateSpan.Read(r, middle + 1, out var end) is { AnyYearsMonth: 0 } last)
            {
                if (first.AnyYearsMonth > 0) first = new DateSpan(new DateOnly(last.From.Year, first.AnyYearsMonth, 1), default, false);
                Add(r, i, end, first.BareYear && last.BareYear, first.From, last.Until, false);
            }
            else if (Comparators.Read(r, i, out var op, out var at, out _) && DateSpan.Read(r, at, out var next) is { AnyYearsMonth: 0 } span) Compared(r, i, next, op, span);
            else if (r.Word(i) is "in" or "during" or "on" or "of" or "for" or "year" or "since" or "at" or "by" or "from" or "throughout" or "," && DateSpan.Read(r, r.Word(i) == "year" ? i : i + 1, out next) is { } plain) Plain(r, i, next, plain);
            else if (DateSpan.Read(r, i, out next) is { } bare && (!bare.BareYear || DateColumnBefore(r, i) is not null)) Plain(r, i, next, bare);
        }
    }

    private static void Compared(Reading r, int i, int next, Comparison op, DateSpan span)
    {
        (DateOnly? from, DateOnly? until) = op switch
        {
            Comparison.Greater => ((DateOnly?)span.Until, null),
            Comparison.AtLeast => ((DateOnly?)span.From, null),
            Comparison.Less => ((DateOnly?)null, (DateOnly?)span.From),
            Comparison.AtMost => ((DateOnly?)null, (DateOnly?)span.Until),
            _ => ((DateOnly?)span.From, (DateOnly?)span.Until),
        };
        Add(r, i, next, span.BareYear, from, until, op == Comparison.NotEqual);
    }

    private static void Plain(Reading r, int i, int next, DateSpan span)
    {
        if (span.AnyYearsMonth == 0)
        {
            if (r.Word(i) is "from" or "since" && (r.Word(next) is "on" or "onwards" or "onward" || r.Word(i) == "since")) Add(r, i, next, span.BareYear, span.From, null, false);
            else Add(r, i, next, span.BareYear, span.From, span.Until, r.Word(i - 1) == "not");
            return;
        }
        if (Column(r, i, next, bareYear: false) is not { Date: not DateKind.None } column) return;
        r.Require(i, next, new Filter.Month(column, span.AnyYearsMonth));
        r.Assumptions.Add("The month is taken of every year.");
        r.Use(i, next);
    }

    private static void Add(Reading r, int i, int next, bool bareYear, DateOnly? from, DateOnly? until, bool negated)
    {
        if (Column(r, i, next, bareYear) is not { } column) return;
        if (column.Date != DateKind.None) r.Require(i, next, new Filter.Period(column, from, until, negated));
        else if (from is { } f && until is { } u) r.Require(i, next, u.Year - 1 == f.Year ? new Filter.Number(column, negated ? Comparison.NotEqual : Comparison.Equal, f.Year) : new Filter.Between(column, f.Year, u.Year - 1, negated));
        else r.Require(i, next, from is { } low ? new Filter.Number(column, Comparison.AtLeast, low.Year) : new Filter.Number(column, Comparison.Less, until!.Value.Year));
        r.Use(i, next);
    }

    private static ColumnInfo? Column(Reading r, int start, int end, bool bareYear)
    {
        if (DateColumnBefore(r, start) is { } before) { r.Link(before.At, before.Column); return Fits(before.Column) ? before.Column : null; }
        if (NumberFilters.ColumnBefore(r, start, c => c.IsNumber, out var gap) is { } number && gap == start - 1 && r.Word(start) is not ("in" or "during" or "since" or "on")) return null;
        // "shipped in May": a date column whose name says what the verb says.
        for (var i = start - 1; i >= Math.Max(0, start - 4); i--)
            if (r.IsFreeColumn(i) && r.Pick(i, c => c.Date != DateKind.None) is { } verb) { r.Link(i, verb); return verb; }
        if (r.IsFreeColumn(end) && r.Pick(end, c => c.Date != DateKind.None) is { } behind) { r.Link(end, behind); return behind; }
        var dates = r.Schema.Columns.Where(c => c.Date != DateKind.None).ToList();
        var years = r.Schema.Columns.Where(c => c.Date == DateKind.None && c.Numeric == NumericKind.Native && c.Main.Any(w => w.Stem == "year")).ToList();
        if (bareYear && years.Count == 1 && (dates.Count == 0 || years[0].Main.Count == 1)) return years[0];
        if (dates.Count == 0) return null;
        var named = dates.Where(d => r.Items.Any(m => m.IsColumn && m.Columns[0].Column == d && m.Columns[0].Score > 0.85)).ToList();
        if (named.Count == 1) return named[0];
        var spoken = dates.Where(d => d.Main.Any(w => !Lexicon.Times.Contains(w.Stem) && r.Tokens.Any(t => t.Stem == w.Stem))).ToList();
        if (dates.Count > 1 && spoken.Count == 1)
        {
            r.Assumptions.Add($"The time is taken as {spoken[0].Name}.");
            r.Doubtful(0.8);
            return spoken[0];
        }
        if (dates.Count > 1)
        {
            var words = r.Span(start, end);
            r.Doubts.Add(new Doubt(start, words, [.. dates.Take(5).Select(d => $"with {d.Name} {(r.Word(start) is "in" or "on" or "between" or "before" or "after" or "since" or "until" ? "" : "in ")}{words}")], $"“{words}” may speak of {string.Join(" or ", dates.Take(5).Select(d => d.Name))}. Which one is meant?"));
        }
        return dates[0];

        bool Fits(ColumnInfo c) => c.Date != DateKind.None || (bareYear && c.IsNumber);
    }

    private static (int At, ColumnInfo Column)? DateColumnBefore(Reading r, int start) =>
        NumberFilters.ColumnBefore(r, start, c => c.Date != DateKind.None || (c.IsNumber && c.Main.Any(w => w.Stem == "year")), out var at) is { } column ? (at, column) : null;
}
