using System.Globalization;
using Analyst.Domain.Datasets;
using Analyst.Engine;
using static Analyst.Tests.Engine.Definitions;

namespace Analyst.Tests.Engine;

/// <summary>Every statistic beside its definition, written plainly.</summary>
public sealed class Statistics_of_a_column(Runners runners)
{
    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public async Task of_numbers_equal_their_definitions(int seed)
    {
        var random = new Random(seed);
        var values = Enumerable.Range(0, 3_000).Select(_ => Math.Round(Math.Exp(random.NextDouble() * 6) * (random.Next(4) == 0 ? -1 : 1), 3)).Concat([0, 0, 5_000, 9_999.125]).ToList();
        var column = (await Profile("x", values.Select(v => v.ToString(CultureInfo.InvariantCulture)))).Columns[0];

        double n = values.Count, mean = values.Average();
        double Moment(int power) => values.Average(v => Math.Pow(v - mean, power));
        var (m2, numbers) = (Moment(2), column.Numbers!);
        Near(values.Sum(), double.Parse(numbers.Sum!.Value.ToString(), CultureInfo.InvariantCulture));
        Near(mean, column.Mean);
        Near(values.Max() - values.Min(), numbers.Range);
        Near(m2 * n / (n - 1), numbers.Variance);
        Near(Math.Sqrt(m2 * n / (n - 1)) / mean, numbers.CoefficientOfVariation);
        Near(Math.Sqrt(m2 * n / (n - 1) / n), numbers.StandardError);
        Near(Moment(3) / Math.Pow(m2, 1.5) * Math.Sqrt(n * (n - 1)) / (n - 2), numbers.Skewness);
        Near((n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * (Moment(4) / m2 / m2 - 3) + 6), numbers.Kurtosis);
        Assert.Equal((values.Count(v => v == 0), values.Count(v => v < 0), values.Count(v => v > 0)), ((int)numbers.Zeros, (int)numbers.Negatives, (int)numbers.Positives));
        var (q1, q2, q3) = (Quantile(values, 0.25), Quantile(values, 0.5), Quantile(values, 0.75));
        Near(q1, column.Quartiles!.Q1);
        Near(q2, column.Median);
        Near(q3, column.Quartiles.Q3);
        Near(Quantile(values.ConvertAll(v => Math.Abs(v - q2)), 0.5), numbers.MedianAbsoluteDeviation);
        var iqr = q3 - q1;
        Near(q1 - 1.5 * iqr, numbers.Fences!.LowerInner);
        Near(q3 + 3 * iqr, numbers.Fences.UpperOuter);
        var outliers = new Outliers(
            values.Count(v => v < q1 - 3 * iqr), values.Count(v => v < q1 - 1.5 * iqr && v >= q1 - 3 * iqr), values.Count(v => v > q3 + 1.5 * iqr && v <= q3 + 3 * iqr), values.Count(v => v > q3 + 3 * iqr));
        Assert.Equal(outliers, numbers.Outliers);
        Assert.Equal(3, numbers.Precision);
        Assert.Empty(column.Estimates);
    }

    [Fact]
    public async Task of_frequencies_equal_their_definitions()
    {
        var random = new Random(7);
        var values = Enumerable.Range(0, 2_000).Select(_ => $"v{(int)(60 * random.NextDouble() * random.NextDouble())}").ToList();
        var found = (await Profile("word", values)).Columns[0].Frequencies!;

        var counts = values.CountBy(v => v).ToDictionary();
        Assert.Equal(counts.Count(c => c.Value == 1), found.Unique);
        Assert.Equal(values.Count - counts.Count, found.Duplicates);
        Near(-counts.Values.Sum(c => (double)c / values.Count * Math.Log2((double)c / values.Count)), found.Entropy);
        Assert.Equal(counts.Values.Max(), found.ModeCount);
        Assert.Equal(counts.Where(c => c.Value == counts.Values.Max()).Select(c => c.Key).Order(StringComparer.Ordinal), found.Modes.Order(StringComparer.Ordinal));
        Assert.Equal(counts.Values.Min(), found.AntimodeCount);
        Assert.All(found.Antimodes, v => Assert.Equal(counts.Values.Min(), counts[v]));
    }

