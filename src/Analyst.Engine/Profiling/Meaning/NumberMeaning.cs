using Analyst.Domain.Datasets;

namespace Analyst.Engine.Profiling.Meaning;

/// <summary>Decides what a column of numbers is; above all whether its numbers are names of things.</summary>
internal static class NumberMeaning
{
    private const ColumnRole Category = ColumnRole.Categorical, Numeric = ColumnRole.Numeric, Identifier = ColumnRole.Identifier;

    public static Verdict Judge(NumberFacts f) => Constant(f) ?? Named(f) ?? Counter(f) ?? Year(f) ?? NumberCategory.Judge(f) ?? Quantity(f);

    private static Verdict? Constant(NumberFacts f) => f is { Distinct: 1, Present: > 1 } && !f.Name.Says(NameHint.Year)
        ? Verdict.Of(SemanticTypes.Constant, f.Facts.Sure(1), Numeric, 0.5, $"every row with a value holds {f.Facts.Measured.Min}")
        : null;

    /// <summary>Numbers that the name says are none to reckon with.</summary>
    private static Verdict? Named(NumberFacts f)
    {
        var name = f.Name;
        if (name.IsAbout(NameHint.Latitude) && f.MostlyWithin(-90, 90) && (!f.IsWhole || f.Distinct > 20))
            return Verdict.Of(SemanticTypes.Latitude, Numeric, f.Facts.Sure(0.95), f.Facts.Says(NameHint.Latitude), "the values lie between -90 and 90, or nearly all");
        if (name.IsAbout(NameHint.Longitude) && f.MostlyWithin(-180, 360) && (!f.IsWhole || f.Distinct > 20))
            return Verdict.Of(SemanticTypes.Longitude, Numeric, f.Facts.Sure(0.95), f.Facts.Says(NameHint.Longitude), "the values lie between -180 and 180, or nearly all");
        if (!f.IsWhole || name.IsCount)
            return null;
        if (name.Says(NameHint.Card) && Cards(f) is var cards and >= 0.8)
            return Verdict.Of(SemanticTypes.CardNumber, Identifier, f.Facts.Sure(0.6 + 0.4 * cards), f.Facts.Says(NameHint.Card), "the check digits are right");
        if (name.Says(NameHint.Postcode) && f.Min >= 0 && f.Max < 1e10)
            return Label(f, SemanticTypes.Postcode, 0.9, NameHint.Postcode);
        if (name.Says(NameHint.Phone) && f.Max >= 1e5 && f.Min >= 0)
            return Label(f, SemanticTypes.Phone, 0.9, NameHint.Phone);
        if (name.IsIdentifier && !name.IsQuantity)
            return Identified(f);
        return name.IsAbout(NameHint.Code) && f.Min >= 0 ? Label(f, SemanticTypes.Code, 0.85, NameHint.Code) : null;
    }

    private static double Cards(NumberFacts f)
    {
        var values = f.Facts.Values.Count > 0 ? f.Facts.Values : f.Facts.Measured.TopValues;
        return values.Count == 0 ? 0 : (double)values.Count(v => CheckedNumbers.IsCard(v.Value)) / values.Count;
    }

    private static Verdict Label(NumberFacts f, string type, double confidence, NameHint hint) => f.Facts.IsUnique && f.Present >= 10
        ? Verdict.Of(type, f.Facts.Sure(confidence), Identifier, 0.75, f.Facts.Says(hint), f.Facts.SaysDistinct)
        : Verdict.Of(type, f.Facts.Sure(confidence), Category, 0.8, f.Facts.Says(hint), f.Facts.SaysDistinct);

    private static Verdict Identified(NumberFacts f)
    {
        var says = f.Facts.Says(NameHint.Identifier | NameHint.Number);
        if (f.Facts.IsUnique)
            return Verdict.Of(SemanticTypes.Identifier, Identifier, f.Facts.Sure(0.97), says, f.Facts.SaysDistinct);
        // The key of a small table elsewhere, by which rows are grouped.
        return f.Distinct <= 20 && f.Present >= 5 * f.Distinct
            ? Verdict.Of(SemanticTypes.Identifier, f.Facts.Sure(0.7), Category, 0.65, says, f.Facts.SaysDistinct)
            : Verdict.Of(SemanticTypes.Identifier, Identifier, f.Facts.Sure(0.85), says, f.Facts.SaysDistinct);
    }

