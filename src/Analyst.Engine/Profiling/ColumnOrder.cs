using System.Globalization;

namespace Analyst.Engine.Profiling;

/// <summary>Whether the values of a column go up or down the file: equal neighbours disturb no order, and NULL is passed over.</summary>
/// <param name="Name"><c>ascending</c>, <c>descending</c>, <c>constant</c> or <c>none</c>.</param>
/// <param name="Steps">Of an ordered column: how often the value changes.</param>
internal sealed record ColumnOrder(string Name, long Steps)
{
    /// <summary>Nearly every column that has no order shows it here.</summary>
    private const int First = 5_000;

    private static readonly ColumnOrder None = new("none", 0);

    /// <summary>So many different values stand in so many rows, and no two of them are equal.</summary>
    public bool IsUnique(long present) => this != None && Steps + 1 == present;

    /// <summary>By column; lists and the like are left out.</summary>
    public static Dictionary<string, ColumnOrder> Find(Duck duck, IReadOnlyList<ProfileColumn> columns, long rows)
    {
        var ordered = columns.Where(c => c.Kind is not ProfileKind.Other).ToList();
        var begin = Look(duck, ordered, string.Create(CultureInfo.InvariantCulture, $"(FROM data LIMIT {First})"));
        if (rows <= First)
            return begin;
        foreach (var (name, order) in Look(duck, [.. ordered.Where(c => begin[c.Name] != None)], "data"))
            begin[name] = order;
        return begin;
    }

    private static Dictionary<string, ColumnOrder> Look(Duck duck, List<ProfileColumn> columns, string from)
    {
        if (columns.Count == 0)
            return [];
        // The last value before this row that is not NULL, whatever stands between.
        var neighbours = columns.Select((c, i) => $"{c.Sql} AS v{i}, last_value({c.Sql} IGNORE NULLS) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS p{i}");
        var counts = columns.Select((_, i) => $"coalesce(count_if(v{i} > p{i}), 0)::BIGINT, coalesce(count_if(v{i} < p{i}), 0)::BIGINT");
        return duck.Single(
            $"SELECT {string.Join(", ", counts)} FROM (SELECT {string.Join(", ", neighbours)} FROM {from})",
            r => columns.Select((c, i) => (c.Name, Order: Of(r.GetInt64(2 * i), r.GetInt64(2 * i + 1)))).ToDictionary(x => x.Name, x => x.Order));
    }

    private static ColumnOrder Of(long up, long down) => (up, down) switch
    {
        (0, 0) => new("constant", 0),
        (_, 0) => new("ascending", up),
        (0, _) => new("descending", down),
        _ => None,
    };
}
