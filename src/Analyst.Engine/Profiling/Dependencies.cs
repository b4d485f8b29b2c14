using Analyst.Domain.Datasets;

namespace Analyst.Engine.Profiling;

/// <summary>Finds columns that tell other columns, also where a few rows break it: first on the sample, then counted on every row where that is cheap.</summary>
internal static class Dependencies
{
    private const int MaximumColumns = 60;
    private const int MaximumFound = 50;

    /// <summary>Most pairs of columns show here that neither tells the other.</summary>
    private const int FirstRows = 5_000;

    /// <summary>Rows that may break what still counts as a dependency.</summary>
    private const double MostBroken = 0.05;

    /// <summary>Of what guessing the most frequent value would get wrong, at most this may be broken: a column that is nearly constant depends on nothing.</summary>
    private const double MostOfChance = 0.2;

    /// <summary>Dependencies counted on every row of a big table, and values that such a column may have.</summary>
    private const int MaximumCounted = 10;
    private const long CountedValues = 50_000;

    public static IReadOnlyList<Dependency> Find(Duck duck, RowSample sample, IReadOnlyList<ColumnProfile> columns)
    {
        var candidates = sample.Columns.Zip(columns).Where(p => CanTakePart(p.First)).Select(p => (Sample: p.First, Profile: p.Second)).Take(MaximumColumns).ToList();
        var found = new List<Dependency>();
        foreach (var (from, profile) in candidates)
        {
            foreach (var (to, _) in candidates)
            {
                if (!ReferenceEquals(from, to) && from.Distinct * 1.05 + 5 >= to.Distinct && Check(sample, from, to) is { } dependency)
                    found.Add(dependency);
            }
        }
        var kept = found.OrderBy(d => d.BrokenRows).ThenByDescending(d => d.Groups).Take(MaximumFound).ToList();
        var counted = 0;
        return [.. kept.Select(d => d.Estimate is not null && columns.First(c => c.Name == d.From).Distinct <= CountedValues && counted++ < MaximumCounted ? Count(duck, d) : d)];
    }

    /// <summary>Rows of the commonest value in each group agree; the others break it.</summary>
    /// <returns>Broken rows, rows in groups of two or more, and such groups.</returns>
    public static (long Broken, long Grouped, long Groups) Broken(ReadOnlySpan<int> from, ReadOnlySpan<int> to)
    {
        var pairs = new Dictionary<(int, int), int>();
        for (var i = 0; i < from.Length; i++)
        {
            if (from[i] != SampleColumn.Missing)
                pairs[(from[i], to[i])] = pairs.GetValueOrDefault((from[i], to[i])) + 1;
        }
        long broken = 0, grouped = 0, groups = 0;
        foreach (var (rows, most) in pairs.GroupBy(p => p.Key.Item1).Select(g => (g.Sum(p => p.Value), g.Max(p => p.Value))).Where(g => g.Item1 > 1))
            (broken, grouped, groups) = (broken + rows - most, grouped + rows, groups + 1);
        return (broken, grouped, groups);
    }

    private static bool CanTakePart(SampleColumn column) => column.Distinct > 1 && column.Present > 0 && column.Distinct <= 0.9 * column.Present;

    private static Dependency? Check(RowSample sample, SampleColumn from, SampleColumn to)
    {
        var first = Math.Min(FirstRows, sample.Rows);
        if (sample.Rows > FirstRows && !Holds(Broken(from.Codes.AsSpan(0, first), to.Codes.AsSpan(0, first)), to, slack: 2))
            return null;
        var found = Broken(from.Codes, to.Codes);
        if (!Holds(found, to, slack: 1) || found.Grouped < sample.Rows / 2 || found.Groups < 2)
            return null;
        return new Dependency(from.Name, to.Name, found.Broken, found.Groups, sample.IsWhole ? null : new Estimate(sample.Error, "rows"));
    }

    private static bool Holds((long Broken, long Grouped, long Groups) found, SampleColumn to, double slack) =>
        found.Broken <= slack * found.Grouped * Math.Min(MostBroken, MostOfChance * (1 - to.Mode));

    private static Dependency Count(Duck duck, Dependency d)
    {
        var (a, b) = (Sql.Name(d.From), Sql.Name(d.To));
        return duck.Single(
            $"""
             SELECT coalesce(sum(rows - most), 0)::BIGINT, count(*) FROM (
               SELECT sum(n) AS rows, max(n) AS most FROM (SELECT {a} AS a, count(*) AS n FROM data WHERE {a} IS NOT NULL GROUP BY {a}, {b}) GROUP BY a)
             WHERE rows > 1
             """,
            r => new Dependency(d.From, d.To, r.GetInt64(0), r.GetInt64(1)));
    }
}
