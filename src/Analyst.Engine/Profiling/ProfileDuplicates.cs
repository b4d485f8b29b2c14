using Analyst.Domain.Datasets;

namespace Analyst.Engine.Profiling;

/// <summary>Counts rows that equal an earlier one in every column, exactly and without keeping all rows in memory.</summary>
internal static class ProfileDuplicates
{
    private const int MaximumColumns = 100;

    public static long Count(Duck duck, IReadOnlyList<ProfileColumn> columns, IReadOnlyList<ColumnProfile> profiles, long rows)
    {
        if (rows < 2 || profiles.Any(p => p.Distinct == rows))
            return 0;
        return columns.Count <= MaximumColumns ? InFull(duck, columns) : ByHash(duck, columns);
    }

    private static long InFull(Duck duck, IReadOnlyList<ProfileColumn> columns)
    {
        var names = Names(columns);
        // Equal rows have equal hashes, so only rows whose hash comes twice are compared in full.
        return duck.Count($"""
            WITH suspects AS MATERIALIZED (SELECT hash({names}) AS k FROM data GROUP BY 1 HAVING count(*) > 1)
            SELECT coalesce(sum(n - 1), 0)::BIGINT FROM (SELECT count(*) AS n FROM data WHERE hash({names}) IN (SELECT k FROM suspects) GROUP BY {names})
            """);
    }

    /// <summary>Two hashes of 64 bits tell rows apart that are too wide to be held side by side.</summary>
    private static long ByHash(Duck duck, IReadOnlyList<ProfileColumn> columns)
    {
        duck.Execute("CREATE TEMP TABLE hashed AS SELECT 0::UBIGINT AS a, 0::UBIGINT AS b FROM data");
        foreach (var block in columns.Chunk(MaximumColumns))
            duck.Execute($"CREATE OR REPLACE TEMP TABLE hashed AS SELECT hash(h.a, d.a) AS a, hash(h.b, d.b, 1) AS b FROM hashed AS h POSITIONAL JOIN (SELECT hash({Names(block)}) AS a, hash(1, {Names(block)}) AS b FROM data) AS d");
        var count = duck.Count("SELECT coalesce(sum(n - 1), 0)::BIGINT FROM (SELECT count(*) AS n FROM hashed GROUP BY a, b)");
        duck.Execute("DROP TABLE hashed");
        return count;
    }

    private static string Names(IEnumerable<ProfileColumn> columns) => string.Join(", ", columns.Select(c => c.Sql));
}
