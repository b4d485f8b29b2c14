using Analyst.Domain.Datasets;

namespace Analyst.Engine.Profiling.Alerts;

/// <summary>Adds up how good the data is. More trouble of any kind never raises the score.</summary>
public static class Quality
{
    private const double Completeness = 0.3;
    private const double Uniqueness = 0.2;
    private const double Validity = 0.3;
    private const double Consistency = 0.2;

    private const string Formula =
        "100 × (0.3 × completeness + 0.2 × uniqueness + 0.3 × validity + 0.2 × consistency). " +
        "Completeness: cells with a value (neither NULL nor blank nor a word for missing) of all cells. " +
        "Uniqueness: rows that do not equal an earlier row of all rows. " +
        "Validity: cells without NaN, infinities, values of another form than the column's and words among numbers, of all cells. " +
        "Consistency: cells without white space too much, other spellings, units, other forms of dates and broken dependencies, of all cells.";

    /// <summary>Null for a table without cells.</summary>
    public static QualityScore? Of(TableProfile profile)
    {
        if (profile.RowCount == 0 || profile.Columns.Count == 0)
            return null;
        var columns = profile.Columns.Select(c => new AlertColumn(c, profile)).ToList();
        var cells = (double)profile.RowCount * columns.Count;
        var broken = profile.Dependencies.GroupBy(d => d.To, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Min(d => d.BrokenRows), StringComparer.Ordinal);
        IReadOnlyList<QualityPart> parts =
        [
            Part("completeness", columns.Sum(c => (double)c.Gaps) / cells, Completeness),
            Part("uniqueness", (double)profile.DuplicateRows / profile.RowCount, Uniqueness),
            Part("validity", columns.Sum(c => (double)Invalid(c)) / cells, Validity),
            Part("consistency", columns.Sum(c => (double)Inconsistent(c, broken.GetValueOrDefault(c.Profile.Name))) / cells, Consistency),
        ];
        return new QualityScore(Math.Round(100 * parts.Sum(p => p.Share * p.Weight), 1), parts, Formula);
    }

    private static QualityPart Part(string name, double trouble, double weight) => new(name, Math.Round(1 - Math.Clamp(trouble, 0, 1), 6), weight);

    private static long Invalid(AlertColumn column) => Math.Min(
        column.Filled,
        (column.Profile.Numbers is { } numbers ? numbers.Infinite + numbers.NotNumbers : 0)
            + Math.Max(MeaningAlerts.Misfits(column), FormAlerts.MixedRows(column)));

    // A cell may be wrong in several ways and still counts once at most.
    private static long Inconsistent(AlertColumn column, long broken) => Math.Min(column.Filled, Math.Max(0, broken) + Misspelt(column));

    private static long Misspelt(AlertColumn column) => column.Profile.Texts is not { } texts
        ? 0
        : SpellingAlerts.Padding(column, texts) + (column.IsName || column.IsFreeText ? 0 : texts.VariantRows) + UnitAlerts.Rows(column) + DateFormAlerts.Rows(column);
}
