using Analyst.Domain.Datasets;

namespace Analyst.Engine.Profiling;

/// <summary>Counts rows that equal an earlier one in every column, exactly and without keeping all rows in memory.</summary>
internal static class ProfileDuplicates
{
    public static long Count(Duck duck, IReadOnlyList<ProfileColumn> columns, IReadOnlyList<ColumnProfile> profiles, long rows)
    {
        if (rows < 2 || profiles.Any(p => p.Distinct == rows))
            return 0;
        var names = string.Join(", ", columns.Select(c => c.Sql));
        // Equal rows have equal hashes, so only rows whose hash comes twice are compared in full.
        return duck.Count($"""
            WITH suspects AS MATERIALIZED (SELECT hash({names}) AS k FROM data GROUP BY 1 HAVING count(*) > 1)
            SELECT coalesce(sum(n - 1), 0)::BIGINT FROM (SELECT count(*) AS n FROM data WHERE hash({names}) IN (SELECT k FROM suspects) GROUP BY {names})
            """);
    }
}
