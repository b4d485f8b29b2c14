namespace Analyst.Domain.Datasets;

/// <summary>How far two distributions are apart.</summary>
/// <param name="Estimate">Null when exact; else the true distance of all rows is not farther from <paramref name="Value"/> than its error.</param>
/// <param name="Chance">What two samples of these sizes from one and the same distribution exceed in 1 of 100 cases.</param>
public sealed record Distance(double Value, Estimate? Estimate = null, double? Chance = null);

/// <summary>Distances of the values that a column had and has; missing ones are not counted.</summary>
/// <param name="KolmogorovSmirnov">Of numbers and dates: the largest difference of the shares below any value, 0 to 1.</param>
/// <param name="Wasserstein">Of numbers and dates: how far the values had to move on average, in <paramref name="WassersteinUnit"/>.</param>
/// <param name="WassersteinUnit"><c>standard-deviation</c> (of the earlier revision) or <c>days</c>.</param>
/// <param name="TotalVariation">Of categories: the share of rows that would have to change, 0 to 1.</param>
/// <param name="JensenShannon">Of categories: the distance (root of the divergence, base 2), 0 to 1.</param>
public sealed record DistributionDistance(Distance? KolmogorovSmirnov, Distance? Wasserstein, string? WassersteinUnit, Distance? TotalVariation, Distance? JensenShannon);

/// <summary>Categories that only one of two revisions has.</summary>
/// <param name="Count">How many.</param>
/// <param name="Rows">That hold them.</param>
/// <param name="Values">The most frequent of them, at most twenty.</param>
/// <param name="AtLeast">More may be among values too rare for the profile's list.</param>
public sealed record CategoryChange(long Count, long Rows, IReadOnlyList<ValueCount> Values, bool AtLeast);

/// <summary>The numbers of a column in both revisions.</summary>
/// <param name="Name">The one it has now.</param>
/// <param name="Mean">Of columns that are numbers in both.</param>
public sealed record ColumnDrift(string Name, MovedCount Missing, MovedCount Distinct, MovedNumber? Mean)
{
    /// <summary>The name it had, when that was another one.</summary>
    public string? NameBefore { get; init; }

    public DriftVerdict Verdict { get; init; }

    /// <summary>What the verdict rests on: <c>type</c>, <c>missing</c>, <c>distribution</c>, <c>mean</c>, <c>new-categories</c>, <c>vanished-categories</c>.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>Rows without a value by all rows; absent when a revision has no rows.</summary>
    public MovedNumber? MissingShare { get; init; }

    /// <summary>How far the mean moved, in standard deviations of the earlier revision.</summary>
    public double? MeanShift { get; init; }

    public DistributionDistance? Distribution { get; init; }

    /// <summary>Absent when the earlier revision has too many values to know.</summary>
    public CategoryChange? NewCategories { get; init; }

    /// <summary>Absent when the later revision has too many values to know.</summary>
    public CategoryChange? VanishedCategories { get; init; }

    internal static ColumnDrift Of(ColumnProfile before, long rowsBefore, ColumnProfile now, long rowsNow)
    {
        var deviation = Positive(before.StandardDeviation) ?? Positive(now.StandardDeviation);
        var mean = before.Mean is { } m && now.Mean is { } k ? new MovedNumber(m, k) : null;
        var categories = ProfileDriftCategories.Of(before, rowsBefore, now, rowsNow);
        var spread = ProfileDriftSpread.Of(before, now, deviation);
        var drift = new ColumnDrift(now.Name, new(before.Missing, now.Missing), new(before.Distinct, now.Distinct), mean)
        {
            NameBefore = before.Name == now.Name ? null : before.Name,
            MissingShare = rowsBefore > 0 && rowsNow > 0 ? new((double)before.Missing / rowsBefore, (double)now.Missing / rowsNow) : null,
            MeanShift = mean is not null && deviation is { } d && double.IsFinite((mean.To - mean.From) / d) ? (mean.To - mean.From) / d : null,
            Distribution = spread is null && categories?.TotalVariation is null ? null : new(spread?.KolmogorovSmirnov, spread?.Wasserstein, spread?.Wasserstein is null ? null : spread.Unit, categories?.TotalVariation, categories?.JensenShannon),
            NewCategories = categories?.New,
            VanishedCategories = categories?.Vanished,
        };
        return ProfileDriftVerdict.Judge(drift, before, rowsBefore, now, rowsNow);
    }

    private static double? Positive(double? number) => number is > 0 and < double.PositiveInfinity ? number : null;
}
