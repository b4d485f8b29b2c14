using System.Globalization;
using System.Text;
using System.Text.Json;
using Analyst.Domain.Datasets;
using Analyst.Engine;
using static Analyst.Tests.Engine.Definitions;

namespace Analyst.Tests.Engine;

public sealed class Profiling_a_table(Runners runners)
{
    [Fact]
    public async Task every_number_equals_the_one_computed_apart()
    {
        var random = new Random(42);
        var rows = Enumerable.Range(0, 5_000).Select(i => (
            N: random.Next(10) == 0 ? (long?)null : random.NextInt64(-1000, 1000),
            X: random.Next(20) == 0 ? (double?)null : Math.Round(random.NextDouble() * 100, 3),
            D: new DateOnly(2020, 1, 1).AddDays(random.Next(700)),
            S: random.Next(5) switch { 0 => "", 1 => "N/A", 2 => "Ünï", _ => $"word {random.Next(300)}" })).ToList();
        rows.AddRange(rows[..50]);
        var csv = new StringBuilder("n,x,d,s\n");
        foreach (var (n, x, d, s) in rows)
            csv.Append(CultureInfo.InvariantCulture, $"{n},{x},{d:yyyy-MM-dd},{s}\n");
        var profile = await Profile(csv.ToString());

        Assert.Equal(5_050, profile.RowCount);
        Assert.Equal(rows.Count - rows.Distinct().Count(), profile.DuplicateRows);
        Check(profile, "n", rows.Select(r => (double?)r.N));
        Check(profile, "x", rows.Select(r => r.X));
        var text = profile.Find("s")!;
        var words = rows.Select(r => r.S).Where(s => s.Length > 0).ToList();
        Assert.Equal(rows.Count - words.Count, text.Missing);
        Assert.Equal(words.Distinct().Count(), text.Distinct);
        Assert.Equal(words.Count(w => w == "N/A"), text.MissingMarkers["N/A"]);
        Assert.Equal((words.Min(w => w.Length), words.Max(w => w.Length)), ((int)text.MinLength!, (int)text.MaxLength!));
        Assert.Equal(
            words.CountBy(w => w).OrderByDescending(w => w.Value).ThenBy(w => w.Key, StringComparer.Ordinal).Take(100).Select(w => new ValueCount(w.Key, w.Value)),
            text.TopValues);
        var dates = profile.Find("d")!;
        Assert.Equal(rows.Min(r => r.D).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), dates.Min!.Value.GetString());
        Assert.Equal(rows.Count, dates.Histogram.Sum(b => b.Count));
        Assert.Equal(new DateTimeOffset(rows.Max(r => r.D), TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeSeconds(), dates.Histogram[^1].To);
    }

    [Theory]
    [InlineData("customer_id", 1, ColumnRole.Identifier)]
    [InlineData("amount", 7.5, ColumnRole.Numeric)]
    public async Task numbers_have_the_role_their_name_and_spread_suggest(string name, double step, ColumnRole role)
    {
        var csv = name + "\n" + string.Concat(Enumerable.Range(1, 200).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i * step}\n")));
        Assert.Equal(role, Assert.Single((await Profile(csv)).Columns).Role);
    }

    [Theory]
    [InlineData("yes,no,yes,no,no", ColumnRole.Boolean)]
    [InlineData("red,green,blue,red,green,blue,red,red,blue", ColumnRole.Categorical)]
    [InlineData("https://a.example/1,https://a.example/2,http://b.example/3", ColumnRole.Url)]
    [InlineData("AB-001,AB-002,AB-003,AB-004,AB-005,AB-006,AB-007,AB-008,AB-009,AB-010,AB-011", ColumnRole.Identifier)]
    [InlineData("2024-01-01,2024-01-02", ColumnRole.Datetime)]
    [InlineData("true,false,true", ColumnRole.Boolean)]
    public async Task values_suggest_a_role(string values, ColumnRole role) =>
        Assert.Equal(role, Assert.Single((await Profile("column\n" + values.Replace(',', '\n') + "\n")).Columns).Role);

    [Fact]
    public async Task words_for_missing_are_counted_as_they_stand()
    {
        var column = Assert.Single((await Profile("c\nN/A\nn/a\n-\n?\nnone\nred\n\" \"\nN/A\n")).Columns);
        Assert.Equal(new Dictionary<string, long> { ["N/A"] = 2, ["n/a"] = 1, ["-"] = 1, ["?"] = 1, ["none"] = 1 }, column.MissingMarkers);
        Assert.Equal(1, column.Empty);
    }

    [Fact]
    public async Task values_without_a_number_do_not_spoil_the_mean()
    {
        var column = Assert.Single((await Profile("x\n1.5\nNaN\n2.5\ninf\n")).Columns);
        Assert.Equal(2, column.Mean);
        Assert.Equal(2.5, column.Max!.Value.GetDouble());
        Assert.Equal(1, column.Missing);
    }

    [Fact]
    public async Task huge_and_tiny_numbers_are_survived()
    {
        var profile = await Profile("x,n\n1e308,123456789012345678901234567890\n-1e308,1\n1e308,2\n");
        Assert.Null(profile.Find("x")!.StandardDeviation);
        Assert.Equal("123456789012345678901234567890", profile.Find("n")!.Max!.Value.GetString());
    }

    [Fact]
    public async Task a_table_without_rows_has_a_profile()
    {
        var profile = await Profile("a,b\n");
        Assert.Equal(0, profile.RowCount);
        Assert.All(profile.Columns, c => Assert.Equal((0L, 0L, 0), (c.Missing, c.Distinct, c.TopValues.Count)));
    }

    private static double Number(JsonElement? value) => double.Parse(value!.Value.ToString(), CultureInfo.InvariantCulture);

    private static void Check(TableProfile profile, string name, IEnumerable<double?> values)
    {
        var column = profile.Find(name)!;
        var all = values.ToList();
        var present = all.OfType<double>().Order().ToList();
        Assert.Equal(all.Count - present.Count, column.Missing);
        Assert.Equal(present.Distinct().Count(), column.Distinct);
        Assert.Equal(present[0], Number(column.Min));
        Assert.Equal(present[^1], Number(column.Max));
        Assert.Equal(present.Average(), column.Mean!.Value, 9);
        Assert.Equal(Math.Sqrt(present.Sum(v => Math.Pow(v - present.Average(), 2)) / (present.Count - 1)), column.StandardDeviation!.Value, 6);
        Assert.Equal(Quantile(present, 0.25), column.Quartiles!.Q1, 9);
        Assert.Equal(Quantile(present, 0.5), column.Median!.Value, 9);
        Assert.Equal(Quantile(present, 0.75), column.Quartiles.Q3, 9);
        Assert.Equal(20, column.Histogram.Count);
        Assert.Equal(present.Count, column.Histogram.Sum(b => b.Count));
    }

    private async Task<TableProfile> Profile(string csv)
    {
        var loaded = await runners.Load(csv);
        return await runners.Pool.Profile(new ProfileWork(Runners.Anyone, loaded.Parquet), Runners.Unheard, Runners.Ct);
    }
}
