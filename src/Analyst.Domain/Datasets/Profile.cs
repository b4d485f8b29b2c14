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

/// <summary>The numbers of one revision. Counts, sums, minima, maxima and means are taken over every row; what was estimated stands in <see cref="ColumnProfile.Estimates"/> or says so itself.</summary>
/// <param name="DuplicateRows">Rows that equal an earlier row in every column.</param>
public sealed record TableProfile(long RowCount, long DuplicateRows, IReadOnlyList<ColumnProfile> Columns)
{
    /// <summary>Smallest sets of columns whose values name a row: every row has them, no two rows share them.</summary>
    public IReadOnlyList<IReadOnlyList<string>> CandidateKeys { get; init; } = [];

    public IReadOnlyList<Dependency> Dependencies { get; init; } = [];

    public IReadOnlyList<Correlation> Correlations { get; init; } = [];

    /// <summary>Pairs of columns of which one always tells the other.</summary>
    public IReadOnlyList<ColumnPair> Together { get; init; } = [];

    /// <summary>Columns whose values all stand in a key column of another dataset of the same owner.</summary>
    public IReadOnlyList<ForeignKey> ForeignKeys { get; init; } = [];

    /// <summary>Of the table and of its columns, the most severe first.</summary>
    public IReadOnlyList<ProfileAlert> Alerts { get; init; } = [];

    public QualityScore? Quality { get; init; }

    public Narrative? Narrative { get; init; }

    public ColumnProfile? Find(string column) => Columns.FirstOrDefault(c => string.Equals(c.Name, column, StringComparison.OrdinalIgnoreCase));
}

/// <summary>The numbers of one column.</summary>
/// <param name="Type">DuckDB's type name.</param>
/// <param name="Confidence">That <paramref name="Role"/> is right, 0 to 1.</param>
/// <param name="Missing">Rows without a value (NULL).</param>
/// <param name="MissingMarkers">Text values that usually mean "missing" (N/A, -, ? …) and how often each stands; not counted in <paramref name="Missing"/>.</param>
/// <param name="Empty">Rows whose text is empty or white space only.</param>
/// <param name="Distinct">Different values, NULL not counted.</param>
/// <param name="Min">JSON number for numbers, else string (dates as ISO 8601; integers beyond 2^53 and decimals as string).</param>
/// <param name="Mean">Of finite numbers only.</param>
/// <param name="StandardDeviation">Of a sample (divided by n - 1).</param>
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

    /// <summary>One of <see cref="SemanticTypes"/>; null before the values were looked at.</summary>
    public string? SemanticType { get; init; }

    /// <summary>That <see cref="SemanticType"/> is right, 0 to 1.</summary>
    public double SemanticConfidence { get; init; }

    /// <summary>Why the column was given its semantic type and role, in short sentences.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>How many rows hold a value of a known form (email, url, integer …); without the forms that no value has.</summary>
    public IReadOnlyList<FormCount> Forms { get; init; } = [];

    public Frequencies? Frequencies { get; init; }

    /// <summary>Order of the values down the file: <c>ascending</c>, <c>descending</c>, <c>constant</c> or <c>none</c>; missing ones are passed over.</summary>
    public string? Order { get; init; }

    /// <summary>Of numbers only.</summary>
    public NumberStatistics? Numbers { get; init; }

    /// <summary>Of text only.</summary>
    public TextStatistics? Texts { get; init; }

    /// <summary>Of dates and times with a date only.</summary>
    public TimeStatistics? Times { get; init; }

    /// <summary>Those of <see cref="TableProfile.Alerts"/> that are about this column; filled in where a profile is shown.</summary>
    public IReadOnlyList<ProfileAlert> Alerts { get; init; } = [];

    /// <summary>Members of this column that are estimates, by their JSON name; all others are exact.</summary>
    public IReadOnlyDictionary<string, Estimate> Estimates { get; init; } = new Dictionary<string, Estimate>();
}

/// <summary>First, second and third quartile, linearly interpolated.</summary>
public sealed record Quartiles(double Q1, double Q2, double Q3);

/// <summary>A value as text, as DuckDB prints it, and how many rows hold it.</summary>
public sealed record ValueCount(string Value, long Count);

public sealed record HistogramBin(double From, double To, long Count);

/// <summary>Marks a number that was not counted over every row.</summary>
/// <param name="Error">Within which the true value lies in 99 of 100 tables, in the unit that <paramref name="Of"/> names.</param>
/// <param name="Of">What the error is a share of: <c>rank</c> (of rows), <c>value</c> (of the number itself), <c>rows</c> or <c>absolute</c>.</param>
public sealed record Estimate(double Error, string Of, [property: JsonPropertyName("estimate")] bool IsEstimate = true);

/// <summary>What is known of a table soon: exact, but not everything yet.</summary>
/// <param name="Done">Columns whose numbers are already whole.</param>
public sealed record FirstNumbers(long RowCount, IReadOnlyList<FirstColumn> Columns, IReadOnlyList<ColumnProfile> Done);

/// <param name="Missing">Rows without a value; null when the file does not tell.</param>
/// <param name="Min">As in <see cref="ColumnProfile"/>.</param>
public sealed record FirstColumn(string Name, string Type, long? Missing = null, JsonElement? Min = null, JsonElement? Max = null);
