using System.Globalization;

namespace Analyst.Engine.Profiling;

/// <summary>Rows of the table side by side in memory, for what needs several columns at once: all of them when they are few, else drawn at random by their number.</summary>
/// <param name="IsWhole">These are all rows.</param>
internal sealed record RowSample(int Rows, bool IsWhole, IReadOnlyList<SampleColumn> Columns)
{
    private const int MaximumRows = 100_000;
    private const int MaximumCells = 4_000_000;
    private const int Parts = 100_000;

    private readonly Dictionary<string, SampleColumn> byName = Columns.ToDictionary(c => c.Name);

    public SampleColumn? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>Within which a share or a correlation of all rows lies around that of the sample, in 99 of 100 tables.</summary>
    public double Error => IsWhole || Rows == 0 ? 0 : Math.Min(1, 4 / Math.Sqrt(Rows));

    /// <summary>Samples of the same rows side by side.</summary>
    public static RowSample Joined(IReadOnlyList<RowSample> samples) => new(samples[0].Rows, samples[0].IsWhole, [.. samples.SelectMany(s => s.Columns)]);

    /// <param name="columns">To be drawn, of all those in <paramref name="table"/>; the same rows whichever they are.</param>
    public static RowSample Draw(Duck duck, string path, IReadOnlyList<ProfileColumn> columns, IReadOnlyList<ProfileColumn> table, long rows)
    {
        var most = Math.Max(1, Math.Min(MaximumRows, MaximumCells / Math.Max(1, table.Count)));
        var whole = rows <= most;
        var from = whole ? "data" : Drawn(path, table, most, rows);
        // Equal values have equal hashes; the sign bit goes, so that they fit a BIGINT.
        var select = columns.SelectMany(c => new[] { HasNumber(c) ? $"CASE WHEN {c.Finite} THEN {c.Numeric} END" : "NULL::DOUBLE", $"CASE WHEN {c.Sql} IS NULL THEN NULL ELSE CAST(hash({c.Sql}) >> 1 AS BIGINT) END" });
        var readers = columns.Select(c => new ColumnReader(c.Name, HasNumber(c))).ToArray();
        var count = duck.Query($"SELECT {string.Join(", ", select.DefaultIfEmpty("NULL"))} FROM {from}", r =>
        {
            for (var i = 0; i < readers.Length; i++)
                readers[i].Add(r.IsDBNull(2 * i) ? double.NaN : r.GetDouble(2 * i), r.IsDBNull(2 * i + 1) ? null : r.GetInt64(2 * i + 1));
            return 0;
        }).Count;
        return new RowSample(count, whole, [.. readers.Select(r => r.Column())]);
    }

    private static bool HasNumber(ProfileColumn column) => column.Kind is ProfileKind.Number or ProfileKind.Moment;

    private static string Drawn(string path, IReadOnlyList<ProfileColumn> columns, int most, long rows)
    {
        // DuckDB cannot number the rows of a file that has such a column itself; the first ones have to do.
        if (columns.Any(c => string.Equals(c.Name, "file_row_number", StringComparison.OrdinalIgnoreCase)))
            return string.Create(CultureInfo.InvariantCulture, $"read_parquet({Sql.Text(path)}) LIMIT {most}");
        return string.Create(CultureInfo.InvariantCulture, $"read_parquet({Sql.Text(path)}, file_row_number = true) WHERE hash(file_row_number) % {Parts} < {Math.Max(1, (long)((double)Parts * most / rows))}");
    }

    private sealed class ColumnReader(string name, bool hasNumbers)
    {
        private readonly List<double> numbers = [];
        private readonly List<int> codes = [];
        private readonly Dictionary<long, int> known = [];

        public void Add(double number, long? hash)
        {
            if (hasNumbers)
                numbers.Add(number);
            if (hash is not { } value)
            {
                codes.Add(SampleColumn.Missing);
                return;
            }
            if (!known.TryGetValue(value, out var code))
                known.Add(value, code = known.Count);
            codes.Add(code);
        }

        public SampleColumn Column() => new(name, hasNumbers ? [.. numbers] : null, [.. codes], known.Count);
    }
}

/// <summary>One column of a sample of rows.</summary>
/// <param name="Numbers">Of numbers and moments: NaN where there is none; else null.</param>
/// <param name="Codes">Equal values have equal codes, from 0 up; <see cref="Missing"/> for NULL.</param>
internal sealed record SampleColumn(string Name, double[]? Numbers, int[] Codes, int Distinct)
{
    public const int Missing = -1;

    public int Present { get; } = Codes.Count(c => c != Missing);

    /// <summary>Of the finite numbers; 0 without any.</summary>
    public double Mean { get; } = Numbers is null ? 0 : Numbers.Where(double.IsFinite).DefaultIfEmpty(0).Average();

    /// <summary>Share of the rows that hold the most frequent value; missing counts as one.</summary>
    public double Mode { get; } = Codes.Length == 0 ? 0 : (double)Codes.CountBy(c => c).Max(c => c.Value) / Codes.Length;

    /// <summary>Guesses how many different values the whole column has, as if all came equally often.</summary>
    public long DistinctOf(long present)
    {
        if (Present == 0 || Distinct == 0)
            return 0;
        if (Distinct == Present)
            return present;
        // The d for which drawing Present times hits Distinct different values.
        double low = Distinct, high = present;
        for (var i = 0; i < 60 && high - low > 0.5; i++)
        {
            var middle = (low + high) / 2;
            if (middle * (1 - Math.Exp(-Present / middle)) < Distinct)
                low = middle;
            else
                high = middle;
        }
        return (long)Math.Max(Distinct, high);
    }
}
