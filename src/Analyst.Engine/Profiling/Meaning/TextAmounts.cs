using Analyst.Domain.Datasets;

namespace Analyst.Engine.Profiling.Meaning;

/// <summary>Numbers that stand as text: with a sign or a unit, or because they are codes.</summary>
internal static class TextAmounts
{
    private const ColumnRole Numeric = ColumnRole.Numeric;

    public static Verdict? Judge(TextFacts f)
    {
        var plain = f.Forms.Share(Form.Integer, Form.Decimal);
        if (Dominates(f, Form.Percentage, plain))
            return Of(f, SemanticTypes.Percentage, Form.Percentage);
        if (Dominates(f, Form.Money, plain))
            return Of(f, SemanticTypes.Money, Form.Money);
        if (Dominates(f, Form.NumberWithUnit, plain) && !(f.Name.IsAbout(NameHint.Class) && f.CategorySureness() > 0.7))
            return Of(f, SemanticTypes.Measure, Form.NumberWithUnit);
        if (f.Forms.Share(Form.Range, Form.Integer) >= 0.8 && f.Forms.Share(Form.Range) >= 0.5)
            return Bands(f);
        return Digits(f) ?? (plain >= 0.75 ? Numbers(f, plain) : null);
    }

    private static bool Dominates(TextFacts f, Form form, double plain) => f.Forms.Share(form) is var share && (share >= 0.75 || share >= 0.2 && share + plain >= 0.9);

    private static Verdict Of(TextFacts f, string type, Form form) => Verdict.Of(
        type, f.Facts.Sure(0.6 + 0.35 * f.Forms.Share(form)), Numeric, f.Facts.Sure(0.7), f.Facts.SaysForms(form), "they are kept as text");

    // Age bands and the like; scores of games are ranges only by their look.
    private static Verdict? Bands(TextFacts f) => f.Distinct <= 30 && f.Facts.Repeats >= 2 && !f.Name.Has("score") && !f.Name.Has("record") && !f.Name.Has("result")
        ? Verdict.Of(SemanticTypes.Ordinal, ColumnRole.Categorical, f.Facts.Sure(0.75), f.Facts.SaysForms(Form.Range), f.Facts.SaysDistinct)
        : null;

    /// <summary>Whole numbers that ingest left as text, mostly because a zero in front would get lost.</summary>
    private static Verdict? Digits(TextFacts f)
    {
        if (f.Forms.Share(Form.Integer, Form.Code, Form.Phone, Form.CardNumber) < 0.9 || f.Forms.Share(Form.Integer) < 0.6)
            return null;
        if (f.Name.Says(NameHint.Postcode) || f.Name.IsIdentifier || f.Name.IsAbout(NameHint.Code))
            return null;
        var padded = f.Share(v => v.Length > 1 && v[0] == '0' && char.IsAsciiDigit(v[1]));
        if (padded == 0 && !(f.IsOneWidth && f.AverageLength >= 4))
            return null;
        var role = f.Facts.IsUnique ? ColumnRole.Identifier : ColumnRole.Categorical;
        return Verdict.Of(
            f.Facts.IsUnique ? SemanticTypes.Identifier : SemanticTypes.Code, role, f.Facts.Sure(0.85),
            padded > 0 ? TextFacts.SaysShare(padded, "begin with a zero") : $"all values have {f.AverageLength:0} digits", f.Facts.SaysDistinct);
    }

    private static Verdict? Numbers(TextFacts f, double plain)
    {
        if (f.Name.Says(NameHint.Postcode) || f.Name.IsIdentifier || f.Name.IsAbout(NameHint.Code))
            return null;
        var type = f.Name.IsAbout(NameHint.Money) ? SemanticTypes.Money : f.Name.Says(NameHint.Percentage) ? SemanticTypes.Percentage : f.Name.IsCount ? SemanticTypes.Count : SemanticTypes.Measure;
        return Verdict.Of(type, f.Facts.Sure(0.4 + 0.4 * plain), Numeric, f.Facts.Sure(0.3 + 0.4 * plain), f.Facts.SaysForms(Form.Integer, Form.Decimal).Replace("a whole number", "a number", StringComparison.Ordinal), "they are kept as text");
    }
}
