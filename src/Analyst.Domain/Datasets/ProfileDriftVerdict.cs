namespace Analyst.Domain.Datasets;

/// <summary>When a move is minor and when it is major. A move that chance explains in 1 of 100 pairs of samples is none.</summary>
public static class ProfileDriftVerdict
{
    /// <summary>Of the Kolmogorov–Smirnov distance or the total variation.</summary>
    public const double MinorDistribution = 0.1, MajorDistribution = 0.25;

    /// <summary>Of the share of missing values.</summary>
    public const double MinorMissing = 0.05, MajorMissing = 0.2;

    /// <summary>Of the mean, in standard deviations.</summary>
    public const double MinorMean = 0.2, MajorMean = 0.5;

    /// <summary>Share of rows with categories that came or went.</summary>
    public const double MinorCategories = 0.01, MajorCategories = 0.1;

    /// <summary>Points of the quality score.</summary>
    public const double MinorQuality = 5, MajorQuality = 15;

    /// <summary>A normal variable is farther from its mean in 1 of 100 cases.</summary>
    private const double OneOfHundred = 2.58;

    internal static DriftVerdict OfQuality(MovedNumber? quality) => quality is null ? DriftVerdict.None : Level(Math.Abs(quality.To - quality.From), MinorQuality, MajorQuality, chance: 0);

    internal static DriftVerdict OfShape(long rowsBefore, long rowsNow, SchemaDifference schema) =>
        (rowsBefore > 0 && rowsNow == 0) || schema.Dropped.Count > 0 ? DriftVerdict.Major : schema.Added.Count > 0 ? DriftVerdict.Minor : DriftVerdict.None;

    internal static ColumnDrift Judge(ColumnDrift drift, ColumnProfile before, long rowsBefore, ColumnProfile now, long rowsNow)
    {
        List<(string What, DriftVerdict Verdict)> moves =
        [
            ("type", before.Kind() == now.Kind() || before.Missing == rowsBefore || now.Missing == rowsNow ? DriftVerdict.None : DriftVerdict.Major),
            ("missing", Missing(drift.MissingShare, rowsBefore, rowsNow)),
            ("distribution", Distribution(drift.Distribution, now)),
            ("mean", Mean(drift, rowsBefore - before.Missing, rowsNow - now.Missing, now)),
            ("new-categories", Categories(drift.NewCategories, rowsNow - now.Missing, rowsBefore - before.Missing)),
            ("vanished-categories", Categories(drift.VanishedCategories, rowsBefore - before.Missing, rowsNow - now.Missing)),
        ];
        return drift with { Verdict = moves.Max(m => m.Verdict), Reasons = [.. moves.Where(m => m.Verdict > DriftVerdict.None).Select(m => m.What)] };
    }

    private static DriftVerdict Missing(MovedNumber? share, long rowsBefore, long rowsNow)
    {
        if (share is null)
            return DriftVerdict.None;
        var pooled = (share.From * rowsBefore + share.To * rowsNow) / (rowsBefore + rowsNow);
        return Level(Math.Abs(share.To - share.From), MinorMissing, MajorMissing, OneOfHundred * Math.Sqrt(pooled * (1 - pooled) * (1.0 / rowsBefore + 1.0 / rowsNow)));
    }

    private static DriftVerdict Distribution(DistributionDistance? distribution, ColumnProfile now)
    {
        var worst = new[] { distribution?.KolmogorovSmirnov, distribution?.TotalVariation }.OfType<Distance>()
            .Select(d => Level(d.Value, MinorDistribution, MajorDistribution, d.Chance ?? 0)).DefaultIfEmpty().Max();
        // Identifiers and dates go on by their nature.
        return now.Role == ColumnRole.Identifier ? DriftVerdict.None
            : now.Kind() == DriftKind.Moment && worst == DriftVerdict.Major ? DriftVerdict.Minor
            : worst;
    }

    private static DriftVerdict Mean(ColumnDrift drift, long before, long after, ColumnProfile now) =>
        drift.MeanShift is not { } shift || now.Role == ColumnRole.Identifier || before <= 0 || after <= 0
            ? DriftVerdict.None
            : Level(Math.Abs(shift), MinorMean, MajorMean, OneOfHundred * Math.Sqrt(1.0 / before + 1.0 / after));

    /// <param name="rows">Of the revision that has the categories.</param>
    /// <param name="others">Of the one that lacks them: a share of 4.6 by its rows is missed by chance in 1 of 100 cases.</param>
    private static DriftVerdict Categories(CategoryChange? change, long rows, long others) =>
        change is null || rows <= 0 || others <= 0 ? DriftVerdict.None : Level((double)change.Rows / rows, MinorCategories, MajorCategories, 4.6 / others);

    private static DriftVerdict Level(double move, double minor, double major, double chance) =>
        move < minor || move <= chance ? DriftVerdict.None : move < major ? DriftVerdict.Minor : DriftVerdict.Major;
}
