using Analyst.Domain.Datasets;

namespace Analyst.Engine.Profiling.Meaning;

/// <summary>Text that nothing but its repetition explains: keys, codes, categories, names and prose.</summary>
internal static class TextLabels
{
    public static Verdict Judge(TextFacts f) => Key(f) ?? Prose(f) ?? Listed(f) ?? Code(f) ?? Category(f) ?? Rest(f);

    private static Verdict? Key(TextFacts f)
    {
        var codes = f.Forms.Share(Form.Code, Form.Integer, Form.Phone, Form.CardNumber, Form.Uuid);
        var (id, code) = (f.Name.IsIdentifier, f.Name.IsAbout(NameHint.Code));
        if (f.AverageWords > 3 || f.AverageLength > 64)
            return null;
        if (f.Facts.IsUnique && f.Present >= 10 && (id || codes >= 0.9))
            return Verdict.Of(code && !id ? SemanticTypes.Code : SemanticTypes.Identifier, ColumnRole.Identifier, f.Facts.Sure(id || code ? 0.97 : 0.85), f.Facts.Says(NameHint.Identifier | NameHint.Number | NameHint.Code), f.Facts.SaysDistinct);
        if (!id && !code)
            return null;
        var few = f.Distinct <= 20 && f.Facts.Repeats >= 3;
        if (id && !code && (codes >= 0.8 || f.Facts.Repeats <= 2 || f.AverageWords <= 1.2))
            return Verdict.Of(SemanticTypes.Identifier, f.Facts.Sure(0.85), few ? ColumnRole.Categorical : ColumnRole.Identifier, few ? 0.65 : 0.8, f.Facts.Says(NameHint.Identifier | NameHint.Number), f.Facts.SaysDistinct);
        return code && f.AverageLength <= 24
            ? Verdict.Of(SemanticTypes.Code, f.Facts.Sure(0.85), f.Facts.Repeats >= 1.2 ? ColumnRole.Categorical : ColumnRole.Identifier, 0.75, f.Facts.Says(NameHint.Code), f.Facts.SaysDistinct)
            : null;
    }

    private static Verdict? Prose(TextFacts f)
    {
        var named = f.Name.Says(NameHint.Prose);
        if (f.Facts.Repeats >= 20 && f.Distinct <= 100 || f.AverageWords < (named ? 3 : 6) && f.AverageLength < 80)
            return null;
        return Verdict.Of(SemanticTypes.FreeText, ColumnRole.Text, f.Facts.Sure(named || f.AverageWords >= 10 ? 0.95 : 0.8), $"{ColumnFacts.Number(Math.Round(f.AverageWords, 1))} words a value on average", named ? f.Facts.Says(NameHint.Prose) : "");
    }

    // The same items again and again, in other numbers and combinations, with commas between them.
    private static Verdict? Listed(TextFacts f)
    {
        var (items, values, many) = (new HashSet<string>(), 0, 0);
        var (total, counts) = (0, new HashSet<int>());
        foreach (var v in f.Some.Take(2000))
        {
            var parts = v.Value.Split([',', ';', '|'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length > 50 || parts.Any(p => p.Length > 30))
                return null;
            values++;
            many += parts.Length > 1 ? 1 : 0;
            total += parts.Length;
            counts.Add(parts.Length);
            items.UnionWith(parts);
        }
        return values >= 5 && many >= 0.5 * values && counts.Count > 2 && items.Count <= 0.5 * total
            ? Verdict.Of(SemanticTypes.List, ColumnRole.List, 0.75, $"{many} of {values} values looked at hold several items, made of {items.Count} different ones")
            : null;
    }

    private static Verdict? Code(TextFacts f)
    {
        var mixed = f.Forms.Share(Form.Code, Form.Integer);
        if (f.Forms.Share(Form.Code) >= 0.6 && mixed >= 0.9 && f.Present >= 10)
            return Verdict.Of(SemanticTypes.Code, f.Facts.Sure(0.75), f.LabelRole == ColumnRole.Text && f.Facts.Repeats < 1.2 ? ColumnRole.Identifier : ColumnRole.Categorical, 0.65, f.Facts.SaysForms(Form.Code, Form.Integer), f.Facts.SaysDistinct);
        return f.IsOneWidth && f.AverageLength is >= 2 and <= 5 && f.Distinct >= 3 && f.Share(v => v.All(char.IsAsciiLetterUpper)) == 1
            ? Verdict.Of(SemanticTypes.Code, f.Facts.Sure(0.75), f.Facts.Repeats >= 1.2 ? ColumnRole.Categorical : f.Present >= 10 ? ColumnRole.Identifier : ColumnRole.Text, 0.7, $"all values are {f.AverageLength:0} capital letters", f.Facts.SaysDistinct)
            : null;
    }

    private static Verdict? Category(TextFacts f)
    {
        var sure = f.CategorySureness();
        var small = f.Present < 50 && f.Facts.Repeats >= 2;
        if (sure == 0 && !small)
            return null;
        sure = Math.Max(sure, small ? 0.7 : 0);
        var type = f.Name.IsAbout(NameHint.Class) ? 0.1 : 0;
        return Verdict.Of(SemanticTypes.Category, f.Facts.Sure(Math.Min(0.95, sure + type - 0.05)), ColumnRole.Categorical, f.Facts.Sure(Math.Min(0.95, sure + type)), f.Facts.SaysDistinct, type > 0 ? f.Facts.Says(NameHint.Class) : "");
    }

    private static Verdict Rest(TextFacts f)
    {
        if (f.AverageWords <= 5 && f.AverageLength <= 50 && f.Forms.Share(Form.Text, Form.Country) >= 0.6 && f.Name.Says(NameHint.Name | NameHint.Company | NameHint.Person))
            return Verdict.Of(SemanticTypes.Name, f.Facts.Sure(0.75), ColumnRole.Text, f.Facts.Sure(0.7), f.Facts.Says(NameHint.Name | NameHint.Company | NameHint.Person), f.Facts.SaysDistinct);
        return f.AverageWords >= 4
            ? Verdict.Of(SemanticTypes.FreeText, f.Facts.Sure(0.6), ColumnRole.Text, f.Facts.Sure(0.75), $"{ColumnFacts.Number(Math.Round(f.AverageWords, 1))} words a value on average")
            : Verdict.Of(SemanticTypes.Unknown, 0.2, ColumnRole.Text, f.Facts.Sure(0.65), f.Facts.SaysDistinct);
    }
}
