using Analyst.Domain.Datasets;

namespace Analyst.Engine.Profiling.Alerts;

/// <summary>Holes in what is otherwise an unbroken series of days, months or hours.</summary>
internal static class TimeAlerts
{
    /// <summary>Where fewer periods hold a row, the dates are events and not a series.</summary>
    private const double Series = 0.7;

    /// <summary>A series so complete that each hole is a surprise.</summary>
    private const double NearlyWhole = 0.95;

    /// <summary>Shorter series show no rhythm.</summary>
    private const int FewPeriods = 12;

    /// <summary>Weekends and holidays between working days.</summary>
    private const int LongestWeekend = 5;

    /// <summary>Times as long as the usual hole; shorter ones belong to the rhythm.</summary>
    private const double LongHole = 5;

    /// <summary>Times more empty periods than chance leaves among events that come at random.</summary>
    private const double BeyondChance = 2;

    public static IEnumerable<ProfileAlert> Of(AlertColumn column)
    {
        if (column.Profile.Times is not { MissingPeriods: > 0, LongestGap: { } longest } times || times.Granularity == "subsecond" || times.Periods < FewPeriods)
            yield break;
        var whole = (double)times.Periods / (times.Periods + times.MissingPeriods);
        if (whole < Series || times is { Granularity: "day", Weekends: 0 } && longest.Periods <= LongestWeekend || IsChance(column, times) || IsRhythm(times, whole))
            yield break;
        yield return column.Alert(
            AlertKinds.DateGaps, whole >= NearlyWhole ? AlertSeverity.Warning : AlertSeverity.Info, 0,
            $"{column.Name} has rows for {Words.Count(times.Periods, times.Granularity)} but none for {times.MissingPeriods} in between; the longest hole is {Words.Count(longest.Periods, times.Granularity)} after {longest.After.Replace("T00:00:00", "", StringComparison.Ordinal)}.",
            Gaps(column, times.Granularity));
    }

    private static bool IsRhythm(TimeStatistics times, double whole) => whole < NearlyWhole && times.LongestGap!.Periods < LongHole * times.MissingPeriods / Math.Max(1, times.Gaps);

    // With one row for each period the series is regular; else an empty period may be mere chance (Poisson).
    private static bool IsChance(AlertColumn column, TimeStatistics times)
    {
        if (column.Present == times.Periods)
            return false;
        double all = times.Periods + times.MissingPeriods;
        var empty = Math.Exp(-column.Present / all);
        var longestByChance = 1 + Math.Log(all) / -Math.Log(empty);
        return times.MissingPeriods / all <= BeyondChance * empty && times.LongestGap!.Periods <= BeyondChance * longestByChance;
    }

    private static string Gaps(AlertColumn column, string unit) =>
        $"SELECT gap_after, gap_before, date_diff('{unit}', gap_after, gap_before) - 1 AS missing FROM (SELECT {column.Sql} AS gap_before, lag({column.Sql}) OVER (ORDER BY {column.Sql}) AS gap_after FROM data WHERE isfinite({column.Sql})) AS steps WHERE date_diff('{unit}', gap_after, gap_before) > 1 ORDER BY 3 DESC, 1 LIMIT 100";
}
