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
        var (unit, weekends) = Coarsest(duck, column, 0, string.Create(CultureInfo.InvariantCulture, $"LIMIT {FirstRows}"));
        (unit, weekends) = Coarsest(duck, column, unit, "");
        return (unit < Units.Length ? Units[unit] : "subsecond", weekends);
    }

    /// <returns>The coarsest unit from <paramref name="first"/> on that tells every moment, beyond the last when none does; and the rows at weekends.</returns>
    private static (int Unit, long Weekends) Coarsest(Duck duck, ProfileColumn column, int first, string limit) => duck.Single(
        $"SELECT {string.Concat(Units.Skip(first).Select(u => $"coalesce(bool_and({Begins(u)}), true), "))}coalesce(count_if(isodow(v) > 5), 0)::BIGINT FROM (SELECT {column.Sql} AS v FROM data WHERE {column.Finite} {limit})",
        r => (first + Enumerable.Range(0, Units.Length - first).TakeWhile(i => !r.GetBoolean(i)).Count(), r.GetInt64(Units.Length - first)));

    /// <summary>The moment <c>v</c> begins such a period. Arithmetic costs a fraction of date_trunc.</summary>
    private static string Begins(string unit) => unit switch
    {
        "second" => "epoch_us(v) % 1000000 = 0",
        "minute" => "epoch_us(v) % 60000000 = 0",
        "hour" => "epoch_us(v) % 3600000000 = 0",
        "day" => "epoch_us(v) % 86400000000 = 0",
        _ => $"date_trunc('{unit}', v) = v",
    };

    /// <summary>Counts periods from some beginning on; two neighbours differ by one.</summary>
    private static string Number(string unit) => unit switch
    {
        "year" => "year(v)",
        "quarter" => "year(v) * 4 + quarter(v)",
        "month" => "year(v) * 12 + month(v)",
        // The first of January 1970 was a Thursday.
        "week" => "CAST(floor((epoch(v) / 86400 + 3) / 7) AS BIGINT)",
        "day" => "CAST(floor(epoch(v) / 86400) AS BIGINT)",
        "hour" => "CAST(floor(epoch(v) / 3600) AS BIGINT)",
        "minute" => "CAST(floor(epoch(v) / 60) AS BIGINT)",
        _ => "CAST(floor(epoch(v)) AS BIGINT)",
    };

    private static (long Periods, long Missing, long Gaps, TimeGap? Longest) Gaps(Duck duck, ProfileColumn column, string finest, double days)
    {
        var unit = finest == "subsecond" ? "second" : finest;
        while (unit != "year" && days / DaysOf(unit) > MaximumPeriods)
            unit = Coarser(unit);
        var begin = unit is "hour" or "minute" or "second" ? $"date_trunc('{unit}', first)" : $"CAST(date_trunc('{unit}', first) AS DATE)";
        return duck.Single(
            $"""
             WITH found AS (SELECT {Number(unit)} AS p, min(v) AS first FROM (SELECT {column.Sql} AS v FROM data WHERE {column.Finite}) GROUP BY 1),
             period AS (SELECT p, CAST({begin} AS VARCHAR) AS t FROM found),
             step AS (SELECT t, lag(t) OVER (ORDER BY p) AS after, (p - lag(p) OVER (ORDER BY p) - 1)::BIGINT AS missing FROM period),
             gap AS (SELECT max({"{'n': missing, 'after': after, 'before': t}"}) FILTER (missing > 0) AS longest FROM step)
             SELECT (SELECT count(*) FROM period), coalesce(sum(missing), 0)::BIGINT, coalesce(count_if(missing > 0), 0)::BIGINT, any_value(longest.after), any_value(longest.before), any_value(longest.n) FROM step, gap
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
