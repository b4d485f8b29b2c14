using System.Text;
using System.Text.RegularExpressions;

namespace Analyst.Engine.Profiling.Meaning;

/// <summary>Numbers, alone or with a percent sign, a currency or a unit, and ranges of numbers.</summary>
internal static partial class AmountForms
{
    private const string Units =
        "kg|g|mg|µg|t|lbs?|oz|km|m|cm|mm|nm|mi|miles?|ft|feet|inch(?:es)?|in|yd|yards?|m2|m²|m3|m³|sqm|sq ?ft|sq ?m|ha|acres?|l|ml|cl|dl|gal|gallons?|litres?|liters?|°c|°f|°|k|hz|khz|mhz|ghz|w|kw|mw|gw|kwh|mwh|wh|v|kv|a|ma|ah|mah|hp|ps|cc|bhp|b|kb|mb|gb|tb|kib|mib|gib|km/h|kmh|mph|m/s|kt|knots|bar|psi|pa|hpa|kpa|cal|kcal|kj|j|nm|rpm|mpg|kmpl|km/kg|px|dpi|db|lux|mol|mmol|people|persons|pcs|pieces|units|items|stück|stk|ounces?|pounds?|meters?|metres?|kilometers?|grams?|ounce|bpm|fps|mbps|gbps|dpi|% ?vol|oz\\.|\"\"|''|'";

    public static Form? Of(ReadOnlySpan<char> text)
    {
        if (IsNumber(text) is { } number)
            return number;
        var last = text[^1];
        if (last == '%' || text[0] == '%')
            return IsNumber(text.Trim('%').Trim()) is null ? null : Form.Percentage;
        if (Money().IsMatch(text))
            return Form.Money;
        if (!char.IsAsciiDigit(last) && char.IsAsciiDigit(text[^Math.Min(2, text.Length)]) || char.IsLetter(last) || last is '"' or '\'' or '²' or '³' or '°' or '.')
        {
            if (WithUnit().IsMatch(text))
                return Form.NumberWithUnit;
            if (Percent().IsMatch(text))
                return Form.Percentage;
        }
        return Range().IsMatch(text) ? Form.Range : null;
    }

    private static Form? IsNumber(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text.Length > 40 || !(char.IsAsciiDigit(text[0]) || text[0] is '-' or '+' or '.' or ','))
            return null;
        // The prefix of a country, not a sign.
        if (text[0] == '+' && text.Length >= 9 && !text.ContainsAny('.', ','))
            return null;
        Span<byte> bytes = stackalloc byte[3 * 40];
        if (!NumberCells.TryRead(bytes[..Encoding.UTF8.GetBytes(text, bytes)], out var cell))
            return IsZeroPadded(text) ? Form.Integer : null;
        return (cell.Forms & NumberForms.Integer) != 0 ? Form.Integer : cell.Fraction > 0 || cell.FractionComma > 0 || (cell.Forms & NumberForms.CommaGroups) == 0 ? Form.Decimal : Form.Integer;
    }

    private static bool IsZeroPadded(ReadOnlySpan<char> text) => !text.ContainsAnyExceptInRange('0', '9');

    [GeneratedRegex(@"^[-+(]{0,2}(?:[$€£¥₹₽₩₺₫₪฿]|(?:US|CA|AU|NZ|HK|R)\$|(?:USD|EUR|GBP|CHF|JPY|CAD|AUD|INR|CNY|SEK|NOK|DKK|PLN|CZK|BRL|MXN|ZAR|Rs|Fr|kr)\.?(?=[\s\d]))\s?[-+]?\d[\d.,' \u00A0\u202F]*(?:\s?(?:k|m|mn|mio|million|b|bn|mrd|billion|t|tn|lakh|crore|lac|cr))?\.?\)?-?$|^[-+(]{0,2}\d[\d.,' \u00A0\u202F]*(?:k|m|mn|bn)?\s?(?:[$€£¥₹₽₩₺₫₪฿]|(?:USD|EUR|GBP|CHF|JPY|CAD|AUD|INR|CNY|SEK|NOK|DKK|PLN|CZK|BRL|MXN|ZAR|Euros?|Dollars?|kr|zł|Kč|Ft|lei)\.?)\)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Money();

    [GeneratedRegex(@"^[-+~<>≈]?\s?\d[\d.,' \u00A0]{0,20}(?:x\d[\d.,]*)?[\s\-]?(?:" + Units + @")$|^\d{1,2}\s?(?:'|ft)\s?\d{1,2}(?:\.\d+)?\s?(?:""|''|in)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex WithUnit();

    [GeneratedRegex(@"^[-+]?\d[\d.,]*\s?(?:percent|pct|prozent|pour ?cent|por ?ciento|v\.?h\.?)\.?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Percent();

    [GeneratedRegex(@"^(?:[$€£]?\d[\d.,]*\s?[kKmM%]?\s?(?:-|–|—|to|bis|à|a)\s?[$€£]?\d[\d.,]*\s?[kKmM%]?(?:\s?(?:years?|yrs?|jahre|ans|años))?|(?:<|>|<=|>=|≤|≥|under|over|unter|über)\s?\d[\d.,]*\s?[kKmM%]?|\d[\d.,]*\s?(?:\+|and over|and older|or more|plus))$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Range();
}
