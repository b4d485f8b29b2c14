using Analyst.Domain.Datasets;

namespace Analyst.Engine.Profiling;

/// <summary>Finds what names a row: single columns, else pairs of columns. Exact over every row.</summary>
internal static class CandidateKeys
{
    private const int MaximumColumns = 30;
    private const int MaximumChecked = 5;

    public static IReadOnlyList<IReadOnlyList<string>> Find(Duck duck, RowSample sample, IReadOnlyList<ColumnProfile> columns, long rows)
    {
        if (rows == 0)
            return [];
        var single = columns.Where(c => c.Missing == 0 && c.Distinct == rows).Select(IReadOnlyList<string> (c) => [c.Name]).ToList();
        if (single.Count > 0)
            return single;
        // Measured values name nothing, however seldom two of them are equal.
        var parts = columns.Where(c => c.Missing == 0 && c.Distinct > 1 && c.Type is not ("DOUBLE" or "FLOAT")).Take(MaximumColumns).ToList();
        return
        [
            .. parts.SelectMany((a, i) => parts.Skip(i + 1).Select(b => (A: a, B: b)))
                .Where(p => (double)p.A.Distinct * p.B.Distinct >= rows && IsUnique(sample.Find(p.A.Name)!.Codes, sample.Find(p.B.Name)!.Codes))
                .OrderBy(p => (double)p.A.Distinct * p.B.Distinct)
                .Take(MaximumChecked)
                .Where(p => duck.Count($"SELECT count(*) FROM (SELECT 1 FROM data GROUP BY {Sql.Name(p.A.Name)}, {Sql.Name(p.B.Name)})") == rows)
                .Select(IReadOnlyList<string> (p) => [p.A.Name, p.B.Name]),
        ];
    }

    private static bool IsUnique(int[] a, int[] b)
    {
        var seen = new HashSet<(int, int)>();
        for (var i = 0; i < a.Length; i++)
        {
            if (!seen.Add((a[i], b[i])))
                return false;
        }
        return true;
    }
}
