using Analyst.Domain.Datasets;

namespace Analyst.Agents.Questions;

/// <summary>Puts what was read together as one plan.</summary>
internal static class PlanBuilder
{
    /// <summary>The plan, or null when nothing asked for was found.</summary>
    public static QueryPlan? Build(Reading r, Intent intent)
    {
        if (intent.Check is { } check) return new QueryPlan([], [], r.Filters, Check: check);
        if (r.Having is not null && Having(r, intent) is { } having) return having;
        if (intent.Exists && intent.Keys.Count == 0 && intent.Measures.Count == 0) return new QueryPlan([], [], r.Filters, Exists: true);
        if (intent.Share && r.Filters.Count > 0) return new QueryPlan([], [new Measure(Aggregate.Share, null, [.. r.Filters])], []);
        if (intent.Superlative is { } superlative) return Ranked(r, intent, superlative);
        var free = Free(r);
        if (intent.Keys.Count > 0) return Grouped(r, intent, free);
        if (intent.CountsRows && intent.Measures.Count == 0) intent.Measures.Add(new Measure(Aggregate.Count, null));
        if (intent.Measures.Count > 0) return Figures(r, intent, free);
        return r.Word(0) is "is" or "are" or "was" or "were" or "does" or "do" or "did" ? null : Rows(r, intent, free);
    }

    private static QueryPlan Grouped(Reading r, Intent intent, List<ColumnInfo> free)
    {
        // Different values of what one groups by are always one: rows are meant.
        for (var i = 0; i < intent.Measures.Count; i++)
            if (intent.Measures[i] is { Function: Aggregate.CountDistinct, Column: { } counted } && intent.Keys.Any(k => k.Column == counted)) intent.Measures[i] = new Measure(Aggregate.Count, null);
        var distinct = intent.Measures.Distinct().ToList();
        intent.Measures.Clear();
        intent.Measures.AddRange(distinct);
        if (intent.CountsRows && intent.Measures.Count == 0) intent.Measures.Add(new Measure(Aggregate.Count, null));
        if (intent.Measures.Count == 0)
            foreach (var column in free.Where(c => c.IsNumber && intent.Keys.All(k => k.Column != c)))
            {
                var function = column.IsQuantity ? Aggregate.Sum : Aggregate.Average;
                intent.Measures.Add(new Measure(function, column));
                r.Assumptions.Add($"{column.Name} is {(function == Aggregate.Sum ? "added up" : "averaged")} in each group.");
            }
        if (intent.Measures.Count == 0) intent.Measures.Add(new Measure(Aggregate.Count, null));
        var keys = Keys(intent);
        return new QueryPlan(keys, intent.Measures, r.Filters, Grouped: true, Order: OrderOf(intent, keys), Limit: intent.Limit);
    }

    private static QueryPlan? Having(Reading r, Intent intent)
    {
        var keys = Keys(intent);
        if (keys.Count == 0) keys.AddRange(Free(r).Where(c => !c.IsNumber && !c.Unique).Take(1).Select(c => new Field(c)));
        if (keys.Count == 0) return null;
        var count = r.Having!.Measure;
        var plan = new QueryPlan(keys, [count], r.Filters, Grouped: true, Having: r.Having, Order: new Order(count, null, true));
        return plan;
    }

    private static List<Field> Keys(Intent intent) => [.. intent.Keys.GroupBy(k => k.Column).Select(g => g.Last()).DistinctBy(k => SqlWriter.Alias(k))];

    private static Order OrderOf(Intent intent, List<Field> keys)
    {
        if (intent.Order is { Field: { } asked } order)
        {
            var measure = intent.Measures.FirstOrDefault(m => m.Column == asked.Column);
            return measure is not null ? new Order(measure, null, order.Descending) : keys.FirstOrDefault(k => k.Column == asked.Column) is { } key ? new Order(null, key, order.Descending) : new Order(intent.Measures[0], null, true);
        }
        var inTime = keys.FirstOrDefault(k => k.Bucket != TimeBucket.None || k.Column.Date != DateKind.None || k.Column.Main.Any(w => w.Stem is "year" or "month" or "quarter"));
        if (inTime is not null) return new Order(null, inTime, intent.Order?.Descending ?? false);
        return new Order(intent.Measures[0], null, intent.Order?.Descending ?? true);
    }

