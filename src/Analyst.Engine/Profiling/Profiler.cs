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
        var (profiles, sample) = Columns(duck, work.ParquetPath, columns, first, job);
        var duplicates = job.Watch(duck, "duplicates", 0.85, 0.9, () => ProfileDuplicates.Count(duck, columns, profiles, first.RowCount));
        return job.Watch(duck, "findings", 0.9, 1, () => Findings(duck, new TableProfile(first.RowCount, duplicates, profiles), sample));
    }

    private static (List<ColumnProfile> Profiles, RowSample Sample) Columns(Duck duck, string path, List<ProfileColumn> columns, FirstNumbers first, Job job)
    {
        var blocks = ColumnBlock.Of(columns, first.RowCount);
        var profiles = new List<Task<ColumnProfile>>();
        var samples = new List<RowSample>();
        foreach (var block in blocks)
        {
            using var loaded = ColumnBlock.Load(duck, block, isWhole: blocks.Count == 1);
            samples.Add(Block(duck, path, block, columns, profiles, first, job));
        }
        return ([.. profiles.Select(p => p.GetAwaiter().GetResult())], RowSample.Joined(samples));
    }

    private static RowSample Block(Duck duck, string path, ProfileColumn[] block, List<ProfileColumn> columns, List<Task<ColumnProfile>> profiles, FirstNumbers first, Job job)
    {
        double from = 0.85 * profiles.Count / columns.Count, width = 0.85 * block.Length / columns.Count;
        T Part<T>(string stage, double begin, double end, Func<T> act) => job.Watch(duck, stage, from + width * begin, from + width * end, act);
        var sample = Part("sample", 0, 0.1, () => RowSample.Draw(duck, path, block, columns, first.RowCount));
        var passes = Part("aggregates", 0.1, 0.2, () => NumberPass.Measure(duck, block, sample, first.RowCount));
        var orders = Part("order", 0.2, 0.25, () => ColumnOrder.Find(duck, block, first.RowCount));
        var told = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < block.Length; i++)
        {
            var column = block[i];
            var taken = Part("columns", 0.25 + 0.75 * i / block.Length, 0.25 + 0.75 * (i + 1) / block.Length, () =>
                ColumnMeasures.Take(duck, column, passes.GetValueOrDefault(column.Name), orders.GetValueOrDefault(column.Name), sample.Find(column.Name)!, first.RowCount));
            profiles.Add(Task.Run(() => taken.Profile(first.RowCount), job.Ct));
            if (TimeProvider.System.GetElapsedTime(told) < Between)
                continue;
            told = TimeProvider.System.GetTimestamp();
            job.Report("columns", from + width * (0.25 + 0.75 * i / block.Length), numbers: first with { Done = [.. profiles.TakeWhile(p => p.IsCompletedSuccessfully).Select(p => p.Result)] });
        }
        return sample;
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
