using Analyst.Domain.Datasets;

namespace Analyst.Engine.Profiling.Alerts;

/// <summary>What concerns the table or two of its columns.</summary>
internal static class TableAlerts
{
    /// <summary>A rule that more rows break than this is no rule.</summary>
    private const double FewBroken = 0.05;

    /// <summary>Two or three groups, as of a yes-or-no column, agree too often by chance.</summary>
    private const int EnoughGroups = 5;

    /// <summary>Two columns that tell nearly the same.</summary>
    private const double Correlated = 0.95;

    public static readonly ProfileAlert Empty = new(AlertKinds.EmptyTable, AlertKinds.EmptyTable, AlertSeverity.Warning, Column: null, Rows: 0, "The table has no rows.", "SELECT count(*) AS rows FROM data");

    public static IEnumerable<ProfileAlert> Of(TableProfile profile)
    {
        if (profile.DuplicateRows > 0)
            yield return Duplicates(profile);
        foreach (var broken in Broken(profile))
            yield return Break(profile, broken);
        foreach (var pair in Pairs(profile))
            yield return Pair(profile, pair);
    }

    /// <summary>The rules that few rows break: for each column the one that is broken least.</summary>
    public static IEnumerable<Dependency> Broken(TableProfile profile) => profile.Dependencies
        .Where(d => d.BrokenRows <= FewBroken * profile.RowCount && d.Groups >= EnoughGroups && profile.Find(d.From)?.Role != ColumnRole.Numeric)
        .GroupBy(d => d.To, StringComparer.Ordinal)
        .Select(g => g.OrderBy(d => d.BrokenRows).ThenBy(d => d.From, StringComparer.Ordinal).First())
        .Where(d => d.BrokenRows > 0);

    // One column alone repeats by nature; rows that repeat say little there.
    private static ProfileAlert Duplicates(TableProfile profile) => new(
        AlertKinds.DuplicateRows, AlertKinds.DuplicateRows, profile.Columns.Count == 1 ? AlertSeverity.Info : AlertSeverity.Warning, Column: null, profile.DuplicateRows,
        $"{Words.Part(profile.DuplicateRows, profile.RowCount)} equal an earlier row in every column.",
        "SELECT *, count(*) AS rows FROM data GROUP BY ALL HAVING count(*) > 1 LIMIT 100",
        profile.Columns.Count == 1 ? null : new SuggestedOperation(OperationKinds.DropDuplicateRows, [], new Dictionary<string, string>()));

    private static ProfileAlert Break(TableProfile profile, Dependency rule)
    {
        var (from, to) = (Sql.Name(rule.From), Sql.Name(rule.To));
        return new(
            $"{AlertKinds.BrokenDependency}:{rule.To}", AlertKinds.BrokenDependency, AlertSeverity.Warning, rule.To, rule.BrokenRows,
            $"{Words.Quoted(rule.From)} tells {Words.Quoted(rule.To)} except in {(rule.Estimate is null ? "" : "about ")}{Words.Part(rule.BrokenRows, profile.RowCount)}, which hold another value than most rows of their group.",
            $"SELECT {from} AS told_by, {to} AS value, count(*) AS rows FROM data WHERE {from} IS NOT NULL GROUP BY 1, 2 QUALIFY count(*) OVER (PARTITION BY {from}) > 1 ORDER BY 1, 3 DESC LIMIT 100");
    }

    private static IEnumerable<Correlation> Pairs(TableProfile profile)
    {
        // What always holds is told there.
        var known = profile.Together.Where(t => t.Kind != "missing-together").Select(t => (t.A, t.B))
            .Concat(profile.Dependencies.Select(d => (d.From, d.To)))
            .SelectMany(p => new[] { p, (p.Item2, p.Item1) }).ToHashSet();
        return profile.Correlations
            .Where(c => Math.Abs(c.Value) >= Correlated && c.Rows >= AlertColumn.FewRows && !known.Contains((c.A, c.B)) && !IsIdentifier(profile, c.A) && !IsIdentifier(profile, c.B))
            .GroupBy(c => c.B, StringComparer.Ordinal)
            .Select(g => g.OrderByDescending(c => Math.Abs(c.Value)).ThenBy(c => c.A, StringComparer.Ordinal).ThenBy(c => c.Method, StringComparer.Ordinal).First());
    }

    private static bool IsIdentifier(TableProfile profile, string column) => profile.Find(column) is not { } found || found.Role == ColumnRole.Identifier || found.Distinct < 2;

    private static ProfileAlert Pair(TableProfile profile, Correlation pair)
    {
        var (a, b) = (Sql.Name(pair.A), Sql.Name(pair.B));
        return new(
            $"{AlertKinds.CorrelatedColumns}:{pair.B}", AlertKinds.CorrelatedColumns, AlertSeverity.Info, pair.B, pair.Rows,
            $"{Words.Quoted(pair.B)} says nearly the same as {Words.Quoted(pair.A)}: {Method(pair.Method)} {Words.Number(pair.Value)} over {(pair.Estimate is null ? "" : "a sample of ")}{Words.Rows(pair.Rows)}.",
            pair.Method == "cramers-v"
                ? $"SELECT {a} AS a, {b} AS b, count(*) AS rows FROM data WHERE {a} IS NOT NULL AND {b} IS NOT NULL GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT 100"
                : $"SELECT {a} AS a, {b} AS b FROM data WHERE {a} IS NOT NULL AND {b} IS NOT NULL LIMIT 100");
    }

    private static string Method(string method) => method switch
    {
        "pearson" => "Pearson's correlation",
        "spearman" => "Spearman's correlation",
        "cramers-v" => "Cramér's V",
        _ => method,
    };
}
