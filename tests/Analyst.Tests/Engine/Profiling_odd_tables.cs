using System.Globalization;
using System.Text;
using System.Text.Json;
using Analyst.Domain.Datasets;
using Analyst.Engine;

namespace Analyst.Tests.Engine;

public sealed class Profiling_odd_tables(Runners runners)
{
    [Fact]
    public async Task with_one_row()
    {
        var profile = await Profile("n,x,t,d,b,at\n5,1.5,word,2024-02-29,true,2024-02-29 10:00:00\n");

        Assert.All(profile.Columns, c => Assert.Equal((1L, 1L, "constant"), (c.Distinct, c.Frequencies!.Unique, c.Order)));
        var n = profile.Find("n")!;
        Assert.Equal((5d, 5d, null, null, null), (n.Mean, n.Median, n.StandardDeviation, n.Numbers!.Skewness, n.Numbers.Kurtosis));
        Assert.Equal(0, n.Numbers.Outliers!.Total());
        Assert.Equal(6, profile.CandidateKeys.Count);
        Assert.Empty(profile.Correlations);
    }

    [Fact]
    public async Task with_one_column() => Assert.Equal(3, Assert.Single((await Profile("only\n1\n2\n3\n")).Columns).Distinct);

    [Fact]
    public async Task where_everything_is_missing()
    {
        var profile = await Profile("a,b\n,\n,\n");
        Assert.Equal(2, profile.RowCount);
        Assert.All(profile.Columns, c => Assert.Equal((2L, 0L, null, 0L), (c.Missing, c.Distinct, c.Order, c.Frequencies!.ModeCount)));
        Assert.Equal(1, profile.DuplicateRows);
    }

    [Fact]
    public async Task where_everything_is_equal()
    {
        var profile = await Profile("n,x,t,d\n" + string.Concat(Enumerable.Repeat("7,0.1,same,2024-01-01\n", 500)));

        Assert.All(profile.Columns, c => Assert.Equal((1L, 0L, 500L, 0d), (c.Distinct, c.Frequencies!.Unique, c.Frequencies.ModeCount, c.Frequencies.Entropy)));
        Assert.Equal((0d, 0d, null), (profile.Find("x")!.StandardDeviation, profile.Find("x")!.Numbers!.MedianAbsoluteDeviation, profile.Find("x")!.Numbers!.Skewness));
        Assert.Equal(499, profile.DuplicateRows);
        Assert.Empty(profile.CandidateKeys);
    }

    [Fact]
    public async Task with_infinities_and_values_that_are_no_numbers()
    {
        var x = (await Profile("k,x\n1,1\n2,inf\n3,-inf\n4,nan\n5,3\n", types: new() { ["x"] = "DOUBLE" })).Find("x")!;

        Assert.Equal((2d, 1d, 3d, 2L), (x.Mean, x.Min!.Value.GetDouble(), x.Max!.Value.GetDouble(), x.Numbers!.Infinite));
        Assert.Equal(1, x.Numbers.NotNumbers + x.Missing);
        Assert.Equal(2, x.Histogram.Sum(b => b.Count));
    }

    [Theory]
    [InlineData("0001-01-01", "9999-12-31")]
    [InlineData("0044-03-15 (BC)", "12024-07-01")]
    public async Task with_dates_at_the_edges_of_time(string first, string last)
    {
        var loaded = await runners.Load($"k,d\n1,{first}\n2,2024-01-01\n3,{last}\n", new ReadingChoices(Types: new Dictionary<string, string> { ["d"] = "DATE" }));
        var d = (await runners.Pool.Profile(new ProfileWork(Runners.Anyone, loaded.Parquet), Runners.Unheard, Runners.Ct)).Find("d")!;

        Assert.Equal(3 - d.Missing, d.Histogram.Sum(b => b.Count));
        Assert.Equal(3 - d.Missing, d.Distinct);
        Assert.NotNull(d.Times);
    }

    [Fact]
    public async Task with_a_million_characters_in_a_cell()
    {
        var text = (await Profile($"k,t\n1,{new string('ä', 1_000_000)}\n2,short\n3,{new string('x', 1_000_000)}\n")).Find("t")!;

        Assert.Equal((5L, 1_000_000L, 3L), (text.MinLength, text.MaxLength, text.Distinct));
        Assert.All(text.TopValues, v => Assert.InRange(v.Value.Length, 5, 1_001));
        Assert.All(text.Texts!.Masks, m => Assert.InRange(m.Mask.Length, 1, 41));
        Assert.InRange(text.Max!.Value.GetString()!.Length, 5, 1_001);
    }

