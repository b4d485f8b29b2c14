using Analyst.Domain.Datasets;

namespace Analyst.Engine.Profiling;

/// <summary>Finds pairs of columns of which one always tells the other: guessed from the sample, checked on every row.</summary>
internal static class ColumnPairs
{
    private const int MaximumChecked = 20;

    /// <summary>Comparing pairs of more values on every row costs more than it tells.</summary>
    private const long MaximumValues = 100_000;

    private const double NearlyOne = 0.999_999;

    public static IReadOnlyList<ColumnPair> Find(Duck duck, RowSample sample, IReadOnlyList<ColumnProfile> columns, IReadOnlyList<Dependency> dependencies, IReadOnlyList<Correlation> correlations)
    {
        var linear = correlations.Where(c => c.Method == "pearson" && Math.Abs(c.Value) >= NearlyOne).Take(MaximumChecked).Select(c => Linear(duck, sample, c)).OfType<ColumnPair>().ToList();
        var told = linear.Select(p => (p.A, p.B)).ToHashSet();
        var oneToOne = dependencies
            .Where(d => string.CompareOrdinal(d.From, d.To) < 0 && d.BrokenRows == 0 && !told.Contains((d.From, d.To)) && !told.Contains((d.To, d.From)))
            .Where(d => dependencies.Any(e => e.From == d.To && e.To == d.From && e.BrokenRows == 0))
            .Take(MaximumChecked)
            .Select(d => OneToOne(duck, columns.First(c => c.Name == d.From), columns.First(c => c.Name == d.To)))
            .OfType<ColumnPair>();
        return [.. linear, .. oneToOne, .. MissingTogether(duck, sample, columns)];
    }

    private static ColumnPair? Linear(Duck duck, RowSample sample, Correlation c)
    {
        var (x, y) = (sample.Find(c.A)!.Numbers!, sample.Find(c.B)!.Numbers!);
        var both = Enumerable.Range(0, x.Length).Where(i => double.IsFinite(x[i]) && double.IsFinite(y[i])).ToList();
        var (low, high) = (both.MinBy(i => x[i]), both.MaxBy(i => x[i]));
        // The two ends give the line; every row has to lie on it.
        var factor = Math.Round((y[high] - y[low]) / (x[high] - x[low]), 9);
        var offset = Math.Round(y[low] - factor * x[low], 9);
        var (a, b) = ($"CAST({Sql.Name(c.A)} AS DOUBLE)", $"CAST({Sql.Name(c.B)} AS DOUBLE)");
        var exact = duck.Single(
            $"SELECT coalesce(bool_and((a IS NULL) = (b IS NULL) AND coalesce(abs(b - (a * {Sql.Number(factor)} + {Sql.Number(offset)})) <= 1e-9 * greatest(1, abs(b)), true)), false) FROM (SELECT {a} AS a, {b} AS b FROM data)",
            r => r.GetBoolean(0));
        return !exact ? null : factor == 1 && offset == 0 ? new ColumnPair(c.A, c.B, "equal") : new ColumnPair(c.A, c.B, "linear", factor, offset);
    }

    private static ColumnPair? OneToOne(Duck duck, ColumnProfile a, ColumnProfile b)
    {
        var (x, y) = (Sql.Name(a.Name), Sql.Name(b.Name));
        if (a.Distinct != b.Distinct || a.Missing != b.Missing || a.Distinct > MaximumValues)
            return null;
        if (a.Type == b.Type && a.Min?.ToString() == b.Min?.ToString() && duck.Count($"SELECT count(*) FROM data WHERE {x} IS DISTINCT FROM {y}") == 0)
            return new ColumnPair(a.Name, b.Name, "equal");
        return duck.Count($"SELECT count(*) FROM (SELECT 1 FROM data GROUP BY {x}, {y})") == a.Distinct + (a.Missing > 0 ? 1 : 0) ? new ColumnPair(a.Name, b.Name, "one-to-one") : null;
    }

    private static IEnumerable<ColumnPair> MissingTogether(Duck duck, RowSample sample, IReadOnlyList<ColumnProfile> columns)
    {
        var some = columns.Where(c => c.Missing > 0 && c.Distinct > 0).ToList();
        var guessed = some.GroupBy(c => c.Missing).SelectMany(g => g.SelectMany((a, i) => g.Skip(i + 1).Select(b => (A: sample.Find(a.Name)!, B: sample.Find(b.Name)!))));
        return guessed
            .Where(p => !p.A.Codes.Where((code, i) => code == SampleColumn.Missing != (p.B.Codes[i] == SampleColumn.Missing)).Any())
            .Take(MaximumChecked)
            .Where(p => duck.Count($"SELECT count(*) FROM data WHERE ({Sql.Name(p.A.Name)} IS NULL) <> ({Sql.Name(p.B.Name)} IS NULL)") == 0)
            .Select(p => new ColumnPair(p.A.Name, p.B.Name, "missing-together"));
    }
}
