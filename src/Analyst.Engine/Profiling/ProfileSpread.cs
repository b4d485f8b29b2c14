using Analyst.Domain.Datasets;

namespace Analyst.Engine.Profiling;

/// <summary>How numbers and moments lie between their ends.</summary>
/// <param name="Deviation">Median distance from the median.</param>
/// <param name="DeviationError">Within which it lies around <paramref name="Deviation"/>, when it was not counted exactly.</param>
internal sealed record ProfileSpread(Quartiles? Quartiles, IReadOnlyList<HistogramBin> Histogram, Fences? Fences = null, Outliers? Outliers = null, double? Deviation = null, double? DeviationError = null)
{
    private const int Bins = 20;

    /// <summary>A multiple of <see cref="Bins"/>: fine enough that few rows share a bin with a quartile.</summary>
    private const int FineBins = 4_000;

    /// <summary>More rows than this are not fetched to find a quartile among them.</summary>
    private const long MaximumFetched = 500_000;

    private static readonly double[] Shares = [0.25, 0.5, 0.75];

    private static readonly ProfileSpread None = new(null, []);

    /// <summary>From all different values; nothing is asked of DuckDB.</summary>
    public static ProfileSpread Of(ProfileColumn column, NumberPass? pass, NumberCounts? counts) => pass switch
    {
        not { Finite: > 0, Low: not null, High: not null } => None,
        { Low: { } low, High: { } high } when !double.IsFinite(high - low) => None,
        { Low: { } low, High: { } high } when low >= high => Constant(column, low, pass.Finite),
        { Low: { } low, High: { } high } when counts is not null => column.Kind == ProfileKind.Number ? OfCounts(counts, low, high) : new ProfileSpread(null, Edges(counts.Bins(Bins), low, high)),
        _ => None,
    };

    /// <summary>From the rows, where the different values are too many to hold; null where <see cref="Of"/> tells.</summary>
    public static ProfileSpread? Scan(Duck duck, ProfileColumn column, NumberPass? pass, NumberCounts? counts)
    {
        if (counts is not null || pass is not { Finite: > 0, Low: { } low, High: { } high } || !double.IsFinite(high - low) || low >= high)
            return null;
        var fine = Fine(duck, column, low, high);
        var histogram = Edges([.. fine.Chunk(FineBins / Bins).Select(c => c.Sum())], low, high);
        return column.Kind == ProfileKind.Number ? OfBins(duck, column, pass.Finite, fine, low, high) with { Histogram = histogram } : new ProfileSpread(null, histogram);
    }

    private static ProfileSpread Constant(ProfileColumn column, double value, long rows)
    {
        IReadOnlyList<HistogramBin> one = [new HistogramBin(value, value, rows)];
        return column.Kind == ProfileKind.Number ? new(new Quartiles(value, value, value), one, FencesOf(new(value, value, value)), new Outliers(0, 0, 0, 0), 0) : new(null, one);
    }

    private static ProfileSpread OfCounts(NumberCounts counts, double low, double high)
    {
        var quartiles = new Quartiles(counts.Quantile(0.25), counts.Quantile(0.5), counts.Quantile(0.75));
        var fences = FencesOf(quartiles);
        var outliers = fences is null ? null : new Outliers(
            counts.CountIf(x => x < fences.LowerOuter),
            counts.CountIf(x => x >= fences.LowerOuter && x < fences.LowerInner),
            counts.CountIf(x => x > fences.UpperInner && x <= fences.UpperOuter),
            counts.CountIf(x => x > fences.UpperOuter));
        return new ProfileSpread(quartiles, Edges(counts.Bins(Bins), low, high), fences, outliers, ProfileText.Finite(counts.MedianDistance(quartiles.Q2)));
    }

