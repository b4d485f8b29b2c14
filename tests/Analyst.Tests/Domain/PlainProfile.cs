using System.Globalization;
using Analyst.Domain.Datasets;

namespace Analyst.Tests.Domain;

/// <summary>Profiles counted plainly from values that the test holds.</summary>
internal static class PlainProfile
{
    public static TableProfile Table(long rows, params ColumnProfile[] columns) => new(rows, 0, columns);

    public static ColumnProfile Numbers(string name, double[] values, int missing = 0, ColumnRole role = ColumnRole.Numeric, string type = "DOUBLE") =>
        Spread(Blank(name, type, role, missing, values.Select(v => v.ToString("R", CultureInfo.InvariantCulture))), values) with { Mean = values.Length == 0 ? null : values.Average(), StandardDeviation = Deviation(values), Quartiles = Quartiles(values) };

    public static ColumnProfile Days(string name, DateOnly[] values) =>
        Spread(Blank(name, "DATE", ColumnRole.Datetime, 0, values.Select(d => d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))), [.. values.Select(Seconds)]);

    public static ColumnProfile Words(string name, string[] values, int missing = 0, ColumnRole role = ColumnRole.Categorical) => Blank(name, "VARCHAR", role, missing, values);

    public static double Seconds(DateOnly day) => (day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) - DateTime.UnixEpoch).TotalSeconds;

    private static ColumnProfile Blank(string name, string type, ColumnRole role, int missing, IEnumerable<string> values)
    {
        var counts = values.GroupBy(v => v).Select(g => new ValueCount(g.Key, g.Count())).OrderByDescending(v => v.Count).ThenBy(v => v.Value, StringComparer.Ordinal).ToArray();
        return new ColumnProfile(name, type, role, 1, missing, new Dictionary<string, long>(), 0, counts.Length, null, null, null, null, null, null, [.. counts.Take(ColumnProfile.MaximumTopValues)], [], null, null);
    }

    private static ColumnProfile Spread(ColumnProfile column, double[] values)
    {
        if (values.Length == 0)
            return column;
        var (low, high) = (values.Min(), values.Max());
        if (low == high)
            return column with { Histogram = [new(low, high, values.Length)] };
        var step = (high - low) / 20;
        var counts = values.CountBy(v => Math.Min(19, (int)Math.Floor((v - low) / (high - low) * 20))).ToDictionary();
        return column with { Histogram = [.. Enumerable.Range(0, 20).Select(i => new HistogramBin(low + i * step, i == 19 ? high : low + (i + 1) * step, counts.GetValueOrDefault(i)))] };
    }

    private static double? Deviation(double[] values) => values.Length < 2 ? null : Math.Sqrt(values.Sum(v => Math.Pow(v - values.Average(), 2)) / (values.Length - 1));

    private static Quartiles? Quartiles(double[] values)
    {
        if (values.Length == 0)
            return null;
        var sorted = values.Order().ToArray();
        return new(At(0.25), At(0.5), At(0.75));

        double At(double part)
        {
            var (rank, low) = (part * (sorted.Length - 1), (int)Math.Floor(part * (sorted.Length - 1)));
            return sorted[low] + (sorted[Math.Min(low + 1, sorted.Length - 1)] - sorted[low]) * (rank - low);
        }
    }
}
