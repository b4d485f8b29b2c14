using Analyst.Domain.Datasets;

namespace Analyst.Engine.Profiling.Alerts;

/// <summary>How values repeat: too little, too much, or where they must not.</summary>
internal static class FrequencyAlerts
{
    /// <summary>More values than a chart or a person can tell apart; countries of the world are below 250 and have a type of their own.</summary>
    private const int ManyCategories = 100;

    /// <summary>1 - entropy / log2(values). Two values reach it at about 95 to 5.</summary>
    private const double Imbalanced = 0.7;

    /// <summary>Beyond that the values repeat by nature, as those of a foreign key do.</summary>
    private const double FewRepeats = 0.05;

    private static readonly HashSet<string> NaturallyMany = [SemanticTypes.Country, SemanticTypes.City, SemanticTypes.Currency, SemanticTypes.Language, SemanticTypes.PersonName, SemanticTypes.Address];

    public static IEnumerable<ProfileAlert> Of(AlertColumn column)
    {
        var profile = column.Profile;
        if (profile.Distinct == 1 && column.Present >= 2)
            yield return Constant(column);
        else if (profile.Role is ColumnRole.Categorical or ColumnRole.Boolean && column.Present >= AlertColumn.FewRows && Imbalance(profile, column.Present) >= Imbalanced)
            yield return Imbalance(column);
        if (column.IsText && profile.Role == ColumnRole.Categorical && profile.Distinct > ManyCategories && !column.IsName && !NaturallyMany.Contains(profile.SemanticType ?? ""))
            yield return HighCardinality(column);
        if (Repeated(column) is > 0 and var repeated)
            yield return DuplicateIdentifier(column, repeated);
    }

    /// <summary>Rows whose identifier stands in an earlier row too, when only few do and the rows differ.</summary>
    private static long Repeated(AlertColumn column)
    {
        var isKey = column.Profile.Role == ColumnRole.Identifier && column.Profile.SemanticType is null or SemanticTypes.Identifier or SemanticTypes.Uuid;
        var repeats = column.Present - column.Profile.Distinct;
        return isKey && repeats > column.Table.DuplicateRows && column.Present >= AlertColumn.FewRows && repeats <= FewRepeats * column.Present ? repeats : 0;
    }

    private static double Imbalance(ColumnProfile profile, long present)
    {
        if (profile.Distinct < 2)
            return 0;
        if (profile.Frequencies is { } frequencies)
            return 1 - frequencies.Entropy / Math.Log2(profile.Distinct);
        if (profile.Distinct > profile.TopValues.Count)
            return 0;
        var entropy = profile.TopValues.Where(v => v.Count > 0).Select(v => (double)v.Count / present).Sum(p => -p * Math.Log2(p));
        return 1 - entropy / Math.Log2(profile.Distinct);
    }

    private static ProfileAlert Constant(AlertColumn column)
    {
        var value = column.Profile.TopValues is [var only, ..] ? Words.Quoted(only.Value) : "the same value";
        return column.Profile.Missing == 0
            ? column.Alert(AlertKinds.Constant, AlertSeverity.Info, column.Present, $"{column.Name} is {value} in each of {Words.Rows(column.Rows)}.", Evidence.Values(column))
            : column.Alert(AlertKinds.Constant, AlertSeverity.Info, column.Present, $"{column.Name} is either {value} ({Words.Rows(column.Present)}) or missing ({Words.Rows(column.Profile.Missing)}).", Evidence.Values(column));
    }

    private static ProfileAlert Imbalance(AlertColumn column)
    {
        var top = column.Profile.TopValues is [var first, ..] ? first : new ValueCount("", 0);
        return column.Alert(
            AlertKinds.Imbalance, AlertSeverity.Info, column.Present - top.Count,
            $"{column.Name} is {Words.Quoted(top.Value)} in {Words.Part(top.Count, column.Present)} with a value.",
            Evidence.Values(column));
    }

    private static ProfileAlert HighCardinality(AlertColumn column) => column.Alert(
        AlertKinds.HighCardinality, AlertSeverity.Info, column.Present,
        $"{column.Name} looks like a category but has {Words.Count(column.Profile.Distinct, "different value")} in {Words.Rows(column.Present)}.",
        Evidence.Values(column));

    private static ProfileAlert DuplicateIdentifier(AlertColumn column, long repeated) => column.Alert(
        AlertKinds.DuplicateIdentifier, AlertSeverity.Error, repeated,
        $"{column.Name} looks like an identifier, but {Words.Part(repeated, column.Present)} repeat one that stands in an earlier row.",
        Evidence.Values(column, having: "count(*) > 1"));
}