    [Fact]
    public async Task of_text_count_rows_by_how_they_are_written()
    {
        var values = new[] { "Berlin", "berlin", "BERLIN", "Berlin", " Berlin", "Bérlin", "New  York", "New York", "007", "AB-12", "AB-13", "x" };
        var found = (await Profile("city", values)).Columns[0].Texts!;

        Assert.Equal((1, 1, 1, 3, 2, 6), ((int)found.PaddedRows, (int)found.SpacedRows, (int)found.ZeroPaddedRows, (int)found.UpperRows, (int)found.LowerRows, (int)found.MixedRows));
        Assert.Equal(1, found.NonAsciiRows);
        Near(values.Average(v => v.Length), found.AverageLength);
        Assert.Equal(["Berlin", " Berlin", "BERLIN", "berlin"], found.Variants[0].Select(v => v.Value).Order(StringComparer.Ordinal).OrderByDescending(v => v == "Berlin"));
        Assert.Equal(4, found.VariantRows);
        Assert.Contains(new MaskCount("AA-99", 2), found.Masks);
        Assert.Contains(new MaskCount("Aaaaaa", 3), found.Masks);
        Assert.Equal(values.Length, found.Masks.Sum(m => m.Count));
    }

    [Theory]
    [InlineData("2024-01-01,2024-01-02,2024-01-05", "day", 3, 2, 1, "2024-01-02", "2024-01-05")]
    [InlineData("2020-01-01,2021-01-01,2024-01-01", "year", 3, 2, 1, "2021-01-01", "2024-01-01")]
    [InlineData("2024-01-01,2024-02-01,2024-03-01,2024-05-01", "month", 4, 1, 1, "2024-03-01", "2024-05-01")]
    [InlineData("2024-01-01,2024-04-01,2024-07-01", "quarter", 3, 0, 0, null, null)]
    [InlineData("2024-01-01,2024-01-08,2024-01-22", "week", 3, 1, 1, "2024-01-08", "2024-01-22")]
    [InlineData("2024-01-01 10:00:00,2024-01-01 12:00:00", "hour", 2, 1, 1, "2024-01-01T10:00:00", "2024-01-01T12:00:00")]
    [InlineData("2024-01-01 10:00:01,2024-01-01 10:00:03", "second", 2, 1, 1, "2024-01-01T10:00:01", "2024-01-01T10:00:03")]
    [InlineData("2024-03-03", "day", 1, 0, 0, null, null)]
    public async Task of_dates_name_the_unit_and_the_gaps(string dates, string unit, int periods, int missing, int gaps, string? after, string? before)
    {
        var found = (await Profile("at", dates.Split(','))).Columns[0].Times!;

        Assert.Equal((unit, periods, missing, gaps), (found.Granularity, (int)found.Periods, (int)found.MissingPeriods, (int)found.Gaps));
        Assert.Equal((after, before), (found.LongestGap?.After, found.LongestGap?.Before));
    }

    [Fact]
    public async Task of_dates_count_weekends() =>
        Assert.Equal(3, (await Profile("d", ["2024-03-01", "2024-03-02", "2024-03-03", "2024-03-09", "2024-03-11"])).Columns[0].Times!.Weekends);

    [Theory]
    [InlineData("1,2,2,3", "ascending")]
    [InlineData("c,b,b,a", "descending")]
    [InlineData("5,5,5", "constant")]
    [InlineData("1,3,2", "none")]
    [InlineData("2024-01-01,,2024-02-01", "ascending")]
    [InlineData("3,,1,,2", "none")]
    public async Task of_order_pass_over_what_is_missing(string values, string order) =>
        Assert.Equal(order, (await Profile("v", values.Split(','), "k")).Find("v")!.Order);

    [Fact]
    public async Task of_order_look_at_the_whole_file()
    {
        var values = Enumerable.Range(0, 20_000).Select(i => i == 19_999 ? 5 : i).Select(i => i.ToString(CultureInfo.InvariantCulture));
        Assert.Equal("none", (await Profile("v", values)).Columns[0].Order);
    }

    private static void Near(double expected, double? actual) => Assert.Equal(expected, actual!.Value, Math.Max(1e-9, Math.Abs(expected) * 1e-9));

    /// <param name="beside">Another column, so that an empty cell is a row.</param>
    private async Task<TableProfile> Profile(string name, IEnumerable<string> values, string? beside = null)
    {
        var csv = beside is null
            ? $"{name}\n{string.Concat(values.Select(v => $"\"{v}\"\n"))}"
            : $"{name},{beside}\n{string.Concat(values.Select(v => $"{v},1\n"))}";
        return await runners.Pool.Profile(new ProfileWork(Runners.Anyone, (await runners.Load(csv)).Parquet), Runners.Unheard, Runners.Ct);
    }
}
