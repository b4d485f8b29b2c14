using Analyst.Domain.Datasets;

namespace Analyst.Api.Features.Profiling.Page;

/// <summary>The statistics of a column by its kind, as names and values; what was estimated says so.</summary>
internal static class PageStatistics
{
    public static IEnumerable<(string Name, string? Value)> Of(ColumnProfile column, long rows)
    {
        IEnumerable<(string Name, string? Value)> all = [.. Basic(column, rows), .. Numbers(column, rows), .. Texts(column, rows), .. Times(column, rows), .. Frequent(column)];
        return all;
    }

    private static IEnumerable<(string, string?)> Basic(ColumnProfile c, long rows) =>
    [
        ("Missing", PageText.Share(c.Missing, rows)),
        ("Texts that mean missing", string.Join(", ", c.MissingMarkers.Select(m => $"{m.Key}: {PageText.Count(m.Value)}"))),
        ("Empty", c.Empty > 0 ? PageText.Share(c.Empty, rows) : null),
        ("Distinct", Guessed(c, "distinct", PageText.Count(c.Distinct))),
        ("Smallest", Guessed(c, "min", PageText.Value(c.Min))),
        ("Largest", Guessed(c, "max", PageText.Value(c.Max))),
        ("Order", c.Order),
    ];

    private static IEnumerable<(string, string?)> Numbers(ColumnProfile c, long rows) =>
    [
        ("Mean", Number(c, "mean", c.Mean)),
        ("Standard deviation", Number(c, "standardDeviation", c.StandardDeviation)),
        ("First quartile", Number(c, "quartiles", c.Quartiles?.Q1)),
        ("Median", Number(c, "median", c.Median)),
        ("Third quartile", Number(c, "quartiles", c.Quartiles?.Q3)),
        .. c.Numbers is { } n ? More(n, rows) : [],
    ];

    private static IEnumerable<(string, string?)> More(NumberStatistics n, long rows) =>
    [
        ("Sum", PageText.Value(n.Sum)),
        ("Range", Number(n.Range)),
        ("Variance", Number(n.Variance)),
        ("Coefficient of variation", Number(n.CoefficientOfVariation)),
        ("Standard error of the mean", Number(n.StandardError)),
        ("Skewness", Number(n.Skewness)),
        ("Kurtosis (excess)", Number(n.Kurtosis)),
        ("Median absolute deviation", Number(n.MedianAbsoluteDeviation)),
        ("Zeros", PageText.Share(n.Zeros, rows)),
        ("Negative", PageText.Share(n.Negatives, rows)),
        ("Positive", PageText.Share(n.Positives, rows)),
        ("Infinite", n.Infinite > 0 ? PageText.Share(n.Infinite, rows) : null),
        ("Not a number", n.NotNumbers > 0 ? PageText.Share(n.NotNumbers, rows) : null),
        ("Digits behind the point", PageText.Count(n.Precision)),
        ("Fences", n.Fences is { } f ? $"{PageText.Number(f.LowerInner)} to {PageText.Number(f.UpperInner)}, outer {PageText.Number(f.LowerOuter)} to {PageText.Number(f.UpperOuter)}" : null),
        ("Outliers", n.Outliers is { } o ? $"{PageText.Share(o.Total(), rows)}, {PageText.Count(o.ExtremeLow + o.ExtremeHigh)} of them extreme" : null),
    ];

    private static IEnumerable<(string, string?)> Texts(ColumnProfile c, long rows) =>
    [
        ("Length", c.MinLength is { } low && c.MaxLength is { } high ? $"{PageText.Count(low)} to {PageText.Count(high)} characters{(c.Texts is { } t ? $", {PageText.Number(Math.Round(t.AverageLength, 2))} on average" : "")}" : null),
        .. c.Texts is { } texts ? Forms(texts, rows) : [],
        ("Forms", string.Join(", ", (c.Forms ?? []).Select(f => $"{f.Form}: {PageText.Count(f.Count)}"))),
    ];

    private static IEnumerable<(string, string?)> Forms(TextStatistics t, long rows) =>
    [
        ("Shapes", string.Join(", ", (t.Masks ?? []).Take(5).Select(m => $"{PageText.Cut(m.Mask)}: {PageText.Count(m.Count)}"))),
        ("Padded with white space", Some(t.PaddedRows, rows)),
        ("Runs of white space inside", Some(t.SpacedRows, rows)),
        ("Upper, lower, mixed case", $"{PageText.Count(t.UpperRows)}, {PageText.Count(t.LowerRows)}, {PageText.Count(t.MixedRows)}"),
        ("Beyond ASCII", Some(t.NonAsciiRows, rows)),
        ("With leading zeros", Some(t.ZeroPaddedRows, rows)),
        ("Variants of another value", Some(t.VariantRows, rows)),
    ];

    private static IEnumerable<(string, string?)> Times(ColumnProfile c, long rows) => c.Times is not { } t ? [] :
    [
        ("Told by the", t.Granularity),
        ("Span", $"{PageText.Number(t.SpanDays)} days"),
        ("Periods with rows", PageText.Count(t.Periods)),
        ("Periods without", t.MissingPeriods > 0 ? $"{PageText.Count(t.MissingPeriods)} in {PageText.Count(t.Gaps)} gaps" : "0"),
        ("Longest gap", t.LongestGap is { } gap ? $"{PageText.Count(gap.Periods)} between {gap.After} and {gap.Before}" : null),
        ("On weekends", PageText.Share(t.Weekends, rows)),
    ];

    private static IEnumerable<(string, string?)> Frequent(ColumnProfile c) => c.Frequencies is not { } f ? [] :
    [
        ("Values that come once", Guessed(c, "frequencies", PageText.Count(f.Unique))),
        ("Repeated rows", Guessed(c, "frequencies", PageText.Count(f.Duplicates))),
        ("Entropy", $"{PageText.Number(Math.Round(f.Entropy, 4))} bits"),
        ("Mode", Listed(f.Modes, f.ModeCount)),
        ("Antimode", Listed(f.Antimodes, f.AntimodeCount)),
    ];

    private static string? Listed(IReadOnlyList<string>? values, long count) =>
        values is { Count: > 0 } ? $"{string.Join(", ", values.Take(3).Select(PageText.Cut))}{(values.Count > 3 ? ", …" : "")} ({PageText.Count(count)} each)" : null;

    private static string? Some(long count, long rows) => count > 0 ? PageText.Share(count, rows) : null;

    private static string? Number(double? number) => number is { } n ? PageText.Number(n) : null;

    private static string? Number(ColumnProfile column, string member, double? number) => Guessed(column, member, Number(number));

    private static string? Guessed(ColumnProfile column, string member, string? value) =>
        value is not null && PageText.Guess(column.Estimates.GetValueOrDefault(member)) is { } note ? $"{value} ({note})" : value;
}
