using DuckDB.NET.Data;

namespace Analyst.Engine.Profiling;

/// <summary>What aggregates over all rows give for columns of numbers and moments, exactly.</summary>
/// <param name="Finite">Values that have a place on a line; the members behind it are about these.</param>
/// <param name="Low">Smallest as a number; moments in seconds since 1970.</param>
/// <param name="Powers">Of columns with many different values, as are zeros and negatives; those with few are counted by value.</param>
internal sealed record NumberPass(
    long Present, long Finite, string? Min, string? Max, double? Low, double? High, string? Sum, double? Mean, PowerSums? Powers, long Zeros, long Negatives, long Infinite, long NotNumbers)
{
    /// <summary>Aggregates of one column in the statement for ends, and in the one for everything else.</summary>
    private const int EndsWidth = 4;
    private const int Width = 15;

    /// <summary>By column; columns of other kinds are left out.</summary>
    public static Dictionary<string, NumberPass> Measure(Duck duck, IReadOnlyList<ProfileColumn> columns, RowSample sample, long rows)
    {
        var measured = columns.Where(c => c.Kind is ProfileKind.Number or ProfileKind.Moment).ToList();
        if (measured.Count == 0)
            return [];
        var unsound = Unsound(duck, measured);
        var asked = FindEnds(duck, measured).Zip(measured, (ends, c) => new Asked(c, ends, unsound.Contains(c.Name), sample.Find(c.Name)!.Mean, sample.Find(c.Name)!.DistinctOf(rows) > NumberCounts.Few)).ToList();
        try
        {
            return Measure(duck, asked, sums: true);
        }
        catch (DuckDBException e) when (e.Message.StartsWith("Out of Range", StringComparison.Ordinal) || e.Message.StartsWith("Conversion", StringComparison.Ordinal))
        {
            // Sums or powers of such numbers do not fit: everything else can still be told.
            return Measure(duck, asked, sums: false);
        }
    }

    /// <summary>On their own DuckDB takes them from the file's statistics, without reading a row.</summary>
    private static List<Ends> FindEnds(Duck duck, List<ProfileColumn> columns) => duck.Single(
        $"SELECT {string.Join(", ", columns.SelectMany(c => EndsOf(c, "")))} FROM data",
        r => columns.Select((_, i) => Ends.Read(r, i * EndsWidth)).ToList());

    /// <summary>Columns of floating-point numbers that may hold NaN or an infinity, which no sum survives and no statistics tell.</summary>
    private static HashSet<string> Unsound(Duck duck, List<ProfileColumn> columns)
    {
        var floating = columns.Where(c => c.IsFloating).ToList();
        return floating.Count == 0 ? [] : duck.Single(
            $"SELECT {string.Join(", ", floating.Select(c => $"coalesce(isfinite(sum({c.Sql})), true)"))} FROM data",
            r => floating.Where((_, i) => !r.GetBoolean(i)).Select(c => c.Name).ToHashSet());
    }

    private static string[] EndsOf(ProfileColumn column, string filter)
    {
        var (min, max) = ($"min({column.Sql}){filter}", $"max({column.Sql}){filter}");
        return [$"CAST({min} AS VARCHAR)", $"CAST({max} AS VARCHAR)", column.NumericOf(min), column.NumericOf(max)];
    }

    private static Dictionary<string, NumberPass> Measure(Duck duck, List<Asked> columns, bool sums) => duck.Single(
        $"SELECT {string.Join(", ", columns.SelectMany(c => Expressions(c, sums)))} FROM data",
        r => columns.Select((c, i) => (c.Column.Name, Pass: Read(r, i * Width, c))).ToDictionary(x => x.Name, x => x.Pass));

    private static string[] Expressions(Asked asked, bool sums)
    {
        var (column, name, number) = (asked.Column, asked.Column.Sql, asked.Column.Kind == ProfileKind.Number);
        var filter = asked.IsFiltered ? $" FILTER (isfinite({name}))" : "";
        var off = $"({column.Numeric} - {Sql.Number(asked.Shift)})";
        string Power(int n) => number && sums && asked.HasMany ? $"sum({string.Join(" * ", Enumerable.Repeat(off, n))}){filter}" : "NULL::DOUBLE";
        string CountIf(bool wanted, string condition) => wanted ? $"coalesce(count_if({condition}), 0)::BIGINT" : "0::BIGINT";
        return
        [
            $"count({name})",
            asked.IsFiltered ? $"count({name}){filter}" : "-1::BIGINT",
            .. asked.IsFiltered ? EndsOf(column, filter) : ["NULL::VARCHAR", "NULL::VARCHAR", "NULL::DOUBLE", "NULL::DOUBLE"],
            number && sums ? $"CAST(sum({name}){filter} AS VARCHAR)" : "NULL::VARCHAR",
            Power(1), Power(2), Power(3), Power(4),
            CountIf(number && asked.MayBeNotPositive, $"{name} = 0"),
            CountIf(number && asked.MayBeNotPositive, asked.IsUnsound ? $"{name} < 0 AND isfinite({name})" : $"{name} < 0"),
            CountIf(asked.IsFiltered, $"isinf({name})"),
            CountIf(asked.IsUnsound, $"isnan({name})"),
        ];
    }

    private static NumberPass Read(DuckDBDataReader r, int at, Asked asked)
    {
        double? Real(int i) => r.IsDBNull(at + i) || !double.IsFinite(r.GetDouble(at + i)) ? null : r.GetDouble(at + i);
        var present = r.GetInt64(at);
        var finite = asked.IsFiltered ? r.GetInt64(at + 1) : present;
        var ends = asked.IsFiltered ? Ends.Read(r, at + 2) : asked.Ends;
        var sum = r.IsDBNull(at + 6) ? null : r.GetString(at + 6);
        var powers = Real(7) is { } first && Real(8) is { } second ? new PowerSums(finite, asked.Shift, first, second, Real(9), Real(10)) : null;
        // A plain sum of floating-point numbers loses their small digits beside a big one; the shifted one keeps more.
        var mean = asked.Column.IsFloating && powers is not null ? powers.Mean : finite > 0 ? ProfileText.Real(sum) / finite : null;
        return new NumberPass(present, finite, ends.Min, ends.Max, ends.Low, ends.High, sum, mean, powers, r.GetInt64(at + 11), r.GetInt64(at + 12), r.GetInt64(at + 13), r.GetInt64(at + 14));
    }

    private sealed record Ends(string? Min, string? Max, double? Low, double? High)
    {
        public static Ends Read(DuckDBDataReader r, int at) => new(
            r.IsDBNull(at) ? null : r.GetString(at), r.IsDBNull(at + 1) ? null : r.GetString(at + 1), ProfileText.Finite(r.IsDBNull(at + 2) ? null : r.GetDouble(at + 2)), ProfileText.Finite(r.IsDBNull(at + 3) ? null : r.GetDouble(at + 3)));
    }

    private sealed record Asked(ProfileColumn Column, Ends Ends, bool IsUnsound, double Shift, bool HasMany)
    {
        /// <summary>Values that are not finite have to be passed over; the ends of moments tell.</summary>
        public bool IsFiltered => IsUnsound || (Column.Kind == ProfileKind.Moment && Ends is { Min: not null, Low: null } or { Max: not null, High: null });

        public bool MayBeNotPositive => HasMany && (IsFiltered || Ends.Low is null or <= 0);
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
