namespace Analyst.Tests.Engine;

/// <summary>Statistics as their definitions have them, written plainly.</summary>
internal static class Definitions
{
    /// <summary>Linearly interpolated between the two values around the rank.</summary>
    public static double Quantile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToList();
        var rank = share * (sorted.Count - 1);
        var low = (int)Math.Floor(rank);
        return sorted[low] + (sorted[(int)Math.Ceiling(rank)] - sorted[low]) * (rank - low);
    }

    public static double Pearson(List<double> a, List<double> b)
    {
        var (x, y) = (a.Average(), b.Average());
        return a.Zip(b).Sum(p => (p.First - x) * (p.Second - y)) / Math.Sqrt(a.Sum(v => (v - x) * (v - x)) * b.Sum(v => (v - y) * (v - y)));
    }

    /// <summary>Equal values share the middle of their ranks.</summary>
    public static List<double> Ranks(List<double> values)
    {
        var rank = values.Order().Select((v, i) => (v, i)).GroupBy(p => p.v).ToDictionary(g => g.Key, g => g.Average(p => p.i));
        return values.ConvertAll(v => rank[v]);
    }
}
