using System.Globalization;
using System.Text;
using Analyst.Domain.Datasets;
using Analyst.Engine;
using static Analyst.Tests.Engine.Definitions;

namespace Analyst.Tests.Engine;

public sealed class What_columns_have_to_do_with_each_other(Runners runners)
{
    [Fact]
    public async Task is_found_in_a_table_that_was_made_so()
    {
        var random = new Random(5);
        var csv = new StringBuilder("order,line,town,code,land,celsius,fahrenheit,a,b,size,twin\n");
        for (var i = 0; i < 3_000; i++)
        {
            var (town, celsius, given) = (random.Next(30), random.Next(-200, 400) / 10m, random.Next(3) > 0);
            csv.Append(CultureInfo.InvariantCulture, $"{i / 3},{i % 3},t{town},c{town * 7 % 31},{(i is 100 or 200 ? "?" : $"l{town % 6}")},{celsius},{celsius * 1.8m + 32},{(given ? random.Next(50) : null)},{(given ? random.Next(1000) : null)},{"SML"[random.Next(3)]},{i / 3}\n");
        }
        var profile = await Profile(csv.ToString());

        Assert.Equal([["order", "line"], ["line", "twin"]], profile.CandidateKeys.OrderByDescending(k => k[0], StringComparer.Ordinal));
        Assert.Contains(new ColumnPair("celsius", "fahrenheit", "linear", 1.8, 32), profile.Together);
        Assert.Contains(new ColumnPair("code", "town", "one-to-one"), profile.Together);
        Assert.Contains(new ColumnPair("order", "twin", "equal"), profile.Together);
        Assert.Contains(new ColumnPair("a", "b", "missing-together"), profile.Together);
        Assert.Equal(4, profile.Together.Count);
        Assert.Contains(new Dependency("town", "land", 2, 30), profile.Dependencies);
        Assert.Contains(new Dependency("town", "code", 0, 30), profile.Dependencies);
        Assert.DoesNotContain(profile.Dependencies, d => d.From == "land" || d.To == "size");
    }

    [Fact]
    public async Task is_measured_as_the_definitions_say()
    {
        var random = new Random(6);
        var rows = Enumerable.Range(0, 900).Select(_ =>
        {
            var x = random.NextDouble();
            return (X: random.Next(12) == 0 ? null : (double?)x, Y: (double?)Math.Round(x * x * x + random.NextDouble() / 4, 2), A: "abc"[random.Next(3)], B: random.NextDouble());
        }).Select(r => (r.X, r.Y, r.A, B: r.B < 0.6 ? r.A : "xyz"[random.Next(3)])).ToList();
        var profile = await Profile("x,y,a,b\n" + string.Concat(rows.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.X},{r.Y},{r.A},{r.B}\n"))));

        var both = rows.Where(r => r.X is not null).ToList();
        List<double> x = both.ConvertAll(r => r.X!.Value), y = both.ConvertAll(r => r.Y!.Value);
        var pearson = profile.Correlations.Single(c => c.Method == "pearson");
        Assert.Equal((both.Count, null), ((int)pearson.Rows, pearson.Estimate));
        Assert.Equal(Pearson(x, y), pearson.Value, 1e-9);
        Assert.Equal(Pearson(Ranks(x), Ranks(y)), profile.Correlations.Single(c => c.Method == "spearman").Value, 1e-9);
        Assert.Equal(CramersV(rows.ConvertAll(r => r.A), rows.ConvertAll(r => r.B)), profile.Correlations.Single(c => (c.A, c.B, c.Method) == ("a", "b", "cramers-v")).Value, 1e-9);
    }

    [Fact]
    public async Task is_nothing_in_noise()
    {
        var random = new Random(8);
        var profile = await Profile("k,a,b,c\n" + string.Concat(Enumerable.Range(0, 2_000).Select(i => $"{i},{random.Next(20)},{random.Next(5)},{(random.Next(100) == 0 ? "rare" : "usual")}\n")));

        Assert.Equal([["k"]], profile.CandidateKeys);
        Assert.Empty(profile.Dependencies);
        Assert.Empty(profile.Together);
        Assert.All(profile.Correlations, c => Assert.InRange(Math.Abs(c.Value), 0, 0.12));
    }

    /// <summary>Through chi-square over the whole contingency table, with Bergsma's correction.</summary>
    private static double CramersV(List<char> a, List<char> b)
    {
        double n = a.Count, chi = 0;
        var (left, right) = (a.Distinct().ToList(), b.Distinct().ToList());
        foreach (var p in left)
        {
            foreach (var q in right)
            {
                var expected = a.Count(v => v == p) * (double)b.Count(v => v == q) / n;
                chi += Math.Pow(a.Zip(b).Count(v => v == (p, q)) - expected, 2) / expected;
            }
        }
        double r = left.Count, k = right.Count;
        var phi = Math.Max(0, chi / n - (k - 1) * (r - 1) / (n - 1));
        return Math.Sqrt(phi / Math.Min(k - Math.Pow(k - 1, 2) / (n - 1) - 1, r - Math.Pow(r - 1, 2) / (n - 1) - 1));
    }

    private async Task<TableProfile> Profile(string csv) =>
        await runners.Pool.Profile(new ProfileWork(Runners.Anyone, (await runners.Load(csv)).Parquet), Runners.Unheard, Runners.Ct);
}
