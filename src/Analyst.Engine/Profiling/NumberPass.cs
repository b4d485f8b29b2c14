using DuckDB.NET.Data;

namespace Analyst.Engine.Profiling;

/// <summary>What one pass over all columns of numbers and moments gives, exact over every row.</summary>
/// <param name="Finite">Values that have a place on a line; the members behind it are about these.</param>
/// <param name="Low">Smallest as a number; moments in seconds since 1970.</param>
/// <param name="Powers">Of columns with many different values; those with few are counted by value.</param>
internal sealed record NumberPass(
    long Present, long Finite, string? Min, string? Max, double? Low, double? High, string? Sum, double? Mean, PowerSums? Powers, long Zeros, long Negatives, long Infinite, long NotNumbers)
{
    /// <summary>Aggregates of one column.</summary>
    private const int Width = 15;

    /// <summary>By column; columns of other kinds are left out.</summary>
    public static Dictionary<string, NumberPass> Measure(Duck duck, IReadOnlyList<ProfileColumn> columns, RowSample sample, long rows)
    {
        var measured = columns.Where(c => c.Kind is ProfileKind.Number or ProfileKind.Moment).ToList();
        if (measured.Count == 0)
            return [];
        try
        {
            return Measure(duck, measured, sample, rows, sums: true);
        }
        catch (DuckDBException e) when (e.Message.StartsWith("Out of Range", StringComparison.Ordinal) || e.Message.StartsWith("Conversion", StringComparison.Ordinal))
        {
            // Sums or powers of such numbers do not fit: everything else can still be told.
            return Measure(duck, measured, sample, rows, sums: false);
        }
    }

    private static Dictionary<string, NumberPass> Measure(Duck duck, List<ProfileColumn> columns, RowSample sample, long rows, bool sums)
    {
        var drawn = columns.ConvertAll(c => sample.Find(c.Name)!);
        var expressions = columns.SelectMany((c, i) => Expressions(c, drawn[i].Mean, sums, sums && drawn[i].DistinctOf(rows) > NumberCounts.Few));
        return duck.Single(
            $"SELECT {string.Join(", ", expressions)} FROM data",
            r => columns.Select((c, i) => (c.Name, Pass: Read(r, i * Width, c, drawn[i].Mean))).ToDictionary(x => x.Name, x => x.Pass));
    }

    private static string[] Expressions(ProfileColumn column, double shift, bool sums, bool powers)
    {
        var (name, number) = (column.Sql, column.Kind == ProfileKind.Number);
        var finite = column.IsAlwaysFinite ? "" : $" FILTER (isfinite({name}))";
        var off = $"({column.Numeric} - {Sql.Number(shift)})";
        string Power(int n) => number && powers ? $"sum({string.Join(" * ", Enumerable.Repeat(off, n))}){finite}" : "NULL::DOUBLE";
        string CountIf(bool asked, string condition) => asked ? $"coalesce(count_if({condition}), 0)::BIGINT" : "0::BIGINT";
        return
        [
            $"count({name})",
            column.IsAlwaysFinite ? $"count({name})" : $"count({name}){finite}",
            $"CAST(min({name}){finite} AS VARCHAR)",
            $"CAST(max({name}){finite} AS VARCHAR)",
            column.NumericOf($"min({name}){finite}"),
            column.NumericOf($"max({name}){finite}"),
            number && sums ? $"CAST(sum({name}){finite} AS VARCHAR)" : "NULL::VARCHAR",
            Power(1), Power(2), Power(3), Power(4),
            CountIf(number, $"{name} = 0"),
            CountIf(number, column.IsFloating ? $"{name} < 0 AND isfinite({name})" : $"{name} < 0"),
            CountIf(!column.IsAlwaysFinite, $"isinf({name})"),
            CountIf(column.IsFloating, $"isnan({name})"),
        ];
    }

    private static NumberPass Read(DuckDBDataReader r, int at, ProfileColumn column, double shift)
    {
        string? Text(int i) => r.IsDBNull(at + i) ? null : r.GetString(at + i);
        double? Real(int i) => r.IsDBNull(at + i) || !double.IsFinite(r.GetDouble(at + i)) ? null : r.GetDouble(at + i);
        var finite = r.GetInt64(at + 1);
        var powers = Real(7) is { } first && Real(8) is { } second ? new PowerSums(finite, shift, first, second, Real(9), Real(10)) : null;
        // A plain sum of floating-point numbers loses their small digits beside a big one; the shifted one keeps more.
        var mean = column.IsFloating && powers is not null ? powers.Mean : finite > 0 ? ProfileText.Real(Text(6)) / finite : null;
        return new NumberPass(
            r.GetInt64(at), finite, Text(2), Text(3), Real(4), Real(5), Text(6), mean, powers, r.GetInt64(at + 11), r.GetInt64(at + 12), r.GetInt64(at + 13), r.GetInt64(at + 14));
    }
}

/// <summary>Sums of the first four powers of the values less a shift that lies near their mean.</summary>
internal sealed record PowerSums(long Count, double Shift, double First, double Second, double? Third, double? Fourth)
{
    /// <summary>Null when it does not fit a DOUBLE.</summary>
    public double? Mean => ProfileText.Finite(Shift + First / Count);
}

/// <summary>Variance, skewness and excess kurtosis of a sample, bias corrected as spreadsheets do.</summary>
internal sealed record Moments(double? Variance, double? Skewness, double? Kurtosis)
{
    public static readonly Moments None = new(null, null, null);

    /// <param name="constant">All values are the same: what is left of their powers is rounding.</param>
    public static Moments Of(PowerSums? sums, bool constant)
    {
        if (sums is null or { Count: < 2 })
            return None;
        if (constant)
            return new(0, null, null);
        double n = sums.Count;
        var a = sums.First / n;
        var m2 = Math.Max(0, sums.Second / n - a * a);
        var variance = ProfileText.Finite(m2 * n / (n - 1));
        if (sums is not { Third: { } third, Fourth: { } fourth } || m2 <= 0)
            return new(variance, null, null);
        var m3 = third / n - 3 * a * sums.Second / n + 2 * a * a * a;
        var m4 = fourth / n - 4 * a * third / n + 6 * a * a * sums.Second / n - 3 * a * a * a * a;
        return new(
            variance,
            sums.Count < 3 ? null : ProfileText.Finite(Math.Sqrt(n * (n - 1)) / (n - 2) * m3 / Math.Pow(m2, 1.5)),
            sums.Count < 4 ? null : ProfileText.Finite((n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * (m4 / (m2 * m2) - 3) + 6)));
    }
}
