using System.Text.Json;

namespace Analyst.Domain.Datasets;

/// <summary>How often the values of a column come.</summary>
/// <param name="Unique">Values that come once.</param>
/// <param name="Duplicates">Rows whose value stands in an earlier row too.</param>
/// <param name="Entropy">Shannon's, in bits; NULL not counted.</param>
/// <param name="Modes">The most frequent values, at most ten.</param>
/// <param name="ModeCount">Rows that hold each of them; 0 when the column is empty.</param>
/// <param name="Antimodes">The least frequent values, at most ten.</param>
/// <param name="AntimodeCount">Rows that hold each of them.</param>
public sealed record Frequencies(long Unique, long Duplicates, double Entropy, IReadOnlyList<string> Modes, long ModeCount, IReadOnlyList<string> Antimodes, long AntimodeCount);

/// <summary>Numbers of a column of numbers, over its finite values.</summary>
/// <param name="Sum">JSON number for floating point, else string with every digit; null when it does not fit.</param>
/// <param name="Range">Largest less smallest.</param>
/// <param name="Variance">Of a sample (divided by n - 1).</param>
/// <param name="CoefficientOfVariation">Standard deviation by mean; null when the mean is 0.</param>
/// <param name="StandardError">Of the mean.</param>
/// <param name="Skewness">Of a sample, bias corrected (as Excel's SKEW).</param>
/// <param name="Kurtosis">Excess, of a sample, bias corrected (as Excel's KURT).</param>
/// <param name="Positives">Above zero.</param>
/// <param name="Infinite">Infinities, which no other number here counts.</param>
/// <param name="NotNumbers">NaN, which no other number here counts.</param>
/// <param name="MedianAbsoluteDeviation">From the median.</param>
/// <param name="Precision">Most digits behind the decimal point.</param>
public sealed record NumberStatistics(
    JsonElement? Sum,
    double? Range,
    double? Variance,
    double? CoefficientOfVariation,
    double? StandardError,
    double? Skewness,
    double? Kurtosis,
    long Zeros,
    long Negatives,
    long Positives,
    long Infinite,
    long NotNumbers,
    double? MedianAbsoluteDeviation,
    int Precision,
    Fences? Fences,
    Outliers? Outliers);

/// <summary>Tukey's fences: 1.5 (inner) and 3 (outer) interquartile ranges beyond the quartiles.</summary>
public sealed record Fences(double LowerOuter, double LowerInner, double UpperInner, double UpperOuter, double InterquartileRange);

/// <summary>Rows beyond the fences; the extreme ones are beyond the outer fence and not counted with the others.</summary>
public sealed record Outliers(long ExtremeLow, long Low, long High, long ExtremeHigh)
{
    public long Total() => ExtremeLow + Low + High + ExtremeHigh;
}

/// <summary>Numbers of a column of text. Lengths in characters, counts in rows.</summary>
/// <param name="PaddedRows">With white space at an end.</param>
/// <param name="SpacedRows">With a run of white space inside.</param>
/// <param name="UpperRows">All letters upper case, with at least one letter.</param>
/// <param name="LowerRows">All letters lower case, with at least one letter.</param>
/// <param name="MixedRows">Letters of both cases.</param>
/// <param name="NonAsciiRows">With a character beyond ASCII.</param>
/// <param name="ZeroPaddedRows">Digits only, with a zero in front of another digit.</param>
/// <param name="VariantRows">Rows whose value equals a more frequent one but for case and white space.</param>
/// <param name="Variants">The most frequent groups of such values, each with its counts, at most twenty.</param>
/// <param name="Masks">The shapes of the values (<c>A</c> upper, <c>a</c> lower, <c>9</c> digit, runs beyond a few shortened with <c>+</c>), most frequent first, at most twenty.</param>
public sealed record TextStatistics(
    double AverageLength,
    long PaddedRows,
    long SpacedRows,
    long UpperRows,
    long LowerRows,
    long MixedRows,
    long NonAsciiRows,
    long ZeroPaddedRows,
    long VariantRows,
    IReadOnlyList<IReadOnlyList<ValueCount>> Variants,
    IReadOnlyList<MaskCount> Masks);

/// <summary>A shape of values, such as <c>AA-9999</c>, and how many rows have it.</summary>
public sealed record MaskCount(string Mask, long Count);

/// <summary>A form of values, such as <c>email</c>, and how many rows have it.</summary>
public sealed record FormCount(string Form, long Count);

/// <summary>Numbers of a column of dates.</summary>
/// <param name="Granularity">The coarsest unit that tells every value: <c>year</c>, <c>quarter</c>, <c>month</c>, <c>week</c>, <c>day</c>, <c>hour</c>, <c>minute</c>, <c>second</c> or <c>subsecond</c>.</param>
/// <param name="SpanDays">From first to last.</param>
/// <param name="Periods">Different periods of that granularity that hold a row.</param>
/// <param name="MissingPeriods">Periods between first and last that hold none.</param>
/// <param name="Gaps">Stretches of such periods.</param>
/// <param name="LongestGap">The longest of them, null without any.</param>
/// <param name="Weekends">Rows on a Saturday or Sunday.</param>
public sealed record TimeStatistics(string Granularity, double SpanDays, long Periods, long MissingPeriods, long Gaps, TimeGap? LongestGap, long Weekends);

/// <summary>A stretch without rows, named by the periods on both sides of it.</summary>
/// <param name="Periods">That are missing between them.</param>
public sealed record TimeGap(string After, string Before, long Periods);
