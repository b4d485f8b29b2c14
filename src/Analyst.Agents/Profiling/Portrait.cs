using System.Text.Json;
using Analyst.Domain.Datasets;

namespace Analyst.Agents.Profiling;

/// <summary>What a table is, in a few sentences.</summary>
internal static class Portrait
{
    private const int MostMeasures = 3;
    private const int MostCategories = 3;

    private static readonly HashSet<string?> Weighty = [SemanticTypes.Money, SemanticTypes.Measure, SemanticTypes.Percentage, SemanticTypes.Count, SemanticTypes.Duration];

    private static readonly HashSet<string?> Weightless = [SemanticTypes.Year, SemanticTypes.Latitude, SemanticTypes.Longitude, SemanticTypes.Code, SemanticTypes.Identifier, SemanticTypes.Postcode, SemanticTypes.Constant];

    public static IEnumerable<string> Of(TableProfile profile, string datasetName)
    {
        yield return Size(profile, datasetName);
        if (profile.RowCount == 0)
            yield break;
        if (Span(profile) is { } span)
            yield return span;
        if (profile.RowCount > 1 && profile.CandidateKeys is [{ Count: > 0 } key, ..])
            yield return key.Count == 1 ? $"Each row has its own {PlainText.Quoted(key[0])}." : $"{Wording.List([.. key.Take(4).Select(PlainText.Quoted)])} together name each row.";
        if (Measures(profile) is { Count: > 0 } measures)
            yield return $"{(measures.Count == 1 ? "The main measure is" : "The main measures are")} {Wording.List(measures)}.";
        if (Categories(profile) is { Count: > 0 } categories)
            yield return $"{(categories.Count == 1 ? "The main category is" : "The main categories are")} {Wording.List(categories)}.";
    }

    private static string Size(TableProfile profile, string datasetName)
    {
        var columns = profile.Columns.Count == 0 ? "no columns" : Wording.Count(profile.Columns.Count, "column");
        return $"{PlainText.Quoted(datasetName)} has {(profile.RowCount == 0 ? "no rows" : Wording.Count(profile.RowCount, "row"))} and {columns}.";
    }

    private static string? Span(TableProfile profile)
    {
        var times = profile.Columns.Where(c => c.Role == ColumnRole.Datetime && ColumnNumbers.IsDate(c) && Day(c.Min) is not null && Day(c.Max) is not null).OrderBy(c => c.Missing);
        if (times.FirstOrDefault() is not { } time)
            return null;
        var (first, last) = (Day(time.Min), Day(time.Max));
        return first == last ? $"Every {PlainText.Quoted(time.Name)} is {first}." : $"{PlainText.Quoted(time.Name)} runs from {first} to {last}.";
    }

    private static List<string> Measures(TableProfile profile) =>
    [
        .. profile.Columns
            .Where(c => c.Role == ColumnRole.Numeric && c.Distinct > 1 && !Weightless.Contains(c.SemanticType))
            .OrderByDescending(c => Weighty.Contains(c.SemanticType))
            .Select(Range).OfType<string>().Take(MostMeasures),
    ];

    private static string? Range(ColumnProfile column)
    {
        if (Wording.Number(column.Min) is not { } min || Wording.Number(column.Max) is not { } max)
            return null;
        var mean = column.Mean is { } average && double.IsFinite(average) ? $", on average {Wording.Number(average)}" : "";
        return $"{PlainText.Quoted(column.Name)} ({min} to {max}{mean})";
    }

    private static List<string> Categories(TableProfile profile) =>
    [
        .. profile.Columns
            .Where(c => c.Role == ColumnRole.Categorical && c.Distinct > 1 && c.TopValues is { Count: > 0 })
            .Take(MostCategories)
            .Select(c => $"{PlainText.Quoted(c.Name)} ({Wording.Count(c.Distinct, "value")}, most often {PlainText.Quoted(c.TopValues[0].Value)})"),
    ];

    private static string? Day(JsonElement? date) => date is { ValueKind: JsonValueKind.String } text && text.GetString() is { Length: > 0 and < 40 } iso ? iso.Trim().Split(' ', 'T')[0] : null;
}
