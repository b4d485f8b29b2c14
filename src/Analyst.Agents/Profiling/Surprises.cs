using System.Globalization;
using Analyst.Domain.Datasets;

namespace Analyst.Agents.Profiling;

/// <summary>What in a table deserves a look, the most severe first.</summary>
internal static class Surprises
{
    private const double Strong = 0.8;
    private const double Dominant = 0.8;
    private const double MuchMissing = 0.2;

    public static IEnumerable<string> Of(TableProfile profile)
    {
        if (profile.RowCount == 0)
            return [];
        var alerts = (profile.Alerts ?? []).Where(a => a.Severity != AlertSeverity.Info && a.Kind != AlertKinds.CorrelatedColumns).OrderByDescending(a => a.Severity).ToList();
        var told = alerts.Select(a => (a.Kind, a.Column)).ToHashSet();
        return
        [
            .. alerts.Select(a => Alert(a, profile.RowCount)).OfType<string>().Take(3),
            .. Related(profile).Take(2),
            .. Missing(profile).Where(m => !told.Contains((AlertKinds.HighMissing, m.Column)) && !told.Contains((AlertKinds.AllMissing, m.Column))).Select(m => m.Sentence).Take(2),
            .. profile.DuplicateRows > 0 && !told.Contains((AlertKinds.DuplicateRows, null)) ? [$"{Wording.Rows(profile.DuplicateRows, profile.RowCount)} {(profile.DuplicateRows == 1 ? "repeats" : "repeat")} an earlier one."] : Array.Empty<string>(),
            .. Dominating(profile).Where(d => !told.Contains((AlertKinds.Imbalance, d.Column)) && !told.Contains((AlertKinds.Constant, d.Column))).Select(d => d.Sentence).Take(2),
        ];
    }

    private static string? Alert(ProfileAlert alert, long all)
    {
        var column = alert.Column is { } name ? PlainText.Quoted(name) : "The table";
        var rows = Wording.Rows(alert.Rows, all);
        return alert.Kind switch
        {
            AlertKinds.Constant => $"{column} has the same value in every row that has one.",
            AlertKinds.AllMissing => $"{column} has no value at all.",
            AlertKinds.HighMissing => $"{column} is missing in {rows}.",
            AlertKinds.MissingMarkers => $"{column} has words that stand for a missing value in {rows}.",
            AlertKinds.Imbalance => $"{column} has one and the same value in {rows}.",
            AlertKinds.MixedTypes => $"{column} mixes values of different kinds.",
            AlertKinds.MixedDates => $"{column} writes dates in different ways.",
            AlertKinds.NumbersAsText => $"{column} keeps numbers as text.",
            AlertKinds.UnitsInNumbers => $"{column} has units inside its numbers in {rows}.",
            AlertKinds.Outliers => $"{column} has outliers in {rows}.",
            AlertKinds.NotFinite => $"{column} has values that are no finite number in {rows}.",
            AlertKinds.NearDuplicates => $"{column} has values that differ only in spelling in {rows}.",
            AlertKinds.InconsistentCase => $"{column} writes the same values in different case in {rows}.",
            AlertKinds.WhiteSpace => $"{column} has stray white space in {rows}.",
            AlertKinds.BrokenDependency => $"{column} breaks a rule that other rows keep in {rows}.",
            AlertKinds.InvalidValues => $"{column} has invalid values in {rows}.",
            AlertKinds.PersonalData => $"{column} seems to hold personal data.",
            AlertKinds.DuplicateRows when alert.Column is null => $"{rows} {(alert.Rows == 1 ? "repeats" : "repeat")} an earlier one.",
            AlertKinds.DuplicateIdentifier => $"{column} looks like an identifier, but is repeated in {rows}.",
            AlertKinds.DateGaps => $"{column} has gaps in time.",
            AlertKinds.ZeroPadded => $"{column} has numbers with leading zeros in {rows}.",
            _ => null,
        };
    }

    private static IEnumerable<string> Related(TableProfile profile)
    {
        var equal = (profile.Together ?? []).Where(t => t.Kind == "equal").ToList();
        foreach (var pair in equal)
            yield return $"{PlainText.Quoted(pair.A)} and {PlainText.Quoted(pair.B)} are equal in every row.";
        var strong = (profile.Correlations ?? [])
            .Where(c => Math.Abs(c.Value) >= Strong && !equal.Any(t => (t.A, t.B) == (c.A, c.B) || (t.A, t.B) == (c.B, c.A)))
            .OrderByDescending(c => Math.Abs(c.Value)).DistinctBy(c => string.CompareOrdinal(c.A, c.B) < 0 ? (c.A, c.B) : (c.B, c.A));
        foreach (var c in strong)
            yield return string.Create(CultureInfo.InvariantCulture, $"{PlainText.Quoted(c.A)} and {PlainText.Quoted(c.B)} {Moving(c)} ({Method(c)} {c.Value:0.##}).");
        foreach (var d in (profile.Dependencies ?? []).Where(d => d.Groups > 1))
        {
            yield return d.BrokenRows == 0
                ? $"{PlainText.Quoted(d.From)} always tells {PlainText.Quoted(d.To)}."
                : $"{PlainText.Quoted(d.From)} tells {PlainText.Quoted(d.To)} but for {Wording.Rows(d.BrokenRows, profile.RowCount)}.";
        }
    }

    private static string Moving(Correlation c) => c.Method == "cramers-v" ? "go together" : c.Value < 0 ? "move against each other" : "rise together";

    private static string Method(Correlation c) => c.Method switch { "pearson" => "Pearson", "spearman" => "Spearman", _ => "Cramér's V" };

    private static IEnumerable<(string Column, string Sentence)> Missing(TableProfile profile) => profile.Columns
        .Where(c => c.Missing > MuchMissing * profile.RowCount)
        .OrderByDescending(c => c.Missing)
        .Select(c => (c.Name, c.Missing == profile.RowCount ? $"{PlainText.Quoted(c.Name)} has no value at all." : $"{PlainText.Quoted(c.Name)} is missing in {Wording.Rows(c.Missing, profile.RowCount)}."));

    private static IEnumerable<(string Column, string Sentence)> Dominating(TableProfile profile) => profile.Columns
        .Where(c => c.Distinct > 1 && c.TopValues is { Count: > 0 } && c.TopValues[0].Count >= Dominant * profile.RowCount)
        .Select(c => (c.Name, $"{PlainText.Quoted(c.Name)} is {PlainText.Quoted(c.TopValues[0].Value)} in {Wording.Rows(c.TopValues[0].Count, profile.RowCount)}."));
}
