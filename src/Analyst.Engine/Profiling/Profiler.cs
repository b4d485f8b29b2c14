using Analyst.Domain.Datasets;
using DuckDB.NET.Data;

namespace Analyst.Engine.Profiling;

/// <summary>Exact numbers over every row: one pass for what aggregates give, then column after column for values, quartiles and bins.</summary>
internal static class Profiler
{
    public static TableProfile Run(ProfileWork work, Job job)
    {
        using var duck = Duck.Open(job.Limits, [work.ParquetPath], new Dictionary<string, string> { ["data"] = work.ParquetPath });
        var columns = duck.Query("SELECT column_name, column_type FROM (DESCRIBE data)", r => new ProfileColumn(r.GetString(0), r.GetString(1)));
        var (rows, cores) = Core(duck, columns, job);
        var profiles = new List<ColumnProfile>();
        for (var i = 0; i < columns.Count; i++)
        {
            var from = 0.3 + 0.6 * i / columns.Count;
            profiles.Add(job.Watch(duck, "columns", from, from + 0.6 / columns.Count, () => Column(duck, columns[i], cores[i], rows)));
        }
        var duplicates = job.Watch(duck, "duplicates", 0.9, 1, () => ProfileDuplicates.Count(duck, columns, profiles, rows));
        var profile = new TableProfile(rows, duplicates, profiles);
        return profile with { Alerts = AlertFinder.Find(profile), Quality = Quality.Of(profile) };
    }

    private static (long Rows, List<ProfileCore> Cores) Core(Duck duck, List<ProfileColumn> columns, Job job)
    {
        try
        {
            return job.Watch(duck, "aggregates", 0, 0.3, () => ProfileCore.Measure(duck, columns, deviation: true));
        }
        catch (DuckDBException e) when (e.Message.StartsWith("Out of Range", StringComparison.Ordinal))
        {
            // The squares of such numbers do not fit a DOUBLE: everything else can still be told.
            return job.Watch(duck, "aggregates", 0, 0.3, () => ProfileCore.Measure(duck, columns, deviation: false));
        }
    }

    private static ColumnProfile Column(Duck duck, ProfileColumn column, ProfileCore core, long rows)
    {
        var values = ProfileValues.Measure(duck, column);
        var spread = ProfileSpread.Measure(duck, column, core, values.Distinct);
        var markers = core.NotNumbers == 0 ? values.Markers : new Dictionary<string, long>(values.Markers) { ["nan"] = core.NotNumbers };
        var measured = new ColumnProfile(
            column.Name,
            column.Type,
            ColumnRole.Other,
            Confidence: 0,
            Missing: rows - core.Present,
            markers,
            values.Blank,
            values.Distinct,
            ProfileText.Value(column, core.Min),
            ProfileText.Value(column, core.Max),
            core.Mean,
            spread.Quartiles?.Q2,
            core.Deviation,
            spread.Quartiles,
            values.Top,
            spread.Histogram,
            core.MinLength,
            core.MaxLength);
        return Semantics.Decide(measured, new ColumnSample(values.Top, values.Top.Count == values.Distinct, values.Top.Sum(v => v.Count)), rows);
    }
}
