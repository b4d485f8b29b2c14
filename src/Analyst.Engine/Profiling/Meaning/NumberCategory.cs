using Analyst.Domain.Datasets;

namespace Analyst.Engine.Profiling.Meaning;

/// <summary>Numbers that stand for kinds of things: few of them, over and over again.</summary>
internal static class NumberCategory
{
    private const ColumnRole Category = ColumnRole.Categorical;

    public static Verdict? Judge(NumberFacts f)
    {
        if (f.Distinct < 2 || !f.KnowsAll)
            return null;
        if (IsYesOrNo(f))
            return Verdict.Of(SemanticTypes.Boolean, Category, f.Facts.Sure(f.Present < 10 ? 0.6 : 0.93), "only 0 and 1", f.Facts.SaysDistinct);
        if (f.Name.IsCount || f.Name.IsQuantity && !IsShortScale(f))
            return null;
        return Calendar(f) ?? Scale(f) ?? Few(f);
    }

    // 1 to 4 a thousand times over is an answer in a form, whatever quantity it is about.
    private static bool IsShortScale(NumberFacts f) => f.IsWhole && f.Within(0, 10) && f.Distinct <= 5 && f.Facts.Repeats >= 50 && !f.Name.IsPercentage;

    private static bool IsYesOrNo(NumberFacts f) => f.Distinct == 2 && f.Min == 0 && f.Max == 1 && !(f.Name.IsCount && f.Present < 30);

    private static Verdict? Calendar(NumberFacts f)
    {
        if (!f.IsWhole || !f.Name.IsAbout(NameHint.Calendar) || !f.Within(0, 53) || f.Present < 2 * f.Distinct)
            return null;
        return Verdict.Of(SemanticTypes.Ordinal, Category, f.Facts.Sure(0.8), f.Facts.Says(NameHint.Calendar), $"{f.Facts.SaysDistinct}, from {f.Min:0} to {f.Max:0}");
    }

    // Grades and ratings: a few steps from 0 or 1 on.
    private static Verdict? Scale(NumberFacts f)
    {
        var named = f.Name.Says(NameHint.Rating) || f.Name.IsAbout(NameHint.Class) && f.Name.Says(NameHint.Class);
        if (!named || !f.Within(0, 10) || f.Distinct > 11 || f.Facts.Repeats < 4 || f.Min is not (0 or 1))
            return null;
        var ordered = f.Name.Says(NameHint.Rating) || f.Name.Has("level") || f.Name.Has("grade") || f.Name.Has("stage") || f.Name.Has("class");
        return Verdict.Of(ordered ? SemanticTypes.Ordinal : SemanticTypes.Category, f.Facts.Sure(0.8), Category, f.Facts.Sure(f.IsWhole ? 0.8 : 0.6), f.Facts.Says(NameHint.Rating | NameHint.Class), f.Facts.SaysDistinct);
    }

    private static Verdict? Few(NumberFacts f)
    {
        if (!AreFew(f))
            return null;
        var named = f.Name.IsAbout(NameHint.Class);
        var sparse = f.IsWhole && f.Max - f.Min >= 3 * f.Distinct;
        var sure = named ? 0.9 : f.Distinct <= 5 ? 0.8 : sparse || f.IsBalanced ? 0.75 : 0.65;
        return Verdict.Of(
            SemanticTypes.Category, f.Facts.Sure(named ? 0.85 : 0.65), Category, f.Facts.Sure(f.IsWhole ? sure : sure - 0.1),
            f.Facts.Says(NameHint.Class), f.Facts.SaysDistinct, sparse ? "with wide gaps between them" : "", f.IsBalanced ? "each of them equally often" : "");
    }

    // The more different numbers there are, the oftener each must come before they are names.
    private static bool AreFew(NumberFacts f)
    {
        var repeats = f.Facts.Repeats;
        if (f.Name.IsAbout(NameHint.Class))
            return f.IsWhole && (f.Distinct <= 10 && repeats >= 3 || f.Distinct <= 50 && repeats >= 8);
        if (!f.IsWhole)
            return f.Distinct <= 10 && repeats >= 20 && f.Present >= 100;
        if (f.Present < 30)
            return f.Distinct == 2 && f.Present >= 10;
        return f.Distinct switch
        {
            2 => true,
            <= 5 => repeats >= 6,
            <= 10 => repeats >= 15,
            <= 30 => f.IsBalanced && repeats >= 8 || repeats >= 400,
            _ => false,
        };
    }
}
