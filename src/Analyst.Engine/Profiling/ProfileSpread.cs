using System.Globalization;
using Analyst.Domain.Datasets;

namespace Analyst.Engine.Profiling;

/// <summary>How numbers and moments lie between their ends.</summary>
internal sealed record ProfileSpread(Quartiles? Quartiles, IReadOnlyList<HistogramBin> Histogram)
{
    private const int Bins = 20;

    /// <summary>Up to here sorting the different values is cheaper than selecting among all.</summary>
    private const long FewValues = 500_000;

    private static readonly double[] Shares = [0.25, 0.5, 0.75];

    private static readonly ProfileSpread None = new(null, []);

    public static ProfileSpread Measure(Duck duck, ProfileColumn column, ProfileCore core, long distinct)
    {
        if (column.Kind is not (ProfileKind.Number or ProfileKind.Moment) || core.Min is null)
            return None;
        var ends = duck.Single($"SELECT count(*), min({column.Numeric}), max({column.Numeric}) FROM data WHERE {column.Finite}", r => (Count: r.GetInt64(0), Low: r.IsDBNull(1) ? double.NaN : r.GetDouble(1), High: r.IsDBNull(2) ? double.NaN : r.GetDouble(2)));
        if (ends.Count == 0 || !double.IsFinite(ends.High - ends.Low))
            return None;
        var quartiles = column.Kind == ProfileKind.Number ? FindQuartiles(duck, column, ends.Count, distinct) : null;
        return new ProfileSpread(quartiles, Count(duck, column, ends.Count, ends.Low, ends.High));
    }

    private static Quartiles FindQuartiles(Duck duck, ProfileColumn column, long count, long distinct)
    {
        if (distinct > FewValues)
            return Exact(duck.Query($"SELECT unnest(quantile_cont({column.Numeric}, [0.25, 0.5, 0.75])) FROM data WHERE {column.Finite}", r => r.GetDouble(0)));
        // The value at a rank is the first whose running count passes it.
        var ranks = Shares.Select(p => p * (count - 1)).ToArray();
        var wanted = ranks.SelectMany(r => new[] { (long)Math.Floor(r), (long)Math.Ceiling(r) });
        var picks = string.Join(", ", wanted.Select(k => string.Create(CultureInfo.InvariantCulture, $"min(v) FILTER (passed > {k})")));
        var values = duck.Single(
            $"""
             WITH counted AS (SELECT {column.Numeric} AS v, count(*) AS n FROM data WHERE {column.Finite} GROUP BY 1),
             running AS (SELECT v, sum(n) OVER (ORDER BY v ROWS UNBOUNDED PRECEDING) AS passed FROM counted)
             SELECT {picks} FROM running
             """,
            r => Enumerable.Range(0, 6).Select(r.GetDouble).ToArray());
        return Exact([.. ranks.Select((rank, i) => Between(values[2 * i], values[2 * i + 1], rank - Math.Floor(rank)))]);
    }

    private static Quartiles Exact(List<double> q) => new(q[0], q[1], q[2]);

    private static double Between(double low, double high, double part) => low + (high - low) * part;

    private static IReadOnlyList<HistogramBin> Count(Duck duck, ProfileColumn column, long count, double low, double high)
    {
        if (low >= high)
            return [new HistogramBin(low, high, count)];
        var bins = new long[Bins];
        var found = duck.Query(
            $"SELECT least({Bins - 1}, CAST(floor(({column.Numeric} - {Sql.Number(low)}) / {Sql.Number(high - low)} * {Bins}) AS INTEGER)) AS bin, count(*) FROM data WHERE {column.Finite} GROUP BY 1",
            r => (Bin: r.GetInt32(0), Count: r.GetInt64(1)));
        foreach (var (bin, n) in found)
            bins[Math.Clamp(bin, 0, Bins - 1)] += n;
        var step = (high - low) / Bins;
        return [.. bins.Select((n, i) => new HistogramBin(low + i * step, i == Bins - 1 ? high : low + (i + 1) * step, n))];
    }
}
