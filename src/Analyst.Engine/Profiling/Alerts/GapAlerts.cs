using Analyst.Domain.Datasets;

namespace Analyst.Engine.Profiling.Alerts;

/// <summary>Columns with holes.</summary>
internal static class GapAlerts
{
    /// <summary>Below one row in twenty a hole seldom moves a result.</summary>
    private const double Noticeable = 0.05;

    /// <summary>From one row in five on, what is left may be a selection.</summary>
    private const double High = 0.2;

    /// <summary>Words that are rather an answer than a hole when they are most of the column.</summary>
    private const double MostlyAnswers = 0.5;

    private static readonly HashSet<string> Certain = new(StringComparer.OrdinalIgnoreCase) { "n/a", "n.a.", "#n/a", "#na", "null", "nan", "(null)", "(blank)", "<na>", "\\n", "not available", "not applicable", "missing", "tbd", "?", "??", "???" };

    public static ProfileAlert AllMissing(AlertColumn column) => column.Alert(
        AlertKinds.AllMissing, AlertSeverity.Warning, column.Rows,
        $"{column.Name} has no value in any of {Words.Rows(column.Rows)}.",
        $"SELECT {column.Sql} AS value, count(*) AS rows FROM data GROUP BY 1 ORDER BY 2 DESC LIMIT 100");

    public static IEnumerable<ProfileAlert> Of(AlertColumn column)
    {
        var share = (double)column.Gaps / column.Rows;
        if (share >= Noticeable)
            yield return HighMissing(column, share);
        if (Markers(column) is { } markers)
            yield return markers;
    }

    private static ProfileAlert HighMissing(AlertColumn column, double share) => column.Alert(
        AlertKinds.HighMissing, share >= High ? AlertSeverity.Warning : AlertSeverity.Info, column.Gaps,
        $"{column.Name} has no value in {Words.Part(column.Gaps, column.Rows)}.",
        Evidence.Rows(column.Markers == 0 ? $"{column.Sql} IS NULL" : $"{column.Sql} IS NULL OR {Marked(column)}"));

    private static ProfileAlert? Markers(AlertColumn column)
    {
        if (column.Markers == 0)
            return null;
        var found = column.Profile.MissingMarkers;
        var certain = column.Profile.Empty > 0 || found.Keys.Any(m => Certain.Contains(m.Trim()));
        if (!certain && column.Markers > MostlyAnswers * column.Present)
            return null;
        var blank = column.Profile.TopValues.Where(v => v.Value.Trim().Length == 0).Select(v => v.Value);
        var marks = found.Keys.Concat(blank).Distinct(StringComparer.Ordinal).ToDictionary(m => m, _ => "", StringComparer.Ordinal);
        var shown = found.Count == 0 ? "blank text" : Words.Quoted(found.OrderByDescending(m => m.Value).ThenBy(m => m.Key, StringComparer.Ordinal).First().Key);
        return column.Alert(
            AlertKinds.MissingMarkers, certain ? AlertSeverity.Warning : AlertSeverity.Info, column.Markers,
            $"{column.Name} holds {shown}{(marks.Count > 1 ? " and the like" : "")} in {Words.Part(column.Markers, column.Rows)}, which usually means that the value is missing.",
            Evidence.Values(column, Marked(column)),
            marks.Count == 0 ? null : column.Operation(OperationKinds.MapMissing, marks));
    }

    private static string Marked(AlertColumn column)
    {
        var markers = column.Profile.MissingMarkers.Keys.ToList();
        var blank = $"regexp_full_match({column.Sql}, {Sql.Text($"{Evidence.Blank}*")})";
        return markers.Count == 0 ? blank : column.Profile.Empty == 0 ? Evidence.In(column, markers) : $"{Evidence.In(column, markers)} OR {blank}";
    }
}
