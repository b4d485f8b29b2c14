using System.Globalization;
using System.Text;

namespace Analyst.Agents.Questions;

/// <summary>Prints a plan as one DuckDB SELECT: every name quoted, every value a literal.</summary>
internal static class SqlWriter
{
    public static string Write(QueryPlan plan)
    {
        var filters = plan.Filters;
        if (plan.Exists) return $"SELECT count(*) > 0 AS \"answer\" FROM data{Where(filters)}";
        if (plan.Check is { } check) return $"SELECT {Expression(check.Measure)}{Sign(check.Operator)}{Numbers.Literal(check.Number)} AS \"answer\" FROM data{Where(filters)}";
        var select = plan.Fields.Select(f => $"{Expression(f)}{(NeedsAlias(f) ? $" AS {Name(Alias(f))}" : "")}")
            .Concat(plan.Measures.Select(m => $"{Expression(m)} AS {Name(Alias(m))}"))
            .DefaultIfEmpty("*");
        var sql = new StringBuilder("SELECT ").Append(plan.Distinct ? "DISTINCT " : "").AppendJoin(", ", select).Append(" FROM data");
        sql.Append(plan.Extreme is { } extreme ? WithExtreme(filters, extreme) : Where(filters));
        if (plan.Grouped) sql.Append(" GROUP BY ").AppendJoin(", ", plan.Fields.Select(Expression));
        if (plan.Having is { } having) sql.Append(" HAVING ").Append(Expression(having.Measure)).Append(Sign(having.Operator)).Append(Numbers.Literal(having.Number));
        if (plan is { Top: true, Order: { Measure: { } best } top }) sql.Append(CultureInfo.InvariantCulture, $" QUALIFY rank() OVER (ORDER BY {Expression(best)} {(top.Descending ? "DESC" : "ASC")} NULLS LAST) = 1");
        if (plan.Order is { } order) sql.Append(" ORDER BY ").AppendJoin(", ", OrderTerms(plan, order));
        if (plan.Limit is { } limit) sql.Append(CultureInfo.InvariantCulture, $" LIMIT {limit}");
        return sql.ToString();
    }

    public static string Alias(Field field) => field.Bucket switch
    {
        TimeBucket.None => field.Column.Name,
        TimeBucket.Weekday => "weekday",
        TimeBucket.MonthOfYear => "month",
        _ => field.Bucket.ToString().ToLowerInvariant(),
    };

    public static string Alias(Measure measure) => (measure.Function, measure.Column) switch
    {
        (Aggregate.Share, _) => "percent",
        (_, null) => "count",
        (Aggregate.CountDistinct, { } c) => $"{c.Name}_count_distinct",
        (Aggregate.Minimum, { } c) => $"{c.Name}_minimum",
        (Aggregate.Maximum, { } c) => $"{c.Name}_maximum",
        (Aggregate.Deviation, { } c) => $"{c.Name}_standard_deviation",
        (var f, { } c) => $"{c.Name}_{f.ToString().ToLowerInvariant()}",
    };

