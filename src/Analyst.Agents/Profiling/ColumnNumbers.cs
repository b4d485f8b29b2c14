using System.Globalization;
using System.Text.Json;
using Analyst.Domain.Datasets;

namespace Analyst.Agents.Profiling;

/// <summary>What may be said of one column.</summary>
internal static class ColumnNumbers
{
    public static NumberPool Of(ColumnProfile column, long rows)
    {
        var pool = new NumberPool();
        pool.Count(rows - column.Missing, column.Missing, column.Empty, column.Distinct, column.Frequencies?.Unique, column.Frequencies?.Duplicates, column.Frequencies?.ModeCount, column.Frequencies?.AntimodeCount);
        pool.Count(column.MissingMarkers?.Values.Select(n => (long?)n) ?? []);
        pool.Value(column.Mean, column.Median, column.StandardDeviation, column.Quartiles?.Q1, column.Quartiles?.Q2, column.Quartiles?.Q3, column.Frequencies?.Entropy, column.MinLength, column.MaxLength);
        pool.Text(column.Type);
        foreach (var text in (column.MissingMarkers?.Keys ?? []).Concat(column.Frequencies?.Modes ?? []).Concat(column.Frequencies?.Antimodes ?? []))
            pool.Text(text);
        Ends(pool, column);
        Frequent(pool, column);
        Numbers(pool, column.Numbers);
        Texts(pool, column.Texts);
        Times(pool, column.Times);
        foreach (var form in column.Forms ?? [])
            pool.Count(form.Count);
        // Said as what they are.
        if (column.SemanticType == SemanticTypes.Percentage)
            pool.Percentages.AddRange(pool.Values);
        return pool;
    }

    public static bool IsDate(ColumnProfile column) => column.Type.StartsWith("DATE", StringComparison.Ordinal) || column.Type.StartsWith("TIME", StringComparison.Ordinal);

    public static bool IsNumber(ColumnProfile column) =>
        column.Numbers is not null || column.Type.StartsWith("DECIMAL", StringComparison.Ordinal) || column.Type.EndsWith("INT", StringComparison.Ordinal) || column.Type is "INTEGER" or "UINTEGER" or "DOUBLE" or "FLOAT";

    private static void Ends(NumberPool pool, ColumnProfile column)
    {
        foreach (var end in new[] { column.Min, column.Max })
        {
            if (IsNumber(column))
                pool.Number(end);
            else if (end is { ValueKind: JsonValueKind.String } text)
                (IsDate(column) ? (Action<string?>)pool.Date : pool.Text)(text.GetString());
        }
    }

    private static void Frequent(NumberPool pool, ColumnProfile column)
    {
        foreach (var top in column.TopValues ?? [])
        {
            pool.Count(top.Count);
            pool.Text(top.Value);
            if (IsDate(column))
                pool.Date(top.Value);
            else if (IsNumber(column) && double.TryParse(top.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                pool.Value(number);
        }
    }

    private static void Numbers(NumberPool pool, NumberStatistics? n)
    {
        if (n is null)
            return;
        pool.Number(n.Sum);
        pool.Value(n.Range, n.Variance, n.CoefficientOfVariation, n.StandardError, n.Skewness, n.Kurtosis, n.MedianAbsoluteDeviation, n.Precision);
        pool.Count(n.Zeros, n.Negatives, n.Positives, n.Infinite, n.NotNumbers);
        pool.Value(n.Fences?.LowerOuter, n.Fences?.LowerInner, n.Fences?.UpperInner, n.Fences?.UpperOuter, n.Fences?.InterquartileRange);
        pool.Count(n.Outliers?.ExtremeLow, n.Outliers?.Low, n.Outliers?.High, n.Outliers?.ExtremeHigh, n.Outliers?.Total());
    }

    private static void Texts(NumberPool pool, TextStatistics? t)
    {
        if (t is null)
            return;
        pool.Value(t.AverageLength);
        pool.Count(t.PaddedRows, t.SpacedRows, t.UpperRows, t.LowerRows, t.MixedRows, t.NonAsciiRows, t.ZeroPaddedRows, t.VariantRows);
        foreach (var value in (t.Variants ?? []).SelectMany(group => group))
        {
            pool.Count(value.Count);
            pool.Text(value.Value);
        }
        foreach (var mask in t.Masks ?? [])
        {
            pool.Count(mask.Count);
            pool.Text(mask.Mask);
        }
    }

    private static void Times(NumberPool pool, TimeStatistics? t)
    {
        if (t is null)
            return;
        pool.Value(t.SpanDays, t.Periods, t.MissingPeriods, t.Gaps, t.LongestGap?.Periods);
        pool.Count(t.Weekends);
        pool.Date(t.LongestGap?.After);
        pool.Date(t.LongestGap?.Before);
    }
}
