using Analyst.Domain.Datasets;
using Analyst.Engine.Profiling.Alerts;

namespace Analyst.Engine.Profiling;

/// <summary>The numbers of a table: what the file says of itself at once, then one pass for what aggregates give, then column after column, then what columns have to do with each other.</summary>
internal static class Profiler
{
    /// <summary>So often the numbers so far are told.</summary>
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(1);

    public static TableProfile Run(ProfileWork work, Job job)
    {
        using var duck = Duck.Open(job.Limits, [work.ParquetPath], new Dictionary<string, string> { ["data"] = work.ParquetPath });
        var columns = duck.Query("SELECT column_name, column_type FROM (DESCRIBE data)", r => new ProfileColumn(r.GetString(0), r.GetString(1)));
        var first = FooterNumbers.Read(duck, work.ParquetPath, columns);
        job.Report("first numbers", 0, numbers: first);
        var rows = first.RowCount;
        var sample = job.Watch(duck, "sample", 0, 0.1, () => RowSample.Draw(duck, work.ParquetPath, columns, rows));
        var passes = job.Watch(duck, "aggregates", 0.1, 0.2, () => NumberPass.Measure(duck, columns, sample, rows));
        var orders = job.Watch(duck, "order", 0.2, 0.25, () => ColumnOrder.Find(duck, columns, rows));
        var profiles = Columns(duck, columns, passes, orders, sample, first, job);
        var duplicates = job.Watch(duck, "duplicates", 0.85, 0.9, () => ProfileDuplicates.Count(duck, columns, profiles, rows));
        return job.Watch(duck, "findings", 0.9, 1, () => Findings(duck, new TableProfile(rows, duplicates, profiles), sample));
    }

    private static List<ColumnProfile> Columns(
        Duck duck, List<ProfileColumn> columns, Dictionary<string, NumberPass> passes, Dictionary<string, ColumnOrder> orders, RowSample sample, FirstNumbers first, Job job)
    {
        var profiles = new List<Task<ColumnProfile>>();
        var told = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < columns.Count; i++)
        {
            var (column, from) = (columns[i], 0.25 + 0.6 * i / columns.Count);
            var taken = job.Watch(duck, "columns", from, from + 0.6 / columns.Count, () =>
                ColumnMeasures.Take(duck, column, passes.GetValueOrDefault(column.Name), orders.GetValueOrDefault(column.Name), sample.Columns[i], first.RowCount));
            profiles.Add(Task.Run(() => taken.Profile(first.RowCount), job.Ct));
            if (TimeProvider.System.GetElapsedTime(told) < Between)
                continue;
            told = TimeProvider.System.GetTimestamp();
            job.Report("columns", from, numbers: first with { Done = [.. profiles.TakeWhile(p => p.IsCompletedSuccessfully).Select(p => p.Result)] });
        }
        return [.. profiles.Select(p => p.GetAwaiter().GetResult())];
    }

    private static TableProfile Findings(Duck duck, TableProfile profile, RowSample sample)
    {
        var correlations = Correlations.Find(sample, profile.Columns);
        var dependencies = Dependencies.Find(duck, sample, profile.Columns);
        var found = profile with
        {
            CandidateKeys = CandidateKeys.Find(duck, sample, profile.Columns, profile.RowCount),
            Correlations = correlations,
            Dependencies = dependencies,
            Together = ColumnPairs.Find(duck, sample, profile.Columns, dependencies, correlations),
        };
        return found with { Alerts = AlertFinder.Find(found), Quality = Quality.Of(found) };
    }
}