    public static string Name(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    // A NUL ends the text in the engine's C interface, so it cannot be part of a literal.
    public static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal)}'";

    private static bool NeedsAlias(Field f) => f.Bucket != TimeBucket.None;

    private static IEnumerable<string> OrderTerms(QueryPlan plan, Order order)
    {
        var direction = order.Descending ? " DESC NULLS LAST" : " ASC NULLS LAST";
        if (order.Measure is { } m) yield return (plan.Measures.Contains(m) ? Name(Alias(m)) : Expression(m)) + direction;
        else if (order.Field is { } f) yield return Ordered(f, plan) + direction;
        // Equal figures come in the order of their groups, so that the same question always gives the same rows.
        if (plan.Grouped && order.Measure is not null)
            foreach (var key in plan.Fields) yield return Name(Alias(key));
    }

    private static string Ordered(Field f, QueryPlan plan) => f.Bucket switch
    {
        TimeBucket.Weekday => $"min(isodow({DateOf(f.Column)}))",
        TimeBucket.MonthOfYear => $"min(month({DateOf(f.Column)}))",
        TimeBucket.None when f.Column.Numeric != NumericKind.None => NumberOf(f.Column),
        _ => plan.Fields.Contains(f) ? Name(Alias(f)) : Expression(f),
    };

    private static string Expression(Field f) => f.Bucket switch
    {
        TimeBucket.None => Name(f.Column.Name),
        TimeBucket.Weekday => $"strftime({DateOf(f.Column)}, '%A')",
        TimeBucket.MonthOfYear => $"strftime({DateOf(f.Column)}, '%B')",
        TimeBucket.Year => $"year({DateOf(f.Column)})",
        var bucket => $"CAST(date_trunc('{bucket.ToString().ToLowerInvariant()}', {DateOf(f.Column)}) AS DATE)",
    };

    private static string Expression(Measure m) => (m.Function, m.Column) switch
    {
        (Aggregate.Share, _) => $"100.0 * count(*) FILTER (WHERE {string.Join(" AND ", m.Condition!.Select(Condition))}) / count(*)",
        (_, null) => "count(*)",
        (Aggregate.Count, { } c) => $"count({Name(c.Name)})",
        (Aggregate.CountDistinct, { } c) => $"count(DISTINCT {Name(c.Name)})",
        (Aggregate.Sum, { } c) => $"sum({NumberOf(c)})",
        (Aggregate.Average, { } c) => $"avg({NumberOf(c)})",
        (Aggregate.Deviation, { } c) => $"stddev({NumberOf(c)})",
        // The median of a DECIMAL has its digits and no more: half way between 7.25 and 7.92 would be cut.
        (Aggregate.Median, { IsDecimal: true } c) => $"median(CAST({NumberOf(c)} AS DOUBLE))",
        (Aggregate.Median, { } c) => $"median({NumberOf(c)})",
        (Aggregate.Minimum, { } c) => $"min({Comparable(c)})",
        (_, { } c) => $"max({Comparable(c)})",
    };

    private static string Where(IReadOnlyList<Filter> filters) =>
        filters.Count == 0 ? "" : " WHERE " + string.Join(" AND ", filters.Select(Condition));

    private static string WithExtreme(IReadOnlyList<Filter> filters, Extreme extreme)
    {
        var value = Comparable(extreme.Column);
        return $"{Where(filters)}{(filters.Count == 0 ? " WHERE " : " AND ")}{value} = (SELECT {(extreme.Largest ? "max" : "min")}({value}) FROM data{Where(filters)})";
    }

    private static string Condition(Filter filter) => filter switch
    {
        Filter.OneOf f => OneOf(f),
        Filter.Text f => Text(f),
        Filter.Number f => $"{NumberOf(f.Column)}{Sign(f.Operator)}{Numbers.Literal(f.Value)}",
        Filter.Between f => $"{NumberOf(f.Column)} {(f.Negated ? "NOT " : "")}BETWEEN {Numbers.Literal(f.Low)} AND {Numbers.Literal(f.High)}",
        Filter.Period f => Period(f),
        Filter.Month f => $"month({DateOf(f.Column)}) = {f.OfYear.ToString(CultureInfo.InvariantCulture)}",
        Filter.AnyOf f => $"({string.Join(" OR ", f.Groups.Select(g => g.Count == 1 ? Condition(g[0]) : $"({string.Join(" AND ", g.Select(Condition))})"))})",
        Filter.Missing f => MissingTest(f),
        Filter.Flag f => $"{Name(f.Column.Name)} = {FlagLiteral(f.Column, !f.Negated)}",
        _ => throw new ArgumentOutOfRangeException(nameof(filter), filter.GetType().Name, "No SQL is known for this filter."),
    };

    private static string OneOf(Filter.OneOf f)
    {
        var name = f.Column.IsText ? Name(f.Column.Name) : $"CAST({Name(f.Column.Name)} AS VARCHAR)";
        return f.Values.Count == 1
            ? $"{name} {(f.Negated ? "<>" : "=")} {Literal(f.Values[0])}"
            : $"{name} {(f.Negated ? "NOT " : "")}IN ({string.Join(", ", f.Values.Select(Literal))})";
    }

    private static string Text(Filter.Text f)
    {
        var name = f.Column.IsText ? Name(f.Column.Name) : $"CAST({Name(f.Column.Name)} AS VARCHAR)";
        var value = f.Value.ToLowerInvariant();
        if (f.Match == TextMatch.Equals) return $"lower(trim({name})) {(f.Negated ? "<>" : "=")} {Literal(value)}";
        var escaped = value.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
        var pattern = (f.Match is TextMatch.StartsWith ? "" : "%") + escaped + (f.Match is TextMatch.EndsWith ? "" : "%");
        return $@"lower({name}) {(f.Negated ? "NOT " : "")}LIKE {Literal(pattern)} ESCAPE '\'";
    }

    private static string Period(Filter.Period f)
    {
        string[] bounds = [.. Bound(">=", f.From), .. Bound("<", f.Until)];
        var test = string.Join(" AND ", bounds);
        return f.Negated ? $"NOT ({test})" : test;

        IEnumerable<string> Bound(string sign, DateOnly? day) =>
            day is { } d ? [$"{DateOf(f.Column)} {sign} DATE '{d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}'"] : [];
    }

    private static string MissingTest(Filter.Missing f)
    {
        var name = Name(f.Column.Name);
        var markers = f.Column.Profile.MissingMarkers.Keys.Select(m => m.Trim().ToLowerInvariant()).Append("").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (!f.Column.IsText) return $"{name} IS {(f.Negated ? "NOT " : "")}NULL";
        var list = string.Join(", ", markers.Select(Literal));
        return f.Negated ? $"lower(trim({name})) NOT IN ({list})" : $"({name} IS NULL OR lower(trim({name})) IN ({list}))";
    }

    private static string FlagLiteral(ColumnInfo c, bool yes)
    {
        var value = yes ? c.Flag!.Yes : c.Flag!.No;
        return c.Profile.Type == "BOOLEAN" ? (yes ? "TRUE" : "FALSE") : c.IsText ? Literal(value) : value;
    }

    private static string Comparable(ColumnInfo c) => c.Numeric != NumericKind.None ? NumberOf(c) : c.Date != DateKind.None ? DateOf(c) : Name(c.Name);

    private static string NumberOf(ColumnInfo c)
    {
        var name = Name(c.Name);
        if (c.Numeric != NumericKind.Text) return name;
        foreach (var sign in c.NumberSigns) name = $"replace({name}, {Literal(sign)}, '')";
        return $"TRY_CAST({name} AS DOUBLE)";
    }

    private static string DateOf(ColumnInfo c) => c.Date == DateKind.Text ? $"TRY_CAST({Name(c.Name)} AS TIMESTAMP)" : Name(c.Name);

    private static string Sign(Comparison comparison) => comparison switch
    {
        Comparison.Equal => " = ",
        Comparison.NotEqual => " <> ",
        Comparison.Less => " < ",
        Comparison.AtMost => " <= ",
        Comparison.Greater => " > ",
        _ => " >= ",
    };
}
