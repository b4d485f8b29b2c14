using System.Globalization;
using System.Text.Json;
using Analyst.Domain.Datasets;
using Analyst.Engine.Profiling;

namespace Analyst.Tests.Engine;

/// <summary>Columns as the profiler measures them, written by hand.</summary>
internal static class Columns
{
    /// <summary>The meaning of a column of text.</summary>
    public static ColumnProfile Text(string name, params IEnumerable<string?> values) => Decide(name, "VARCHAR", values.ToList());

    /// <summary>The meaning of a column of whole numbers.</summary>
    public static ColumnProfile Integers(string name, params IEnumerable<long> values) => Decide(name, "BIGINT", [.. values.Select(v => v.ToString(CultureInfo.InvariantCulture))]);

    /// <summary>The meaning of a column of numbers.</summary>
    public static ColumnProfile Numbers(string name, params IEnumerable<double> values) => Decide(name, "DOUBLE", [.. values.Select(v => v.ToString("R", CultureInfo.InvariantCulture))]);

    public static ColumnProfile Decide(string name, string type, IReadOnlyList<string?> values)
    {
        var present = values.OfType<string>().ToList();
        var counted = present.CountBy(v => v, StringComparer.Ordinal).Select(v => new ValueCount(v.Key, v.Value)).OrderByDescending(v => v.Count).ThenBy(v => v.Value, StringComparer.Ordinal).ToList();
        var markers = type == "VARCHAR" ? counted.Where(v => v.Value.ToLowerInvariant() is "n/a" or "-" or "?").ToDictionary(v => v.Value, v => v.Count) : [];
        var numbers = type is "BIGINT" or "DOUBLE" ? present.Select(v => double.Parse(v, CultureInfo.InvariantCulture)).ToList() : [];
        var measured = new ColumnProfile(
            name, type, ColumnRole.Other, Confidence: 0, values.Count - present.Count, markers, present.Count(string.IsNullOrWhiteSpace), counted.Count,
            Number(numbers, numbers.Count == 0 ? 0 : numbers.Min()), Number(numbers, numbers.Count == 0 ? 0 : numbers.Max()), Mean: null, Median: null, StandardDeviation: null, Quartiles: null,
            [.. counted.Take(ColumnProfile.MaximumTopValues)], [], present.Count == 0 ? null : present.Min(v => v.Length), present.Count == 0 ? null : present.Max(v => v.Length));
        return Semantics.Decide(measured, new ColumnSample(counted, IsWhole: true, present.Count), values.Count);
    }

    private static JsonElement? Number(List<double> numbers, double value) => numbers.Count == 0 ? null : JsonSerializer.SerializeToElement(value);
}
