namespace Analyst.Domain.Datasets;

/// <summary>Distances of two columns of categories, and which came and went, from their most frequent values.</summary>
internal sealed record ProfileDriftCategories(Distance? TotalVariation, Distance? JensenShannon, CategoryChange? New, CategoryChange? Vanished)
{
    private const int MostShown = 20;

    /// <summary>Of a normal variable with deviation ½, at 1 of 100.</summary>
    private const double OneOfHundred = 1.17;

    /// <summary>Mean distance of a normal variable from its mean, in deviations.</summary>
    private const double MeanDistance = 0.8;

    /// <summary>Null when the columns hold no categories.</summary>
    public static ProfileDriftCategories? Of(ColumnProfile before, long rowsBefore, ColumnProfile now, long rowsNow)
    {
        if (!Holds(before) || !Holds(now))
            return null;
        var (old, recent) = (DriftCounts.Of(before, rowsBefore), DriftCounts.Of(now, rowsNow));
        var few = old.Whole && recent.Whole || Named(before.Role) && Named(now.Role);
        if (!few)
            return null;
        var (variation, shannon) = old.Rows == 0 || recent.Rows == 0 ? (null, null) : Distances(old, recent);
        return new(variation, shannon, Came(old, recent), Came(recent, old));
    }

    private static bool Named(ColumnRole role) => role is ColumnRole.Categorical or ColumnRole.Boolean;

    private static bool Holds(ColumnProfile column) =>
        column.Role is not (ColumnRole.Identifier or ColumnRole.Numeric or ColumnRole.Datetime) && !column.Estimates.ContainsKey("topValues");

    private static CategoryChange? Came(DriftCounts old, DriftCounts recent)
    {
        if (!old.Whole)
            return null;
        var values = recent.Counts.Where(c => !old.Counts.ContainsKey(c.Key)).OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => new ValueCount(c.Key, c.Value)).ToArray();
        return new(values.Length, values.Sum(v => v.Count), [.. values.Take(MostShown)], AtLeast: !recent.Whole);
    }

    private static (Distance Variation, Distance Shannon) Distances(DriftCounts old, DriftCounts recent)
    {
        double same = 0, onlyOld = 0, onlyRecent = 0, closeOld = 0, closeRecent = 0, scatter = 0, divergence = 0, disjoint = old.Rest + recent.Rest;
        foreach (var value in old.Counts.Keys.Union(recent.Counts.Keys))
        {
            var (p, q) = (old.Share(value), recent.Share(value));
            scatter += Math.Sqrt((p + q) / 2 * (1 - (p + q) / 2));
            same += Math.Min(p, q);
            var inBoth = old.Counts.ContainsKey(value) && recent.Counts.ContainsKey(value);
            if (inBoth)
            {
                divergence += Divergence(p, q);
                continue;
            }
            // One list lacks it: the other revision may hold it in as many rows as the last value there.
            disjoint += p + q;
            if (p > 0)
                (onlyOld, closeOld) = (onlyOld + Math.Min(p, recent.Rarest), closeOld + Divergence(p, Math.Min(p, recent.Rarest)));
            else
                (onlyRecent, closeRecent) = (onlyRecent + Math.Min(q, old.Rarest), closeRecent + Divergence(Math.Min(q, old.Rarest), q));
        }
        (onlyOld, onlyRecent) = (Math.Min(onlyOld, recent.Rest), Math.Min(onlyRecent, old.Rest));
        var mostSame = same + Math.Min(onlyOld + onlyRecent + Math.Min(old.Rest, recent.Rest), Math.Min(recent.Rest + onlyRecent, old.Rest + onlyOld));
        var spread = Math.Sqrt(1.0 / old.Rows + 1.0 / recent.Rows);
        var chance = Math.Min(1, MeanDistance * scatter / 2 * spread + OneOfHundred * spread);
        return (
            Told(1 - mostSame, 1 - same, chance),
            Told(Math.Sqrt(divergence + closeOld + closeRecent), Math.Sqrt(divergence + disjoint / 2), chance: null));
    }

    // As if what neither list holds had not moved.
    private static Distance Told(double least, double most, double? chance)
    {
        var (value, end) = (Math.Clamp(least, 0, 1), Math.Clamp(most, 0, 1));
        return new(value, end - value <= 1e-9 ? null : new Estimate(end - value, "absolute"), chance);
    }

    /// <summary>What one value adds to the Jensen–Shannon divergence, in bits.</summary>
    private static double Divergence(double p, double q) => Part(p, (p + q) / 2) + Part(q, (p + q) / 2);

    private static double Part(double p, double mean) => p <= 0 ? 0 : p / 2 * Math.Log2(p / mean);
}

/// <summary>The counts of values that a profile lists.</summary>
/// <param name="Rows">With a value.</param>
internal sealed record DriftCounts(IReadOnlyDictionary<string, long> Counts, long Rows)
{
    /// <summary>Every row's value is in the list.</summary>
    public bool Whole => Counts.Values.Sum() >= Rows;

    /// <summary>The share of rows whose value is not in the list.</summary>
    public double Rest => Rows == 0 ? 0 : Math.Max(0, 1 - (double)Counts.Values.Sum() / Rows);

    /// <summary>No value outside the list has a larger share.</summary>
    public double Rarest => Whole ? 0 : Counts.Count == 0 ? 1 : (double)Counts.Values.Min() / Rows;

    public double Share(string value) => Rows == 0 ? 0 : (double)Counts.GetValueOrDefault(value) / Rows;

    public static DriftCounts Of(ColumnProfile column, long rows) => new(
        column.TopValues.GroupBy(v => v.Value, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(v => v.Count), StringComparer.Ordinal),
        Math.Max(rows - column.Missing, 0));
}
