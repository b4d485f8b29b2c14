using System.Globalization;

namespace Analyst.Engine.Profiling;

/// <summary>Whether the values of a column go up or down the file.</summary>
internal static class ColumnOrder
{
    /// <summary>Nearly every column that has no order shows it here.</summary>
    private const int First = 5_000;

    /// <summary><c>ascending</c>, <c>descending</c>, <c>constant</c> or <c>none</c> by column; equal neighbours disturb no order, and NULL is passed over.</summary>
    public static Dictionary<string, string> Find(Duck duck, IReadOnlyList<ProfileColumn> columns, long rows)
    {
        var ordered = columns.Where(c => c.Kind is not ProfileKind.Other).ToList();
        var begin = Look(duck, ordered, string.Create(CultureInfo.InvariantCulture, $"(FROM data LIMIT {First})"));
        if (rows <= First)
            return begin;
        foreach (var (name, order) in Look(duck, [.. ordered.Where(c => begin[c.Name] != "none")], "data"))
            begin[name] = order;
        return begin;
    }

    private static Dictionary<string, string> Look(Duck duck, List<ProfileColumn> columns, string from)
    {
        if (columns.Count == 0)
            return [];
        // The last value before this row that is not NULL, whatever stands between.
        var neighbours = columns.Select((c, i) => $"{c.Sql} AS v{i}, last_value({c.Sql} IGNORE NULLS) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS p{i}");
        var counts = columns.Select((_, i) => $"coalesce(count_if(v{i} > p{i}), 0)::BIGINT, coalesce(count_if(v{i} < p{i}), 0)::BIGINT");
        return duck.Single(
            $"SELECT {string.Join(", ", counts)} FROM (SELECT {string.Join(", ", neighbours)} FROM {from})",
            r => columns.Select((c, i) => (c.Name, Order: Name(r.GetInt64(2 * i), r.GetInt64(2 * i + 1)))).ToDictionary(x => x.Name, x => x.Order));
    }

    private static string Name(long up, long down) => (up, down) switch
    {
        (0, 0) => "constant",
        (_, 0) => "ascending",
        (0, _) => "descending",
        _ => "none",
    };
}