    private static ProfileSpread OfBins(Duck duck, ProfileColumn column, long rows, long[] fine, double low, double high)
    {
        var found = Quantiles(duck, column, [.. Shares.Select(share => share * (rows - 1))], fine, low, high);
        var quartiles = new Quartiles(found[0], found[1], found[2]);
        var fences = FencesOf(quartiles);
        var x = column.Numeric;
        var outliers = fences is null ? null : duck.Single(
            $"""
             SELECT count_if(x < {Sql.Number(fences.LowerOuter)})::BIGINT, count_if(x >= {Sql.Number(fences.LowerOuter)} AND x < {Sql.Number(fences.LowerInner)})::BIGINT,
                    count_if(x > {Sql.Number(fences.UpperInner)} AND x <= {Sql.Number(fences.UpperOuter)})::BIGINT, count_if(x > {Sql.Number(fences.UpperOuter)})::BIGINT
             FROM (SELECT {x} AS x FROM data WHERE {column.Finite})
             """,
            r => new Outliers(r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3)));
        var width = (high - low) / FineBins;
        var middles = NumberCounts.Of([.. fine.Select((n, i) => (low + (i + 0.5) * width, n)).Where(b => b.n > 0)]);
        return new ProfileSpread(quartiles, [], fences, outliers, middles.MedianDistance(quartiles.Q2), DeviationError: width);
    }

    /// <summary>Exact: the bins around the ranks are known from their counts, and only their rows are fetched and sorted.</summary>
    private static double[] Quantiles(Duck duck, ProfileColumn column, double[] ranks, long[] fine, double low, double high)
    {
        var bins = ranks.SelectMany(r => new[] { Math.Floor(r), Math.Ceiling(r) }).Select(r => BinOf(fine, (long)r).Bin).Distinct().Order().ToList();
        if (bins.Sum(b => fine[b]) > MaximumFetched)
            return [.. duck.Query($"SELECT unnest(quantile_cont({column.Numeric}, [0.25, 0.5, 0.75])) FROM data WHERE {column.Finite}", r => r.GetDouble(0))];
        // The ranges are wider than the bins by a bin, whatever rounding does; they spare most rows the arithmetic.
        var width = (high - low) / FineBins;
        var ranges = string.Join(" OR ", bins.Select(b => $"x BETWEEN {Sql.Number(low + (b - 1) * width)} AND {Sql.Number(low + (b + 2) * width)}"));
        var near = duck.Query($"SELECT x FROM (SELECT {column.Numeric} AS x FROM data WHERE {column.Finite}) WHERE ({ranges}) AND {BinNumber("x", low, high)} IN ({string.Join(", ", bins)}) ORDER BY 1", r => r.GetDouble(0));
        double At(double rank)
        {
            var (bin, before) = BinOf(fine, (long)rank);
            return near[(int)(bins.TakeWhile(b => b < bin).Sum(b => fine[b]) + (long)rank - before)];
        }
        return [.. ranks.Select(r => At(Math.Floor(r)) + (At(Math.Ceiling(r)) - At(Math.Floor(r))) * (r - Math.Floor(r)))];
    }

    private static (int Bin, long Before) BinOf(long[] fine, long row)
    {
        long before = 0;
        for (var i = 0; i < fine.Length; i++)
        {
            if (before + fine[i] > row)
                return (i, before);
            before += fine[i];
        }
        return (fine.Length - 1, before - fine[^1]);
    }

    private static long[] Fine(Duck duck, ProfileColumn column, double low, double high)
    {
        var bins = new long[FineBins];
        foreach (var (bin, n) in duck.Query($"SELECT {BinNumber("x", low, high)}, count(*) FROM (SELECT {column.Numeric} AS x FROM data WHERE {column.Finite}) GROUP BY 1", r => (r.GetInt32(0), r.GetInt64(1))))
            bins[Math.Clamp(bin, 0, FineBins - 1)] += n;
        return bins;
    }

    private static string BinNumber(string x, double low, double high) => $"least({FineBins - 1}, CAST(floor(({x} - {Sql.Number(low)}) / {Sql.Number(high - low)} * {FineBins}) AS INTEGER))";

    private static Fences? FencesOf(Quartiles q)
    {
        var iqr = q.Q3 - q.Q1;
        var fences = new Fences(q.Q1 - 3 * iqr, q.Q1 - 1.5 * iqr, q.Q3 + 1.5 * iqr, q.Q3 + 3 * iqr, iqr);
        return double.IsFinite(fences.LowerOuter) && double.IsFinite(fences.UpperOuter) ? fences : null;
    }

    private static IReadOnlyList<HistogramBin> Edges(long[] bins, double low, double high)
    {
        var step = (high - low) / Bins;
        return [.. bins.Select((n, i) => new HistogramBin(low + i * step, i == Bins - 1 ? high : low + (i + 1) * step, n))];
    }
}
