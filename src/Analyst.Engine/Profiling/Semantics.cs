using Analyst.Domain.Datasets;
using Analyst.Engine.Profiling.Meaning;

namespace Analyst.Engine.Profiling;

/// <summary>Decides what a column is from its type, its name, the forms of its values and how they repeat.</summary>
internal static class Semantics
{
    /// <summary>The column with its role and meaning, and how many rows have which form.</summary>
    public static ColumnProfile Decide(ColumnProfile measured, ColumnSample sample, long rows)
    {
        var column = new ProfileColumn(measured.Name, measured.Type);
        var facts = Look(column, measured, sample, rows);
        var verdict = facts.Present == 0 ? TypeMeaning.Empty(column) : column.Kind switch
        {
            ProfileKind.Number => NumberMeaning.Judge(new NumberFacts(facts, column.IsInteger)),
            ProfileKind.Text => TextMeaning.Judge(new TextFacts(facts)),
            _ => TypeMeaning.Judge(column),
        };
        return WithForms(column, facts, sample) with
        {
            Role = verdict.Role,
            Confidence = verdict.RoleConfidence,
            SemanticType = verdict.Type,
            SemanticConfidence = verdict.Confidence,
            Evidence = verdict.Evidence,
        };
    }

    private static ColumnFacts Look(ProfileColumn column, ColumnProfile measured, ColumnSample sample, long rows)
    {
        if (column.Kind != ProfileKind.Text)
            return new ColumnFacts(measured, new ColumnName(measured.Name), rows, sample.Values, sample.IsWhole, FormTally.Of(TypeMeaning.FormOf(column), rows - measured.Missing, measured.Distinct));
        var values = sample.Values.Where(v => !measured.MissingMarkers.ContainsKey(v.Value) && !string.IsNullOrWhiteSpace(v.Value)).ToList();
        return new ColumnFacts(measured, new ColumnName(measured.Name), rows, values, sample.IsWhole, FormTally.OfText(values));
    }

    private static ColumnProfile WithForms(ProfileColumn column, ColumnFacts facts, ColumnSample sample)
    {
        if (column.Kind != ProfileKind.Text || sample.IsWhole || facts.Forms.Total == 0)
            return facts.Measured with { Forms = facts.Forms.Counts(1) };
        var squares = facts.Values.Sum(v => (double)v.Count * v.Count);
        // Different values were drawn, each with all its rows: so many independent rows is that worth.
        var worth = (double)facts.Forms.Total * facts.Forms.Total / squares;
        var estimates = new Dictionary<string, Estimate>(facts.Measured.Estimates) { ["forms"] = new Estimate(Math.Min(1, 1.29 / Math.Sqrt(worth)), "rows") };
        return facts.Measured with { Forms = facts.Forms.Counts((double)facts.Present / facts.Forms.Total), Estimates = estimates };
    }
}
