using Analyst.Domain.Datasets;

namespace Analyst.Engine.Profiling.Meaning;

/// <summary>Decides what a column of text is: by the form of its values, else by name and words, else by how they repeat.</summary>
internal static class TextMeaning
{
    public static Verdict Judge(TextFacts f) =>
        YesOrNo(f) ?? Formed(f) ?? TextAmounts.Judge(f) ?? TextNames.Judge(f) ?? Constant(f) ?? TextLabels.Judge(f);

    private static Verdict? Constant(TextFacts f) => f is { Distinct: 1, Present: > 1 }
        ? Verdict.Of(SemanticTypes.Constant, f.Facts.Sure(1), ColumnRole.Categorical, 0.5, "every row with a value holds the same")
        : null;

    private static Verdict? YesOrNo(TextFacts f)
    {
        if (f.Distinct != 2 || !f.Facts.IsWhole || f.Some.Count != 2)
            return null;
        var pair = string.Join('|', f.Some.Select(v => v.Value.Trim().ToLowerInvariant()).Order(StringComparer.Ordinal));
        if (pair is "0|1" or "no|yes" or "n|y" or "f|t" or "false|true" or "off|on" or "ja|nein" or "j|n" or "non|oui" or "no|si" or "no|sí" or "n|s" or "falsch|wahr" or "faux|vrai" or "nee|ja")
            return Verdict.Of(SemanticTypes.Boolean, ColumnRole.Boolean, f.Facts.Sure(0.95), $"only {f.Some[0].Value} and {f.Some[1].Value}");
        return null;
    }

    private static Verdict? Formed(TextFacts f) =>
        By(f, SemanticTypes.Email, f.Facts.IsUnique && f.Present >= 10 ? ColumnRole.Identifier : ColumnRole.Text, NameHint.Email, 0.75, Form.Email)
        ?? By(f, SemanticTypes.Url, ColumnRole.Url, NameHint.Url, 0.75, Form.Url)
        ?? By(f, SemanticTypes.Uuid, ColumnRole.Identifier, NameHint.Identifier, 0.85, Form.Uuid)
        ?? By(f, SemanticTypes.IpAddress, f.Facts.Repeats >= 3 ? ColumnRole.Categorical : ColumnRole.Text, NameHint.Ip, 0.85, Form.IpAddress)
        ?? By(f, SemanticTypes.Iban, ColumnRole.Identifier, NameHint.Iban, 0.75, Form.Iban)
        ?? By(f, SemanticTypes.CardNumber, ColumnRole.Identifier, NameHint.Card, 0.75, Form.CardNumber)
        ?? By(f, SemanticTypes.Json, ColumnRole.Other, NameHint.None, 0.75, Form.Json)
        ?? By(f, SemanticTypes.Coordinates, ColumnRole.Other, NameHint.Coordinates, 0.75, Form.Coordinates)
        ?? By(f, SemanticTypes.List, ColumnRole.List, NameHint.None, 0.75, Form.List)
        ?? Moments(f)
        ?? Phones(f)
        ?? By(f, SemanticTypes.Country, ColumnRole.Categorical, NameHint.Country, 0.8, Form.Country);

    private static Verdict? By(TextFacts f, string type, ColumnRole role, NameHint hint, double threshold, params Form[] forms)
    {
        var share = f.Forms.Share(forms);
        var named = hint != NameHint.None && f.Name.Says(hint);
        if (share < (named ? threshold - 0.25 : threshold))
            return null;
        var sure = f.Facts.Sure(Math.Min(0.99, 0.5 + 0.45 * share + (named ? 0.1 : 0)));
        return Verdict.Of(type, role, sure, f.Facts.SaysForms(forms), named ? f.Facts.Says(hint) : "");
    }

    private static Verdict? Moments(TextFacts f)
    {
        if (By(f, SemanticTypes.Date, ColumnRole.Datetime, NameHint.Date, 0.8, Form.Date, Form.DateTime) is { } date)
            return date;
        // An hour and minutes is a time of day, unless some of them cannot be.
        var (times, durations) = (f.Forms.Share(Form.Time), f.Forms.Share(Form.Duration));
        if (times + durations < 0.8)
            return null;
        return durations > 0.1 || f.Name.Says(NameHint.Duration)
            ? By(f, SemanticTypes.Duration, ColumnRole.Numeric, NameHint.Duration, 0.8, Form.Duration, Form.Time)! with { RoleConfidence = 0.5 }
            : By(f, SemanticTypes.Time, ColumnRole.Datetime, NameHint.Time, 0.8, Form.Time, Form.Duration);
    }

    private static Verdict? Phones(TextFacts f)
    {
        var role = f.Facts.IsUnique && f.Present >= 10 ? ColumnRole.Identifier : ColumnRole.Text;
        if (!f.Name.Says(NameHint.Phone) || f.Name.Says(NameHint.Url))
            return By(f, SemanticTypes.Phone, role, NameHint.None, 0.8, Form.Phone);
        var share = f.Share(v => v.Count(char.IsAsciiDigit) is >= 6 and <= 15 && v.Count(char.IsLetter) <= 4);
        return share < 0.6 ? null : Verdict.Of(SemanticTypes.Phone, role, f.Facts.Sure(0.55 + 0.4 * share), f.Facts.Says(NameHint.Phone), TextFacts.SaysShare(share, "have 6 to 15 digits"));
    }
}
