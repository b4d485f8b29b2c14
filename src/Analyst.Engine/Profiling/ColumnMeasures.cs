using System.Globalization;
using Analyst.Domain.Datasets;

namespace Analyst.Engine.Profiling;

/// <summary>Everything that was asked of DuckDB about one column, and what follows from it.</summary>
internal sealed record ColumnMeasures(ProfileColumn Column, NumberPass? Pass, ColumnOrder? Order, ProfileValues Values, ProfileSpread? Scanned, TimeStatistics? Times)
{
    public static ColumnMeasures Take(Duck duck, ProfileColumn column, NumberPass? pass, ColumnOrder? order, SampleColumn sample, long rows)
    {
        var values = ProfileValues.Measure(duck, column, sample.DistinctOf(rows), pass is not null && order is not null && order.IsUnique(pass.Present));
        return new ColumnMeasures(column, pass, order, values, ProfileSpread.Scan(duck, column, pass, values.Numbers), TimePeriods.Measure(duck, column, pass));
    }

    /// <summary>The column's numbers. Nothing is asked of DuckDB any more, so it can work on the next column meanwhile.</summary>
    public ColumnProfile Profile(long rows)
    {
        var (column, pass, values) = (Column, Pass, Values);
        var spread = Scanned ?? ProfileSpread.Of(column, pass, values.Numbers);
        var powers = pass?.Powers ?? values.Numbers?.Powers();
        var mean = column.IsFloating && powers is not null ? powers.Mean : pass?.Mean;
        var moments = column.Kind == ProfileKind.Number ? Moments.Of(powers, pass!.Min == pass.Max) : Moments.None;
        var present = values.Present;
        var notNumbers = pass?.NotNumbers ?? 0;
        var measured = new ColumnProfile(
            column.Name,
            column.Type,
            ColumnRole.Other,
            Confidence: 0,
            Missing: rows - present,
            notNumbers == 0 ? values.Markers : new Dictionary<string, long>(values.Markers) { ["nan"] = notNumbers },
            values.Blank,
            values.Distinct,
            ProfileText.Value(column, pass is null ? values.Min : pass.Min),
            ProfileText.Value(column, pass is null ? values.Max : pass.Max),
            column.Kind == ProfileKind.Number ? mean : null,
            spread.Quartiles?.Q2,
            moments.Variance is { } variance ? Math.Sqrt(variance) : null,
            spread.Quartiles,
            values.Top,
            spread.Histogram,
            values.MinLength,
            values.MaxLength)
        {
            Frequencies = values.Frequencies,
            Order = present == 0 ? null : Order?.Name,
            Numbers = column.Kind == ProfileKind.Number ? Numbers(column, pass!, mean, moments, spread, values) : null,
            Texts = column.Kind == ProfileKind.Text ? TextShapes.Of(values.Sample, values.Lengths, present) : null,
            Times = Times,
            Estimates = Estimates(column, spread, values),
        };
        return Semantics.Decide(measured, values.Sample, rows);
    }

    private static NumberStatistics Numbers(ProfileColumn column, NumberPass pass, double? mean, Moments moments, ProfileSpread spread, ProfileValues values)
    {
        var deviation = moments.Variance is { } variance ? Math.Sqrt(variance) : (double?)null;
        var (zeros, negatives) = values.Numbers is { } counts ? (counts.CountIf(x => x == 0), counts.CountIf(x => x < 0)) : (pass.Zeros, pass.Negatives);
        return new NumberStatistics(
            ProfileText.Sum(column, pass.Sum),
            ProfileText.Finite(pass.High - pass.Low),
            moments.Variance,
            mean is null or 0 ? null : ProfileText.Finite(deviation / mean),
            pass.Finite > 0 ? deviation / Math.Sqrt(pass.Finite) : null,
            moments.Skewness,
            moments.Kurtosis,
            zeros,
            negatives,
            pass.Finite - zeros - negatives,
            pass.Infinite,
            pass.NotNumbers,
            spread.Deviation,
            Precision(column, values),
            spread.Fences,
            spread.Outliers);
    }

    /// <summary>Most digits behind the point, of the values looked at.</summary>
    private static int Precision(ProfileColumn column, ProfileValues values) => column.IsInteger
        ? 0
        : values.Numbers is { } numbers ? numbers.Values.Select(Digits).DefaultIfEmpty(0).Max()
        : values.Sample.Values.Select(v => double.TryParse(v.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var x) ? Digits(x) : 0).DefaultIfEmpty(0).Max();

    private static int Digits(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var (exponent, point) = (text.IndexOf('E', StringComparison.Ordinal), text.IndexOf('.', StringComparison.Ordinal));
        var power = exponent < 0 ? 0 : int.Parse(text.AsSpan(exponent + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var behind = point < 0 ? 0 : (exponent < 0 ? text.Length : exponent) - point - 1;
        return Math.Max(0, behind - power);
    }

    private static Dictionary<string, Estimate> Estimates(ProfileColumn column, ProfileSpread spread, ProfileValues values)
    {
        var estimates = new Dictionary<string, Estimate>();
        if (spread.DeviationError is { } error)
            estimates["numbers.medianAbsoluteDeviation"] = new Estimate(error, "absolute");
        if (column.Kind == ProfileKind.Number && !column.IsInteger && values.Numbers is null && !values.Sample.IsWhole)
            estimates["numbers.precision"] = new Estimate(1, "value");
        if (column.Kind == ProfileKind.Text && !values.Sample.IsWhole)
        {
            var share = new Estimate(Math.Min(1, 4 / Math.Sqrt(Math.Max(1, values.Sample.Values.Count))), "rows");
            foreach (var member in new[] { "paddedRows", "spacedRows", "upperRows", "lowerRows", "mixedRows", "nonAsciiRows", "zeroPaddedRows", "variantRows", "masks" })
                estimates[$"texts.{member}"] = share;
        }
        return estimates;
    }
}
