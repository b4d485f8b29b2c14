using System.Text.RegularExpressions;
using Analyst.Domain.Datasets;

namespace Analyst.Engine.Profiling.Meaning;

/// <summary>Text that a telling name and the words of the values explain together.</summary>
internal static partial class TextNames
{
    private const ColumnRole Category = ColumnRole.Categorical;

    public static Verdict? Judge(TextFacts f) =>
        Country(f) ?? Currency(f) ?? Language(f) ?? Scale(f) ?? Postcode(f) ?? Address(f) ?? City(f) ?? Person(f);

    private static Verdict? Country(TextFacts f)
    {
        var named = f.Name.IsAbout(NameHint.Country) || f.Name.Says(NameHint.Country) && f.Name.Says(NameHint.Code);
        var names = f.Forms.Share(Form.Country);
        if (names >= (named ? 0.5 : 0.8))
            return Verdict.Of(SemanticTypes.Country, Category, f.Facts.Sure(0.55 + 0.35 * names + (named ? 0.09 : 0)), f.Facts.SaysForms(Form.Country), named ? f.Facts.Says(NameHint.Country) : "");
        var codes = f.Share(v => Vocabulary.IsCountryCode(v));
        if (codes >= 0.85 && named || codes >= 0.98 && (f.Distinct >= 20 || f.Distinct >= 8 && f.AverageLength >= 2.9))
            return Verdict.Of(SemanticTypes.Country, Category, f.Facts.Sure(named ? 0.95 : 0.65), TextFacts.SaysShare(codes, "are country codes of ISO 3166"), named ? f.Facts.Says(NameHint.Country) : "");
        return null;
    }

    private static Verdict? Currency(TextFacts f)
    {
        var named = f.Name.Says(NameHint.Currency);
        var share = f.Share(v => Vocabulary.IsCurrency(v));
        return share >= (named ? 0.7 : 0.98) && (named || f.Distinct >= 3 && f.Share(v => v is "USD" or "EUR" or "GBP" or "$" or "€") > 0)
            ? Verdict.Of(SemanticTypes.Currency, Category, f.Facts.Sure(named ? 0.95 : 0.75), TextFacts.SaysShare(share, "are currencies of ISO 4217"), named ? f.Facts.Says(NameHint.Currency) : "")
            : null;
    }

    private static Verdict? Language(TextFacts f)
    {
        var named = f.Name.IsAbout(NameHint.Language);
        var share = f.Share(v => Vocabulary.IsLanguage(v));
        // Many nationalities are languages too.
        return named && share >= 0.5
            ? Verdict.Of(SemanticTypes.Language, Category, f.Facts.Sure(0.6 + 0.35 * share), f.Facts.Says(NameHint.Language), TextFacts.SaysShare(share, "are languages"))
            : null;
    }

    private static Verdict? Scale(TextFacts f)
    {
        if (!f.Facts.IsWhole || f.Distinct > 60 || Scales.Find([.. f.Some.Select(v => v.Value)]) is not { } scale)
            return null;
        // A, B and C name groups more often than they grade.
        if (scale == "grades" && !f.Name.Has("grade") && !f.Name.Says(NameHint.Rating) && f.Share(v => v.Contains('+') || v.Contains('-')) == 0)
            return null;
        return Verdict.Of(SemanticTypes.Ordinal, Category, f.Facts.Sure(0.9), $"all {f.Distinct} different values are {scale}");
    }

    private static Verdict? Postcode(TextFacts f)
    {
        if (!f.Name.Says(NameHint.Postcode) || f.Name.Says(NameHint.Email | NameHint.Address) && !f.Name.Has("zip"))
            return null;
        var share = f.Share(v => v.Length is >= 3 and <= 10 && Post().IsMatch(v));
        return share < 0.6 ? null : Verdict.Of(SemanticTypes.Postcode, f.Facts.Sure(0.55 + 0.4 * share), f.Facts.IsUnique && f.Present >= 10 ? ColumnRole.Identifier : Category, 0.75, f.Facts.Says(NameHint.Postcode), TextFacts.SaysShare(share, "have the shape of a postcode"));
    }

