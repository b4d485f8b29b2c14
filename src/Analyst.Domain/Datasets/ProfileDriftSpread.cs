namespace Analyst.Domain.Datasets;

/// <summary>Distances of two columns of numbers or of dates, from their bins, quartiles and most frequent values.</summary>
internal sealed record ProfileDriftSpread(Distance KolmogorovSmirnov, Distance? Wasserstein, string Unit)
{
    private const double SecondsOfADay = 86_400;

    /// <summary>Below this a difference is rounding.</summary>
    private const double Rounding = 1e-12;

    /// <summary>The Kolmogorov distribution's value at 1 of 100.</summary>
    private const double OneOfHundred = 1.63;

    /// <summary>Null unless both are numbers or both are dates, and there are values.</summary>
    /// <param name="deviation">The unit of numbers.</param>
    public static ProfileDriftSpread? Of(ColumnProfile before, ColumnProfile now, double? deviation)
    {
        var kind = before.Kind();
        if (kind == DriftKind.Other || now.Kind() != kind || ProfileDriftCurve.Of(before, kind) is not { } old || ProfileDriftCurve.Of(now, kind) is not { } recent)
            return null;
        double[] places = [.. old.Places.Concat(recent.Places).Distinct().Order()];
        var chance = OneOfHundred * Math.Sqrt(1.0 / old.Rows + 1.0 / recent.Rows);
        var farthest = Farthest(old, recent, places) with { Chance = chance };
        var unit = kind == DriftKind.Moment ? SecondsOfADay : deviation;
        // No farther mean without moving values as far.
        var least = kind == DriftKind.Number && before.Mean is { } m && now.Mean is { } k ? Math.Abs(k - m) * (1 - 1e-9) : 0;
        return new(farthest, unit is { } u ? Moved(old, recent, places, least, u) : null, kind == DriftKind.Moment ? "days" : "standard-deviation");
    }

    private static Distance Farthest(ProfileDriftCurve old, ProfileDriftCurve recent, double[] places)
    {
        double likely = 0, least = 0, most = 0;
        foreach (var place in places)
        {
            foreach (var including in new[] { false, true })
            {
                likely = Math.Max(likely, Math.Abs(old.Likely(place, including) - recent.Likely(place, including)));
                var gap = Gap.Of(old.Bounds(place, including), recent.Bounds(place, including));
                (least, most) = (Math.Max(least, gap.Least), Math.Max(most, gap.Most));
            }
            most = Math.Max(most, Gap.Of(old.BoundsAfter(place), recent.BoundsAfter(place)).Most);
        }
        return Told(likely, least, most);
    }

    private static Distance? Moved(ProfileDriftCurve old, ProfileDriftCurve recent, double[] places, double least, double unit)
    {
        double likely = 0, low = 0, high = 0;
        for (var i = 0; i + 1 < places.Length; i++)
        {
            var (from, to) = (places[i], places[i + 1]);
            likely += (to - from) * Area(old.Likely(from, true) - recent.Likely(from, true), old.Likely(to, false) - recent.Likely(to, false));
            var gap = Gap.Of(old.BoundsAfter(from), recent.BoundsAfter(from));
            (low, high) = (low + (to - from) * gap.Least, high + (to - from) * gap.Most);
        }
        low = Math.Max(low, Math.Min(least, high));
        return double.IsFinite(high / unit) ? Told(likely / unit, low / unit, high / unit) : null;
    }

    /// <summary>Mean height of the line from one signed height to the other, both sides of zero counted.</summary>
    private static double Area(double a, double b) =>
        a * b >= 0 ? (Math.Abs(a) + Math.Abs(b)) / 2 : (a * a + b * b) / (2 * (Math.Abs(a) + Math.Abs(b)));

    private static Distance Told(double likely, double least, double most)
    {
        var value = Math.Max(least, Math.Min(most, likely));
        var error = Math.Max(most - value, value - least);
        return new(value, error <= Rounding * Math.Max(1, most) ? null : new Estimate(error, "absolute"));
    }

    /// <summary>How far two shares surely are apart, and how far they may be.</summary>
    private readonly record struct Gap(double Least, double Most)
    {
        public static Gap Of(Share a, Share b) =>
            new(Math.Max(0, Math.Max(a.Least - b.Most, b.Least - a.Most)), Math.Max(0, Math.Max(a.Most - b.Least, b.Most - a.Least)));
    }
}
