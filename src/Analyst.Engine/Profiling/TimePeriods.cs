using System.Globalization;
using Analyst.Domain.Datasets;

namespace Analyst.Engine.Profiling;

/// <summary>How fine the moments of a column are, and where they leave gaps.</summary>
internal static class TimePeriods
{
    /// <summary>More periods are not walked through for gaps; the next coarser unit is taken instead.</summary>
    private const int MaximumPeriods = 100_000;

    private const int FirstRows = 5_000;

    private static readonly string[] Units = ["year", "quarter", "month", "week", "day", "hour", "minute", "second"];

    /// <summary>Null for times without a date and for columns without a finite moment.</summary>
    public static TimeStatistics? Measure(Duck duck, ProfileColumn column, NumberPass? pass)
    {
        if (column.Kind != ProfileKind.Moment || column.Type == "TIME" || pass is not { Finite: > 0, Low: { } low, High: { } high })
            return null;
        var (finest, weekends) = Finest(duck, column);
        var (periods, missing, gaps, longest) = Gaps(duck, column, finest, (high - low) / 86_400);
        return new TimeStatistics(finest, (high - low) / 86_400, periods, missing, gaps, longest, weekends);
    }

    private static (string Unit, long Weekends) Finest(Duck duck, ProfileColumn column)
    {
        // The first rows nearly always tell; one check over all of them confirms it.
        var unit = Coarsest(duck, column, Units, string.Create(CultureInfo.InvariantCulture, $"LIMIT {FirstRows}"));
        while (unit >= 0 && Coarsest(duck, column, [Units[unit]], "") < 0)
            unit = unit + 1 < Units.Length ? unit + 1 : -1;
        return (unit < 0 ? "subsecond" : Units[unit], duck.Count($"SELECT count_if(isodow({column.Sql}) > 5)::BIGINT FROM data WHERE {column.Finite}"));
    }

    private static int Coarsest(Duck duck, ProfileColumn column, string[] units, string limit) => duck.Single(
        $"SELECT {string.Join(", ", units.Select(u => $"coalesce(bool_and(date_trunc('{u}', v) = v), true)"))} FROM (SELECT {column.Sql} AS v FROM data WHERE {column.Finite} {limit})",
        r => Array.FindIndex(units, u => r.GetBoolean(Array.IndexOf(units, u))));

    private static (long Periods, long Missing, long Gaps, TimeGap? Longest) Gaps(Duck duck, ProfileColumn column, string finest, double days)
    {
        var unit = finest == "subsecond" ? "second" : finest;
        while (unit != "year" && days / DaysOf(unit) > MaximumPeriods)
            unit = Coarser(unit);
        // Years count from 0 to the present era only when they can be told apart; a week is seven days, a quarter three months.
        var number = unit is "year" or "quarter" or "month"
            ? $"(year(v) * 12 + month(v)) // {(unit == "year" ? 12 : unit == "quarter" ? 3 : 1)}"
            : string.Create(CultureInfo.InvariantCulture, $"CAST(floor(epoch(date_trunc('{unit}', v)) / {DaysOf(unit) * 86_400}) AS BIGINT)");
        return duck.Single(
            $"""
             WITH period AS (SELECT {number} AS p, CAST(min(date_trunc('{unit}', v)) AS VARCHAR) AS t FROM (SELECT {column.Sql} AS v FROM data WHERE {column.Finite}) GROUP BY 1),
             step AS (SELECT t, lag(t) OVER (ORDER BY p) AS after, (p - lag(p) OVER (ORDER BY p) - 1)::BIGINT AS missing FROM period),
             gap AS (SELECT max({"{'n': missing, 'after': after, 'before': t}"}) FILTER (missing > 0) AS longest FROM step)
             SELECT (SELECT count(*) FROM period), coalesce(sum(missing), 0)::BIGINT, count_if(missing > 0)::BIGINT, any_value(longest.after), any_value(longest.before), any_value(longest.n) FROM step, gap
             """,
            r => (r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.IsDBNull(3) ? null : new TimeGap(Iso(r.GetString(3)), Iso(r.GetString(4)), r.GetInt64(5))));
    }

    private static string Iso(string moment) => moment.Replace(' ', 'T');

    private static string Coarser(string unit) => unit switch { "second" => "minute", "minute" => "hour", "hour" => "day", "day" => "month", "week" => "month", _ => "year" };

    private static double DaysOf(string unit) => unit switch
    {
        "year" => 365,
        "quarter" => 91,
        "month" => 30,
        "week" => 7,
        "day" => 1,
        "hour" => 1 / 24d,
        "minute" => 1 / 1_440d,
        _ => 1 / 86_400d,
    };
}