    private static QueryPlan Figures(Reading r, Intent intent, List<ColumnInfo> free)
    {
        // A picture of how many there are of something shows it per value.
        if (intent.Measures is [{ Function: Aggregate.CountDistinct, Column: { Unique: false } shown }] && r.Tokens.Any(t => t.Fold is "chart" or "plot" or "graph" or "visualize" or "histogram" or "bar" or "pie") && !r.Tokens.Any(t => t.Fold is "different" or "distinct" or "unique"))
        {
            intent.Keys.Add(new Field(shown));
            return Grouped(r, intent, []);
        }
        var groups = free.Where(c => !c.IsNumber && !c.Unique && c.Date == DateKind.None && r.Filters.All(f => f.Column != c)).Take(1).ToList();
        if (groups.Count == 0) return new QueryPlan([], intent.Measures, r.Filters);
        r.Assumptions.Add($"The figure is given for each {groups[0].Name}.");
        r.Doubtful(0.7);
        intent.Keys.Add(new Field(groups[0]));
        return Grouped(r, intent, []);
    }

    private static QueryPlan? Rows(Reading r, Intent intent, List<ColumnInfo> free)
    {
        if (intent.AllRows) return new QueryPlan([.. free.Select(c => new Field(c))], [], r.Filters, Limit: intent.Limit);
        if (free.Count == 0) Implied(r, free);
        // "total amount in Paris" names a column that is a total already: rows are added up.
        if (free is [{ IsQuantity: true } only] && r.Tokens.Any(t => t.Fold is "total" or "sum" or "overall" or "altogether"))
        {
            r.Assumptions.Add($"{only.Name} is added up.");
            return new QueryPlan([], [new Measure(Aggregate.Sum, only)], r.Filters);
        }
        var listing = r.Tokens.Take(6).Any(t => t.Fold is "show" or "list" or "display" or "give" or "find" or "which" or "get" or "select" or "see" or "all")
            || !r.Tokens.Any(t => t.Fold is "what" or "what's" or "whats" or "when" or "where" or "how" or "who" or "why");
        if (free.Count == 0 && !(listing && (r.Filters.Count > 0 || r.Tokens.Any(t => Lexicon.Entities.Contains(t.Stem))))) return null;
        var distinct = free.Count == 1 && !free[0].Unique && r.Tokens.Any(t => t.Fold is "different" or "distinct" or "unique" or "which" or "possible")
            || (free.Count == 1 && r.Filters.Count == 0 && free[0].Profile.Role is ColumnRole.Categorical or ColumnRole.Boolean);
        var order = intent.Order is { Field: { } f } o ? new Order(null, f, o.Descending) : intent.Order is { } plain && free.Count > 0 ? new Order(null, new Field(free[^1]), plain.Descending) : null;
        return new QueryPlan([.. free.Select(c => new Field(c))], [], r.Filters, Distinct: distinct, Order: order ?? (distinct ? new Order(null, new Field(free[0]), false) : null), Limit: intent.Limit);
    }

