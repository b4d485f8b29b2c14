using System.Globalization;
using Analyst.Domain.Datasets;

namespace Analyst.Engine.Profiling;

/// <summary>The different values of a column, counted exactly through one GROUP BY.</summary>
internal sealed record ProfileValues(long Distinct, long Blank, IReadOnlyDictionary<string, long> Markers, IReadOnlyList<ValueCount> Top)
{
    /// <summary>Longer values are shown cut, so that a profile stays readable.</summary>
    private const int MaximumLength = 1000;

    private const int MaximumMarkers = 50;

    private static readonly string[] Missing =
        ["n/a", "na", "n.a.", "n.a", "#n/a", "#na", "null", "nil", "none", "nan", "-", "--", "---", "–", "—", ".", "..", "?", "??", "???", "unknown", "unk", "not available", "not applicable", "missing", "tbd", "(null)", "(blank)", "<na>", "\\n"];

    public static ProfileValues Measure(Duck duck, ProfileColumn column)
    {
        var text = column.Kind == ProfileKind.Text;
        var shown = text ? string.Create(CultureInfo.InvariantCulture, $"CASE WHEN length(v) > {MaximumLength} THEN left(v, {MaximumLength}) || '…' ELSE v END") : "CAST(v AS VARCHAR)";
        var markers = text
            ? $"""
               UNION ALL SELECT 2, NULL, coalesce(sum(n), 0) FROM counted WHERE (v < '!' OR v ^@ chr(160)) AND trim(v, chr(32) || chr(9) || chr(10) || chr(13) || chr(160)) = ''
               UNION ALL (SELECT 3, v, n FROM counted WHERE strlen(v) <= 20 AND lower(trim(v)) IN ({string.Join(", ", Missing.Select(Sql.Text))}) ORDER BY n DESC, v LIMIT {MaximumMarkers})
               """
            : "";
        var found = duck.Query(
            $"""
             WITH counted AS MATERIALIZED (SELECT {column.Sql} AS v, count(*) AS n FROM data WHERE {column.Sql} IS NOT NULL GROUP BY 1)
             SELECT 0 AS part, NULL::VARCHAR AS v, count(*)::BIGINT AS n FROM counted
             UNION ALL (SELECT 1, {shown}, n FROM counted ORDER BY n DESC, v LIMIT {ColumnProfile.MaximumTopValues})
             {markers}
             """,
            r => (Part: r.GetInt32(0), Value: r.IsDBNull(1) ? "" : r.GetString(1), Count: Convert.ToInt64(r.GetValue(2).ToString(), CultureInfo.InvariantCulture)));
        return new ProfileValues(
            found.Single(f => f.Part == 0).Count,
            found.Where(f => f.Part == 2).Sum(f => f.Count),
            found.Where(f => f.Part == 3).ToDictionary(f => f.Value, f => f.Count),
            [.. found.Where(f => f.Part == 1).Select(f => new ValueCount(f.Value, f.Count)).OrderByDescending(v => v.Count).ThenBy(v => v.Value, StringComparer.Ordinal)]);
    }
}
