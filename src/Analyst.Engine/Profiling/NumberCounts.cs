namespace Analyst.Engine.Profiling;

/// <summary>Different numbers in order, each with the rows that hold it.</summary>
internal sealed record NumberCounts(double[] Values, long[] Counts)
{
    /// <summary>Columns with more different values than this are not counted by value.</summary>
    public const long Few = 250_000;

    /// <summary>Rows up to and with each value.</summary>
    private readonly long[] passed = Running(Counts);

    public long Rows => passed.Length == 0 ? 0 : passed[^1];

    public static NumberCounts Of(IReadOnlyCollection<(double Value, long Count)> pairs)
    {
        double[] values = [.. pairs.Select(p => p.Value)];
        long[] counts = [.. pairs.Select(p => p.Count)];
        Array.Sort(values, counts);
        // Different decimals may be the same DOUBLE.
        var last = 0;
        for (var i = 1; i < values.Length; i++)
        {
            if (values[i] == values[last])
                counts[last] += counts[i];
            else
                (values[++last], counts[last]) = (values[i], counts[i]);
        }
        return values.Length == 0 ? new([], []) : new(values[..(last + 1)], counts[..(last + 1)]);
    }

    /// <summary>Linearly interpolated between the two rows around it.</summary>
    /// <param name="share">0 to 1.</param>
    public double Quantile(double share)
    {
        var rank = share * (Rows - 1);
        var (low, high) = (At((long)Math.Floor(rank)), At((long)Math.Ceiling(rank)));
        var part = rank - Math.Floor(rank);
        return low * (1 - part) + high * part;
    }

    public double MedianDistance(double from) => Of([.. Values.Select((v, i) => (Math.Abs(v - from), Counts[i]))]).Quantile(0.5);

    public long CountIf(Func<double, bool> condition) => Values.Select((v, i) => condition(v) ? Counts[i] : 0).Sum();

    /// <summary>Rows in bins of equal width from the first value to the last.</summary>
    public long[] Bins(int bins)
    {
        var counts = new long[bins];
        var (low, width) = (Values[0], Values[^1] - Values[0]);
        for (var i = 0; i < Values.Length; i++)
            counts[Math.Clamp((int)((Values[i] - low) / width * bins), 0, bins - 1)] += Counts[i];
        return counts;
    }

    /// <summary>Taken around the mean itself.</summary>
    public PowerSums Powers()
    {
        var mean = 0.0;
        var rows = 0L;
        for (var i = 0; i < Values.Length; i++)
            mean += (Values[i] - mean) * Counts[i] / (rows += Counts[i]);
        var sums = new double[4];
        for (var i = 0; i < Values.Length; i++)
        {
            var off = Values[i] - mean;
            var power = (double)Counts[i];
            for (var p = 0; p < sums.Length; p++)
                sums[p] += power *= off;
        }
        return new PowerSums(Rows, mean, sums[0], sums[1], sums[2], sums[3]);
    }

    private double At(long row)
    {
        var at = Array.BinarySearch(passed, row + 1);
        return Values[Math.Min(at < 0 ? ~at : at, Values.Length - 1)];
    }

    private static long[] Running(long[] counts)
    {
        var passed = new long[counts.Length];
        long rows = 0;
        for (var i = 0; i < counts.Length; i++)
            passed[i] = rows += counts[i];
        return passed;
    }
}