    private static QueryPlan? Ranked(Reading r, Intent intent, Superlative s)
    {
        var by = s.ByCount || intent.Measures.Count > 0 || intent.CountsRows ? null : Superlatives.MeasuredBy(r, s);
        var free = Free(r).Where(c => c != by).ToList();
        if (by is null && intent.Measures.Count == 0)
        {
            if (!s.ByCount && !intent.CountsRows && intent.Keys.Count + free.Count(c => !c.IsNumber) == 0 && !r.Tokens.Skip(r.Items[s.At].From).Any(t => Lexicon.Entities.Contains(t.Stem) || r.Schema.ColumnsSaying(t.Stem) > 0)) return null;
            intent.Measures.Add(new Measure(Aggregate.Count, null));
        }
        if (by is null || intent.Keys.Count > 0)
        {
            var keys = Keys(intent);
            if (by is not null) intent.Measures.Insert(0, new Measure(s.Largest ? Aggregate.Maximum : Aggregate.Minimum, by));
            if (keys.Count > 0 && by is not null) return new QueryPlan(keys, intent.Measures, r.Filters, Grouped: true, Order: OrderOf(intent, keys));
            if (keys.Count == 0) Implied(r, free);
            keys.AddRange(free.Where(c => intent.Measures.All(m => m.Column != c)).Take(1).Select(c => new Field(c)));
            if (keys.Count == 0) return null;
            return new QueryPlan(keys, intent.Measures, r.Filters, Grouped: true, Order: new Order(intent.Measures[0], null, s.Largest), Limit: s.Many ? s.Limit : null, Top: !s.Many);
        }
        if (free.Count == 0) Implied(r, free);
        free.Remove(by);
        var whole = free.Count == 0 && r.Tokens.Any(t => t.Fold is "which" or "who" or "show" or "list" or "top" or "bottom" or "find" or "get") && r.Tokens.Any(t => Lexicon.Entities.Contains(t.Stem) || t.Fold == "who");
        if (whole && Label(r) is { } label)
        {
            free.Add(label);
            whole = false;
        }
        if (free.Count == 0 && !whole)
            return s.Many
                ? new QueryPlan([new Field(by)], [], [.. r.Filters, new Filter.Missing(by, true)], Order: new Order(null, new Field(by), s.Largest), Limit: s.Limit)
                : new QueryPlan([], [new Measure(s.Largest ? Aggregate.Maximum : Aggregate.Minimum, by)], r.Filters);
        if (free is [{ Unique: false } key] && !key.IsNumber && by.IsQuantity && s.Adjective is null && r.Filters.All(f => f.Column != key))
        {
            var sum = new Measure(Aggregate.Sum, by);
            r.Assumptions.Add($"{by.Name} is added up for each {key.Name}.");
            return new QueryPlan([new Field(key)], [sum], r.Filters, Grouped: true, Order: new Order(sum, null, s.Largest), Limit: s.Many ? s.Limit : null, Top: !s.Many);
        }
        Field[] fields = whole ? [] : [.. free.Select(c => new Field(c)), new Field(by)];
        return s.Many
            ? new QueryPlan(fields, [], r.Filters, Order: new Order(null, new Field(by), s.Largest), Limit: s.Limit)
            : new QueryPlan(fields, [], r.Filters, Extreme: new Extreme(by, s.Largest));
    }

    private static List<ColumnInfo> Free(Reading r)
    {
        var free = new List<ColumnInfo>();
        for (var i = 0; i < r.Count; i++)
        {
            if (!r.IsFreeColumn(i)) continue;
            // "orders" is no column though "order_id" is one: the rows are meant.
            if (r.Items[i].Columns[0].Score < 0.9 && Lexicon.Entities.Contains(r.Items[i].Token.Stem) && r.Items[i].To - r.Items[i].From == 1 && r.Items[i].Columns.Any(g => g.Column.Unique && g.Column.IsIdentifier)) continue;
            if (r.Pick(i, _ => true) is not { } column || free.Contains(column)) continue;
            r.Link(i, column);
            r.Used[i] = false;
            free.Add(column);
        }
        return free;
    }

    /// <summary>The column that says which row is which: a text called a name or title, nearly unique.</summary>
    private static ColumnInfo? Label(Reading r) => r.Schema.Columns.FirstOrDefault(c => c.IsText && c.Unique && c.Says(Lexicon.NameWords));

    // "who", "when" and "where" ask for a column without naming it.
    private static void Implied(Reading r, List<ColumnInfo> free)
    {
        if (free.Count > 0) return;
        var candidates = r.Schema.Columns.Where(c => r.Filters.All(f => f.Column != c)).ToList();
        var asks = r.Tokens.Select(t => t.Fold).FirstOrDefault(w => w is "who" or "whom" or "whose" or "when" or "where");
        var found = asks switch
        {
            "who" or "whom" or "whose" => candidates.FirstOrDefault(c => c.IsText && c.Says(Lexicon.People)) ?? candidates.FirstOrDefault(c => c.IsText && c.Says(Lexicon.NameWords)),
            "when" => candidates.FirstOrDefault(c => c.Date != DateKind.None) ?? candidates.FirstOrDefault(c => c.Says(Lexicon.Times)),
            "where" => candidates.FirstOrDefault(c => c.IsText && c.Says(Lexicon.Places)),
            _ => null,
        };
        if (found is null) return;
        r.Assumptions.Add($"“{asks}” asks for {found.Name}.");
        r.Doubtful(0.75);
        free.Add(found);
    }
}
