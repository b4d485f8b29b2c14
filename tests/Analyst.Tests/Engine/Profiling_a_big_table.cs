using System.Globalization;
using System.Text;
using Analyst.Domain.Datasets;
using Analyst.Engine;
using static Analyst.Tests.Engine.Definitions;

namespace Analyst.Tests.Engine;

/// <summary>Beyond what is looked at whole: what is still exact, and whether estimates keep their word.</summary>
public sealed class Profiling_a_big_table(Runners runners)
{
    private const int Rows = 320_000;

    [Theory, InlineData(11), InlineData(12)]
    public async Task keeps_what_is_exact_exact_and_every_estimate_within_its_error(int seed)
    {
        var random = new Random(seed);
        var rows = Enumerable.Range(0, Rows).Select(i =>
        {
            var (x, town) = (Math.Round(Math.Exp(random.NextDouble() * 8), 6), random.Next(40));
            return (Id: i + 1, X: x, Y: Math.Round(0.4 * x + 900 * random.NextDouble(), 5), Code: $"{(random.Next(3) == 0 ? "ab" : "AB")}-{random.Next(int.MaxValue):D10}{(random.Next(10) == 0 ? " " : "")}", Town: $"t{town}", Land: $"l{(random.Next(400) == 0 ? 99 : town / 4)}");
        }).ToList();
        var csv = new StringBuilder("id,x,y,code,town,land\n");
        foreach (var r in rows)
            csv.Append(CultureInfo.InvariantCulture, $"{r.Id},{r.X},{r.Y},\"{r.Code}\",{r.Town},{r.Land}\n");
        var heard = new List<FirstNumbers>();
        var parquet = (await runners.Load(csv.ToString())).Parquet;
        var profile = await runners.Pool.Profile(new ProfileWork(Runners.Anyone, parquet), new Listener(heard), Runners.Ct);

        var (x, xs) = (profile.Find("x")!, rows.ConvertAll(r => r.X));
        xs.Sort();
        double mean = xs.Average(), n = Rows;
        double Moment(int power) => xs.Average(v => Math.Pow(v - mean, power));
        Near(mean, x.Mean);
        Near(Math.Sqrt(Moment(2) * n / (n - 1)), x.StandardDeviation);
        Near(Moment(3) / Math.Pow(Moment(2), 1.5) * Math.Sqrt(n * (n - 1)) / (n - 2), x.Numbers!.Skewness);
        Near((n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * (Moment(4) / Moment(2) / Moment(2) - 3) + 6), x.Numbers.Kurtosis);
        Near(Quantile(xs, 0.25), x.Quartiles!.Q1);
        Near(Quantile(xs, 0.5), x.Median);
        Near(Quantile(xs, 0.75), x.Quartiles.Q3);
        Assert.Equal(xs.Distinct().Count(), x.Distinct);
        Assert.Equal(xs.Count(v => v > x.Numbers.Fences!.UpperOuter), x.Numbers.Outliers!.ExtremeHigh);
        Assert.Equal(xs.Count(v => v > x.Numbers.Fences!.UpperInner && v <= x.Numbers.Fences.UpperOuter), x.Numbers.Outliers.High);
        Assert.Equal(Rows, x.Histogram.Sum(b => b.Count));
        Within(x, "numbers.medianAbsoluteDeviation", Quantile([.. xs.Select(v => Math.Abs(v - x.Median!.Value)).Order()], 0.5), x.Numbers.MedianAbsoluteDeviation!.Value);

        var code = profile.Find("code")!;
        Assert.Equal(rows.DistinctBy(r => r.Code).Count(), code.Distinct);
        Near(rows.Average(r => r.Code.Length), code.Texts!.AverageLength);
        Within(code, "texts.paddedRows", rows.Count(r => r.Code[^1] == ' '), code.Texts.PaddedRows, Rows);
        Within(code, "texts.upperRows", rows.Count(r => r.Code[0] == 'A'), code.Texts.UpperRows, Rows);
        Within(code, "texts.masks", rows.Count(r => r.Code.StartsWith("AB", StringComparison.Ordinal) && r.Code[^1] != ' '), code.Texts.Masks.Single(m => m.Mask == "AA-9+").Count, Rows);
        Assert.Equal([["id"]], profile.CandidateKeys);
        Assert.Equal("ascending", profile.Find("id")!.Order);

        var exact = Pearson(rows.ConvertAll(r => r.X), rows.ConvertAll(r => r.Y));
        var pearson = profile.Correlations.Single(c => (c.A, c.B, c.Method) == ("x", "y", "pearson"));
        Assert.InRange(pearson.Value, exact - pearson.Estimate!.Error, exact + pearson.Estimate.Error);
        var ranked = Pearson(Ranks(rows.ConvertAll(r => r.X)), Ranks(rows.ConvertAll(r => r.Y)));
        var spearman = profile.Correlations.Single(c => (c.A, c.B, c.Method) == ("x", "y", "spearman"));
        Assert.InRange(spearman.Value, ranked - spearman.Estimate!.Error, ranked + spearman.Estimate.Error);
        var told = profile.Dependencies.Single(d => (d.From, d.To) == ("town", "land"));
        Assert.Equal((rows.Count(r => r.Land == "l99"), 40, null), ((int)told.BrokenRows, (int)told.Groups, told.Estimate));

        Assert.Equal((Rows, "BIGINT", 0L, "1"), (heard[0].RowCount, heard[0].Columns[0].Type, heard[0].Columns[0].Missing, heard[0].Columns[0].Min!.Value.ToString()));
        Assert.Empty(heard[0].Done);
    }

    private static void Near(double expected, double? actual) => Assert.Equal(expected, actual!.Value, Math.Abs(expected) * 1e-8);

    private static void Within(ColumnProfile column, string member, double expected, double found, double of = 1)
    {
        var error = column.Estimates[member].Error * of;
        Assert.InRange(found, expected - error, expected + error);
    }

    private sealed class Listener(List<FirstNumbers> heard) : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value)
        {
            if (value.Numbers is not null)
                heard.Add(value.Numbers);
        }
    }
}
