using Analyst.Domain.Datasets;

namespace Analyst.Engine.Profiling.Alerts;

/// <summary>The same value written in several ways.</summary>
internal static class SpellingAlerts
{
    /// <summary>A plan that replaces more values than this is better made by a person.</summary>
    private const int MaximumReplacements = 50;

    public static IEnumerable<ProfileAlert> Of(AlertColumn column)
    {
        if (column.Profile.Texts is not { } texts)
            yield break;
        if (Padding(column, texts) is > 0 and var padded)
            yield return WhiteSpace(column, texts, padded);
        if (column.IsName || column.IsFreeText || UnitAlerts.Rows(column) > 0)
            yield break;
        var respelled = Respelled(texts).ToLookup(v => OnlyCase(v.Rare.Value, v.Often.Value));
        if (respelled[true].ToList() is { Count: > 0 } cases)
            yield return Case(column, cases);
        List<Respelling> near = [.. respelled[false], .. NearMisses.Of(column)];
        if (near.Count > 0)
            yield return NearDuplicates(column, near.DistinctBy(r => r.Rare.Value, StringComparer.Ordinal).ToList());
    }

    /// <summary>Rows with white space too much; inside of free text it is the layout of the text.</summary>
    public static long Padding(AlertColumn column, TextStatistics texts)
    {
        var ends = texts.PaddedRows > column.Profile.Empty ? texts.PaddedRows : 0;
        return Math.Min(column.Present, column.IsFreeText ? ends : ends + texts.SpacedRows);
    }

    private static ProfileAlert WhiteSpace(AlertColumn column, TextStatistics texts, long rows)
    {
        var places = new List<string>();
        if (texts.PaddedRows > column.Profile.Empty)
            places.Add($"at an end in {Words.Part(texts.PaddedRows, column.Present)}");
        if (texts.SpacedRows > 0 && !column.IsFreeText)
            places.Add($"twice in a row in {Words.Part(texts.SpacedRows, column.Present)}");
        var pattern = $"^{Evidence.Blank}|{Evidence.Blank}$";
        if (!column.IsFreeText)
            pattern += $"|{Evidence.Blank}{{2}}";
        return column.Alert(
            AlertKinds.WhiteSpace, texts.PaddedRows > column.Profile.Empty ? AlertSeverity.Warning : AlertSeverity.Info, rows,
            $"{column.Name} has white space {string.Join(" and ", places)} with a value.",
            Evidence.Values(column, Evidence.Matches(column, pattern)),
            column.Operation(OperationKinds.TrimWhitespace));
    }

    // What differs in white space alone is told by that alert.
    private static IEnumerable<Respelling> Respelled(TextStatistics texts) =>
        from variants in texts.Variants
        where variants.Count > 1
        from rare in variants.Skip(1)
        where Trimmed(rare.Value) != Trimmed(variants[0].Value)
        select new Respelling(rare, variants[0]);

    private static bool OnlyCase(string a, string b) => string.Equals(Trimmed(a), Trimmed(b), StringComparison.OrdinalIgnoreCase);

    private static string Trimmed(string value) => string.Join(' ', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static ProfileAlert Case(AlertColumn column, List<Respelling> pairs) => column.Alert(
        AlertKinds.InconsistentCase, AlertSeverity.Warning, pairs.Sum(p => p.Rare.Count),
        $"{column.Name} writes {Words.Count(pairs.Count, "value")} in other upper and lower case than usual, in {Words.Part(pairs.Sum(p => p.Rare.Count), column.Present)} with a value, such as {Words.Quoted(pairs[0].Rare.Value)} for {Words.Quoted(pairs[0].Often.Value)}.",
        Both(column, pairs), Replace(column, pairs));

    private static ProfileAlert NearDuplicates(AlertColumn column, List<Respelling> pairs) => column.Alert(
        AlertKinds.NearDuplicates, AlertSeverity.Warning, pairs.Sum(p => p.Rare.Count),
        $"{column.Name} has {Words.Count(pairs.Count, "value")} that may be a more frequent one misspelt, in {Words.Part(pairs.Sum(p => p.Rare.Count), column.Present)} with a value, such as {Words.Quoted(pairs[0].Rare.Value)} for {Words.Quoted(pairs[0].Often.Value)}.",
        Both(column, pairs), Replace(column, pairs));

    private static string Both(AlertColumn column, List<Respelling> pairs) =>
        Evidence.Values(column, Evidence.In(column, pairs.SelectMany(p => new[] { p.Rare.Value, p.Often.Value }).Distinct(StringComparer.Ordinal)));

    private static SuggestedOperation? Replace(AlertColumn column, List<Respelling> pairs) => pairs.Count > MaximumReplacements
        ? null
        : column.Operation(OperationKinds.MapValues, pairs.ToDictionary(p => p.Rare.Value, p => p.Often.Value, StringComparer.Ordinal));
}

/// <summary>A value and the more frequent one it probably means.</summary>
internal sealed record Respelling(ValueCount Rare, ValueCount Often);