    [Fact]
    public async Task with_names_that_mean_something_elsewhere()
    {
        string[] names = ["file_row_number", "v", "n", "part", "counted", "a\"b", "select", "Ünïcode 🎉", "x.y", "data", "rowid"];
        var csv = new StringBuilder(string.Join(",", names.Select(n => $"\"{n.Replace("\"", "\"\"", StringComparison.Ordinal)}\""))).Append('\n');
        for (var i = 0; i < 40; i++)
            csv.AppendLine(string.Join(",", names.Select((_, at) => string.Create(CultureInfo.InvariantCulture, $"{i * (at + 3) % 17}"))));
        var profile = await Profile(csv.ToString());

        Assert.Equal(names, profile.Columns.Select(c => c.Name));
        Assert.All(profile.Columns, c => Assert.Equal(17, c.Distinct));
    }

    [Fact]
    public async Task with_hundreds_of_columns()
    {
        var random = new Random(3);
        var csv = new StringBuilder(string.Join(",", Enumerable.Range(0, 300).Select(i => $"c{i}"))).Append('\n');
        for (var row = 0; row < 50; row++)
            csv.AppendLine(string.Join(",", Enumerable.Range(0, 300).Select(i => i % 3 == 0 ? $"w{random.Next(5)}" : random.Next(100).ToString(CultureInfo.InvariantCulture))));
        var profile = await Profile(csv.ToString());

        Assert.Equal((300, 50L), (profile.Columns.Count, profile.RowCount));
        Assert.All(profile.Columns, c => Assert.Equal(50, c.Missing + c.TopValues.Sum(v => v.Count)));
    }

    [Theory]
    [InlineData("latitude", "91.5", AlertKinds.InvalidValues)]
    [InlineData("temperature", "999", AlertKinds.Outliers)]
    public async Task with_one_slip_tell_of_it(string name, string slip, string kind)
    {
        var random = new Random(4);
        var profile = await Profile($"id,{name}\n" + string.Concat(Enumerable.Range(1, 400).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i},{(i == 200 ? slip : (45 + 5 * random.NextDouble()).ToString("F4", CultureInfo.InvariantCulture))}\n"))));

        Assert.Contains(profile.Alerts, a => (a.Kind, a.Column, a.Rows) == (kind, name, 1));
        Assert.DoesNotContain(profile.Alerts, a => a.Kind == AlertKinds.Skewed);
    }

    [Fact]
    public async Task with_two_thousand_columns()
    {
        var header = string.Join(",", Enumerable.Range(0, 2_000).Select(i => $"c{i}"));
        string Row(int row) => string.Join(",", Enumerable.Range(0, 2_000).Select(i => i % 2 == 0 ? $"w{(row + i) % 7}" : ((row * i) % 50).ToString(CultureInfo.InvariantCulture)));
        var rows = Enumerable.Range(0, 3_000).Select(Row).ToList();
        var profile = await Profile($"{header}\n{string.Join("\n", rows)}\n{rows[17]}\n{rows[17]}\n");

        Assert.Equal((2_000, 3_002L), (profile.Columns.Count, profile.RowCount));
        Assert.Equal(rows.Append(rows[17]).Append(rows[17]).CountBy(r => r).Sum(r => r.Value - 1), profile.DuplicateRows);
        Assert.Equal((7L, 0L), (profile.Columns[1_998].Distinct, profile.Columns[1_998].Missing));
        Assert.All(profile.Columns, c => Assert.Equal(3_002, c.TopValues.Sum(v => v.Count)));
    }

    [Fact]
    public async Task is_written_and_read_as_json_without_loss()
    {
        var profile = await Profile("n,t,d\n1,a,2024-01-01\n2,b,2024-01-05\n,c,\n");
        var again = JsonSerializer.Deserialize<TableProfile>(JsonSerializer.Serialize(profile))!;
        Assert.Equal(JsonSerializer.Serialize(profile), JsonSerializer.Serialize(again));
    }

    private async Task<TableProfile> Profile(string csv, Dictionary<string, string>? types = null) =>
        await runners.Pool.Profile(new ProfileWork(Runners.Anyone, (await runners.Load(csv, types is null ? null : new ReadingChoices(Types: types))).Parquet), Runners.Unheard, Runners.Ct);
}