    // 1, 2, 3 … without a gap is a row number or a rank whatever it is called.
    private static Verdict? Counter(NumberFacts f)
    {
        if (!f.IsWhole || !f.Facts.IsUnique || !f.IsGapless || f.Present < 10 || f.Name.IsQuantity)
            return null;
        if (f.Name.IsAbout(NameHint.Rank) && !f.Name.Has("row") && !f.Name.Has("index") && !f.Name.Has("line") && !f.Name.Has("seq") && !f.Name.Has("sequence") && !f.Name.Has("order"))
            return Verdict.Of(SemanticTypes.Ordinal, 0.85, Numeric, 0.6, f.Facts.Says(NameHint.Rank), $"every whole number from {f.Min:0} to {f.Max:0} once");
        if (f.Name.Says(NameHint.Year | NameHint.Calendar) || f.Min is >= 1000 and <= 2100 && f.Max <= 2100)
            return null;
        return Verdict.Of(SemanticTypes.Identifier, Identifier, f.Min is 0 or 1 ? 0.85 : 0.75, f.Facts.SaysDistinct, $"every whole number from {f.Min:0} to {f.Max:0} once");
    }

    private static Verdict? Year(NumberFacts f)
    {
        if (!f.IsWhole || f.Name.IsCount || f.Name.IsQuantity)
            return null;
        var range = $"whole numbers from {f.Min:0} to {f.Max:0}";
        if (f.Name.Says(NameHint.Year) && f.Within(1000, 2200))
            return Verdict.Of(SemanticTypes.Year, f.Facts.Sure(0.97), Category, 0.75, f.Facts.Says(NameHint.Year), range);
        return f.Within(1800, 2050) && f.Max >= 1950 && f.Distinct >= 3 && f.Distinct <= f.Max - f.Min + 1 && (f.Max - f.Min <= 130)
            ? Verdict.Of(SemanticTypes.Year, f.Facts.Sure(f.Present >= 5 ? 0.7 : 0.5), Category, 0.6, range)
            : null;
    }

    private static Verdict Quantity(NumberFacts f)
    {
        var (name, facts) = (f.Name, f.Facts);
        var sure = facts.Sure(facts.IsUnique ? 0.9 : 0.92);
        if (name.IsPercentage && f.Within(-1000, 1000))
            return Verdict.Of(SemanticTypes.Percentage, facts.Sure(f.Within(0, 100) ? 0.85 : 0.65), Numeric, sure, facts.Says(NameHint.Percentage), Range(f));
        if (name.IsCount && f.IsWhole && f.Min >= 0)
            return Verdict.Of(SemanticTypes.Count, facts.Sure(0.85), Numeric, sure, facts.Says(NameHint.Count | NameHint.Number), "whole numbers, none below zero");
        if (name.IsAbout(NameHint.Money) || name.Says(NameHint.Money) && !name.Says(NameHint.Measure))
            return Verdict.Of(SemanticTypes.Money, facts.Sure(name.IsAbout(NameHint.Money) ? 0.85 : 0.7), Numeric, sure, facts.Says(NameHint.Money), Range(f));
        if (name.IsAbout(NameHint.Duration))
            return Verdict.Of(SemanticTypes.Duration, facts.Sure(0.75), Numeric, sure, facts.Says(NameHint.Duration), Range(f));
        if (name.IsAbout(NameHint.Measure))
            return Verdict.Of(SemanticTypes.Measure, facts.Sure(0.9), Numeric, sure, facts.Says(NameHint.Measure), Range(f));
        if (name.IsAbout(NameHint.Rank) && f.IsWhole && f.Min >= 0)
            return Verdict.Of(SemanticTypes.Ordinal, facts.Sure(0.7), Numeric, facts.Sure(0.7), facts.Says(NameHint.Rank), Range(f));
        return Verdict.Of(SemanticTypes.Measure, facts.Sure(f.IsWhole ? 0.6 : 0.75), Numeric, facts.Sure(f.IsWhole ? 0.8 : 0.9), facts.SaysDistinct, Range(f));
    }

    private static string Range(NumberFacts f) => double.IsFinite(f.Min) && double.IsFinite(f.Max) ? $"values from {ColumnFacts.Number(f.Min)} to {ColumnFacts.Number(f.Max)}" : "";
}