    private static Verdict? Address(TextFacts f)
    {
        var named = f.Name.IsAbout(NameHint.Address) && !f.Name.Says(NameHint.Email | NameHint.Ip | NameHint.Url);
        var share = f.Share(v => v.Length is >= 6 and <= 200 && Street().IsMatch(v));
        if (share < (named ? 0.2 : 0.6) && !(named && f.AverageWords >= 2))
            return null;
        return Verdict.Of(SemanticTypes.Address, f.Facts.Sure(0.5 + 0.3 * share + (named ? 0.15 : 0)), ColumnRole.Text, 0.75, named ? f.Facts.Says(NameHint.Address) : "", TextFacts.SaysShare(share, "hold a house number and a street"));
    }

    private static Verdict? City(TextFacts f)
    {
        if (!f.Name.IsAbout(NameHint.City) || f.AverageWords > 4 || f.Forms.Share(Form.Text, Form.Country) < 0.7)
            return null;
        var role = f.CategorySureness() > 0 || f.Facts.Repeats >= 1.3 ? Category : ColumnRole.Text;
        return Verdict.Of(SemanticTypes.City, f.Facts.Sure(0.85), role, f.Facts.Sure(0.75), f.Facts.Says(NameHint.City), "the values are a few words each");
    }

    private static Verdict? Person(TextFacts f)
    {
        var titled = f.Share(v => v.Length <= 100 && Titled().IsMatch(v));
        var named = f.Name.IsAbout(NameHint.Person) || f.Name.Says(NameHint.Person) && f.Name.IsAbout(NameHint.Name) || (f.Name.Has("first") || f.Name.Has("last") || f.Name.Has("full") || f.Name.Has("family") || f.Name.Has("given") || f.Name.Has("middle")) && f.Name.IsAbout(NameHint.Name);
        if (!named && titled < 0.5 || f.Name.Says(NameHint.Company) || f.Name.IsCount || f.AverageWords > 6 || f.AverageWords < 1.4 && !f.Name.Has("first") && !f.Name.Has("last") && !f.Name.Says(NameHint.Name))
            return null;
        var share = Math.Max(titled, f.Share(v => v.Length is >= 2 and <= 80 && PersonName().IsMatch(v)));
        if (share < 0.6)
            return null;
        var sure = f.CategorySureness();
        var role = sure > 0 ? Category : ColumnRole.Text;
        return Verdict.Of(SemanticTypes.PersonName, f.Facts.Sure((named ? 0.55 : 0.4) + 0.4 * share), role, role == Category ? sure : 0.75, named ? f.Facts.Says(NameHint.Person | NameHint.Name) : "", TextFacts.SaysShare(share, "have the shape of a person's name"));
    }

    [GeneratedRegex(@"^(?:\d{3,6}(?:-\d{3,4})?|[A-Z]{1,2}-?\d{4,5}|[A-Z]{1,2}\d[A-Z\d]? ?(?:\d[A-Z]{2})?|[A-Z]\d[A-Z][ -]?(?:\d[A-Z]\d)?|\d{4} ?[A-Z]{2}|\d{3} ?\d{2}|\d{2}-\d{3}|\d{5}-?\d{3})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Post();

    [GeneratedRegex(@"^\d+[a-z]?(?:[-/]\d+)?,?\s+\S.*\b(?:st|street|ave|avenue|rd|road|blvd|boulevard|dr|drive|ln|lane|way|ct|court|pl|place|sq|square|pkwy|parkway|hwy|highway|terrace|circle|cir|rue|plaza|loop|row|trail)\b|^(?:rue|avenue|calle|via|rua|av\.|c/)\s+\S.*|(?:straße|strasse|str\.|gasse|weg|platz|allee|straat|laan)\s+\d+|^\d+\s?,?\s(?:rue|avenue|boulevard|place|chemin)\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Street();

    [GeneratedRegex(@"(?:^|,\s*)(?:mr|mrs|ms|miss|dr|prof|master|rev|sir|frau|herr|mme|mlle|sr|sra|don)\.?\s+\p{L}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Titled();

    [GeneratedRegex(@"^\p{L}[\p{L}\p{M}'’.\-]*(?:,?\s+[\p{L}(""][\p{L}\p{M}'’.\-)""]*){0,5}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PersonName();
}
