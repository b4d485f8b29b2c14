using System.Text.Json;
using System.Text.Json.Serialization;

namespace Analyst.Domain.Datasets;

/// <summary>What a column is good for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ColumnRole>))]
public enum ColumnRole
{
    [JsonStringEnumMemberName("numeric")] Numeric,
    [JsonStringEnumMemberName("categorical")] Categorical,
    [JsonStringEnumMemberName("datetime")] Datetime,
    [JsonStringEnumMemberName("text")] Text,
    [JsonStringEnumMemberName("identifier")] Identifier,
    [JsonStringEnumMemberName("boolean")] Boolean,
    [JsonStringEnumMemberName("url")] Url,
    [JsonStringEnumMemberName("list")] List,
    [JsonStringEnumMemberName("other")] Other,
}

/// <summary>The numbers of one revision. Every count is exact, taken over every row.</summary>
/// <param name="DuplicateRows">Rows that equal an earlier row in every column.</param>
public sealed record TableProfile(long RowCount, long DuplicateRows, IReadOnlyList<ColumnProfile> Columns)
{
    public ColumnProfile? Find(string column) => Columns.FirstOrDefault(c => string.Equals(c.Name, column, StringComparison.OrdinalIgnoreCase));
}

/// <summary>The numbers of one column.</summary>
/// <param name="Type">DuckDB's type name.</param>
/// <param name="Missing">Rows without a value (NULL).</param>
/// <param name="MissingMarkers">Text values that usually mean "missing" (N/A, -, ? …) and how often each stands; not counted in <paramref name="Missing"/>.</param>
/// <param name="Empty">Rows whose text is empty or white space only.</param>
/// <param name="Distinct">Different values, NULL not counted.</param>
/// <param name="Min">JSON number for numbers, else string (dates as ISO 8601; integers beyond 2^53 and decimals as string).</param>
/// <param name="Mean">Of numbers only.</param>
/// <param name="TopValues">The most frequent values, at most <see cref="MaximumTopValues"/>, by count then value; all of them when <paramref name="Distinct"/> is not above that.</param>
/// <param name="Histogram">Of numbers and dates: equal-width bins from min to max, the last one closed; dates in seconds since 1970.</param>
/// <param name="MinLength">Of text, in characters.</param>
public sealed record ColumnProfile(
    string Name,
    string Type,
    ColumnRole Role,
    double Confidence,
    long Missing,
    IReadOnlyDictionary<string, long> MissingMarkers,
    long Empty,
    long Distinct,
    JsonElement? Min,
    JsonElement? Max,
    double? Mean,
    double? Median,
    double? StandardDeviation,
    Quartiles? Quartiles,
    IReadOnlyList<ValueCount> TopValues,
    IReadOnlyList<HistogramBin> Histogram,
    long? MinLength,
    long? MaxLength)
{
    public const int MaximumTopValues = 100;
}

/// <summary>First, second and third quartile, exact, linearly interpolated.</summary>
public sealed record Quartiles(double Q1, double Q2, double Q3);

/// <summary>A value as text, as DuckDB prints it, and how many rows hold it.</summary>
public sealed record ValueCount(string Value, long Count);

public sealed record HistogramBin(double From, double To, long Count);
