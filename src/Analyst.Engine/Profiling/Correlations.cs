using Analyst.Domain.Datasets;

namespace Analyst.Engine.Profiling;

/// <summary>How much pairs of columns go together, on the rows of the sample.</summary>
internal static class Correlations
{
    private const int MaximumNumbers = 40;
    private const int MaximumCategories = 20;
    private const int MostValues = 50;

    /// <summary>Ranks are sorted anew for every pair with missing values, so fewer rows are taken.</summary>
    private const int RankedRows = 20_000;

    public static IReadOnlyList<Correlation> Find(RowSample sample, IReadOnlyList<ColumnProfile> columns)
    {
        var numbers = Of(sample, columns, MaximumNumbers, (c, s) => s.Numbers is not null && c.Numbers is not null && s.Distinct > 1);
        var categories = Of(sample, columns, MaximumCategories, (c, s) => c.Distinct is > 1 and <= MostValues && (c.Numbers is null && c.Times is null || c.Distinct <= 10));
        var ranked = numbers.ConvertAll(n => RankedColumn.Of(n, StepOf(sample)));
        return
        [
            .. Pairs(numbers).Select(p => Pearson(sample, p.A, p.B)).OfType<Correlation>(),
            .. Pairs(ranked).Select(p => Spearman(sample, p.A, p.B)).OfType<Correlation>(),
            .. Pairs(categories).Select(p => CramersV(sample, p.A, p.B)).OfType<Correlation>(),
        ];
    }

    /// <summary>Product-moment correlation; null without spread or with fewer than three pairs.</summary>
    public static double? Pearson(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        if (a.Length < 3)
            return null;
        double meanA = 0, meanB = 0, ab = 0, aa = 0, bb = 0;
        for (var i = 0; i < a.Length; i++)
            (meanA, meanB) = (meanA + (a[i] - meanA) / (i + 1), meanB + (b[i] - meanB) / (i + 1));
        for (var i = 0; i < a.Length; i++)
        {
            var (x, y) = (a[i] - meanA, b[i] - meanB);
            (ab, aa, bb) = (ab + x * y, aa + x * x, bb + y * y);
        }
        var r = ab / Math.Sqrt(aa) / Math.Sqrt(bb);
        return double.IsFinite(r) ? Math.Clamp(r, -1, 1) : null;
    }

    /// <summary>Ranks from 1; equal values share the middle of theirs.</summary>
    public static double[] Ranks(ReadOnlySpan<double> values)
    {
        var keys = values.ToArray();
        var order = new int[keys.Length];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(keys, order);
        var ranks = new double[keys.Length];
        for (var i = 0; i < keys.Length;)
        {
            var end = i + 1;
            while (end < keys.Length && keys[end] == keys[i])
                end++;
            for (var j = i; j < end; j++)
                ranks[order[j]] = (i + end + 1) / 2.0;
            i = end;
        }
        return ranks;
    }

    /// <summary>Bergsma's bias-corrected V; null when a side has one value.</summary>
    public static double? CramersV(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        var counts = new Dictionary<(int, int), long>();
        Dictionary<int, long> left = [], right = [];
        long n = 0;
        for (var i = 0; i < a.Length; i++)
        {
            if (a[i] == SampleColumn.Missing || b[i] == SampleColumn.Missing)
                continue;
            n++;
            counts[(a[i], b[i])] = counts.GetValueOrDefault((a[i], b[i])) + 1;
            left[a[i]] = left.GetValueOrDefault(a[i]) + 1;
            right[b[i]] = right.GetValueOrDefault(b[i]) + 1;
        }
        if (left.Count < 2 || right.Count < 2 || n < 3)
            return null;
        // Chi-square by n is the sum over all cells of n_ij² / (n_i · n_j), less 1; empty cells add nothing.
        var phi = counts.Sum(c => (double)c.Value * c.Value / left[c.Key.Item1] / right[c.Key.Item2]) - 1;
        double rows = left.Count, columns = right.Count;
        var corrected = Math.Max(0, phi - (rows - 1) * (columns - 1) / (n - 1));
        var most = Math.Min(rows - (rows - 1) * (rows - 1) / (n - 1), columns - (columns - 1) * (columns - 1) / (n - 1)) - 1;
        return most <= 0 ? null : Math.Min(1, Math.Sqrt(corrected / most));
    }

    private static Correlation? Pearson(RowSample sample, SampleColumn a, SampleColumn b)
    {
        var (x, y) = Both(a.Numbers!, b.Numbers!, 1);
        return Pearson(x, y) is { } r ? new Correlation(a.Name, b.Name, "pearson", r, x.Length, Marked(sample, x.Length, whole: true)) : null;
    }

    private static Correlation? Spearman(RowSample sample, RankedColumn a, RankedColumn b)
    {
        var step = StepOf(sample);
        var (x, y) = a.Ranks is { } left && b.Ranks is { } right ? (left, right) : Ranked(Both(a.Column.Numbers!, b.Column.Numbers!, step));
        return Pearson(x, y) is { } r ? new Correlation(a.Column.Name, b.Column.Name, "spearman", r, x.Length, Marked(sample, x.Length, whole: step == 1)) : null;
    }

    private static int StepOf(RowSample sample) => Math.Max(1, (sample.Rows + RankedRows - 1) / RankedRows);

    private static (double[] A, double[] B) Ranked((double[] A, double[] B) values) => (Ranks(values.A), Ranks(values.B));

    private static Correlation? CramersV(RowSample sample, SampleColumn a, SampleColumn b)
    {
        var rows = a.Codes.Where((code, i) => code != SampleColumn.Missing && b.Codes[i] != SampleColumn.Missing).Count();
        return CramersV(a.Codes, b.Codes) is { } v ? new Correlation(a.Name, b.Name, "cramers-v", v, rows, Marked(sample, rows, whole: true)) : null;
    }

    private static Estimate? Marked(RowSample sample, int rows, bool whole) => sample.IsWhole && whole ? null : new Estimate(Math.Min(1, 4 / Math.Sqrt(rows)), "absolute");

    private static (double[] A, double[] B) Both(double[] a, double[] b, int step)
    {
        List<double> x = new(a.Length / step + 1), y = new(a.Length / step + 1);
        for (var i = 0; i < a.Length; i += step)
        {
            if (double.IsNaN(a[i]) || double.IsNaN(b[i]))
                continue;
            x.Add(a[i]);
            y.Add(b[i]);
        }
        return ([.. x], [.. y]);
    }

    private static List<SampleColumn> Of(RowSample sample, IReadOnlyList<ColumnProfile> columns, int most, Func<ColumnProfile, SampleColumn, bool> fits) =>
        [.. sample.Columns.Zip(columns).Where(p => fits(p.Second, p.First)).Select(p => p.First).Take(most)];

    private static IEnumerable<(T A, T B)> Pairs<T>(List<T> columns) => columns.SelectMany((a, i) => columns.Skip(i + 1).Select(b => (a, b)));

    /// <summary>Ranks are the same beside every other column, unless values are missing.</summary>
    private sealed record RankedColumn(SampleColumn Column, double[]? Ranks)
    {
        public static RankedColumn Of(SampleColumn column, int step)
        {
            var (values, _) = Both(column.Numbers!, column.Numbers!, step);
            return new RankedColumn(column, values.Length == (column.Numbers!.Length + step - 1) / step ? Correlations.Ranks(values) : null);
        }
    }
}
