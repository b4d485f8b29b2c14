using System.Globalization;

namespace Analyst.Engine.Profiling.Meaning;

/// <summary>What is known of a column of numbers.</summary>
internal sealed class NumberFacts
{
    public NumberFacts(ColumnFacts facts, bool isIntegerType)
    {
        Facts = facts;
        var values = facts.Measured.TopValues.Select(v => (Value: Parse(v.Value), v.Count)).Where(v => double.IsFinite(v.Value)).OrderBy(v => v.Value).ToList();
        Top = [.. values];
        IsWhole = isIntegerType || (facts.Measured.Numbers is { } n ? n.Precision == 0 && n.Infinite == 0 : Top.Count > 0 && Top.All(v => v.Value == Math.Floor(v.Value)));
        Min = Parse(facts.Measured.Min?.ToString());
        Max = Parse(facts.Measured.Max?.ToString());
    }

    public ColumnFacts Facts { get; }

    public ColumnName Name => Facts.Name;

    public long Present => Facts.Present;

    public long Distinct => Facts.Distinct;

    /// <summary>The most frequent numbers, in order of size.</summary>
    public IReadOnlyList<(double Value, long Count)> Top { get; }

    /// <summary><see cref="Top"/> holds all numbers.</summary>
    public bool KnowsAll => Top.Count == Distinct;

    /// <summary>No number has a fraction.</summary>
    public bool IsWhole { get; }

    public double Min { get; }

    public double Max { get; }

    /// <summary>Whole numbers without one missing between the smallest and the largest.</summary>
    public bool IsGapless => IsWhole && Distinct > 1 && Max - Min == Distinct - 1;

    /// <summary>Every number comes equally often: the plan of an experiment, not a measurement.</summary>
    public bool IsBalanced => KnowsAll && Distinct > 2 && Top[0].Count > 1 && Top.All(v => v.Count == Top[0].Count);

    public bool Within(double low, double high) => Min >= low && Max <= high;

    /// <summary>The quartiles lie there, and what lies beyond is a slip rather than another scale.</summary>
    public bool MostlyWithin(double low, double high) =>
        Within(low, high) || (Facts.Measured is { Quartiles: { } q, Numbers.Outliers: { } far } && q.Q1 >= low && q.Q3 <= high && far.Total() <= 0.01 * Present);

    private static double Parse(string? text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;
}
