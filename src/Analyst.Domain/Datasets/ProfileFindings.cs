using System.Text.Json.Serialization;

namespace Analyst.Domain.Datasets;

/// <summary>One column tells another: rows that agree in <paramref name="From"/> agree in <paramref name="To"/>.</summary>
/// <param name="BrokenRows">Rows that hold another value of <paramref name="To"/> than most rows of their group; 0 when it always holds.</param>
/// <param name="Groups">Different values of <paramref name="From"/> that come more than once.</param>
/// <param name="Estimate">Set when the rows were counted on a sample.</param>
public sealed record Dependency(string From, string To, long BrokenRows, long Groups, Estimate? Estimate = null);

/// <summary>How much two columns go together.</summary>
/// <param name="Method"><c>pearson</c> or <c>spearman</c> (-1 to 1, numbers), <c>cramers-v</c> (0 to 1, categories, bias corrected).</param>
/// <param name="Rows">Rows that both columns have and that were looked at.</param>
/// <param name="Estimate">Set when not every row was looked at.</param>
public sealed record Correlation(string A, string B, string Method, double Value, long Rows, Estimate? Estimate = null);

/// <summary>A pair of columns of which one always tells the other.</summary>
/// <param name="Kind"><c>equal</c> (same value in every row), <c>one-to-one</c> (each value of one goes with one of the other), <c>linear</c> (b = factor · a + offset) or <c>missing-together</c>.</param>
public sealed record ColumnPair(string A, string B, string Kind, double? Factor = null, double? Offset = null);

/// <summary>A column whose values stand in a key of another dataset.</summary>
/// <param name="Matched">Different values of the column that were found there.</param>
/// <param name="Values">Different values of the column.</param>
public sealed record ForeignKey(string Column, Guid DatasetId, string DatasetName, int Revision, string References, long Matched, long Values);

/// <summary>Something about the data that a person should look at.</summary>
/// <param name="Id">Stable over revisions: <c>kind</c> or <c>kind:column</c>.</param>
/// <param name="Kind">One of <see cref="AlertKinds"/>.</param>
/// <param name="Column">Null when it is about the table.</param>
/// <param name="Rows">Rows it is about.</param>
/// <param name="Message">A sentence with its counts.</param>
/// <param name="Evidence">One SELECT on <c>data</c> that shows the rows or values it is about.</param>
/// <param name="Suggestion">What would mend it, null when only a person can tell.</param>
public sealed record ProfileAlert(string Id, string Kind, AlertSeverity Severity, string? Column, long Rows, string Message, string Evidence, SuggestedOperation? Suggestion = null);

[JsonConverter(typeof(JsonStringEnumConverter<AlertSeverity>))]
public enum AlertSeverity
{
    [JsonStringEnumMemberName("info")] Info,
    [JsonStringEnumMemberName("warning")] Warning,
    [JsonStringEnumMemberName("error")] Error,
}

/// <summary>A cleaning operation that an alert asks for; see <see cref="CleaningOperation"/>.</summary>
public sealed record SuggestedOperation(string Kind, IReadOnlyList<string> Columns, IReadOnlyDictionary<string, string> Parameters);

/// <summary>How good the data is, 0 to 100, with the parts it is made of.</summary>
/// <param name="Formula">In words, with the weights.</param>
public sealed record QualityScore(double Score, IReadOnlyList<QualityPart> Parts, string Formula);

/// <param name="Name">completeness, uniqueness, validity or consistency.</param>
/// <param name="Share">Cells or rows in order, 0 to 1.</param>
/// <param name="Weight">In the score; all weights add up to 1.</param>
public sealed record QualityPart(string Name, double Share, double Weight);

/// <summary>What an agent says of the numbers. Every number in it stands in the profile.</summary>
/// <param name="Surprises">What is worth a look, the most surprising first.</param>
/// <param name="Source"><c>model</c> or <c>offline</c>.</param>
/// <param name="Model">The model's name; null for the offline agent.</param>
/// <param name="PromptVersion">Of the prompt or of the templates.</param>
/// <param name="Dropped">Sentences left out because a number in them is not in the profile.</param>
public sealed record Narrative(string Text, IReadOnlyList<string> Surprises, string Source, string? Model, string PromptVersion, int Dropped);
