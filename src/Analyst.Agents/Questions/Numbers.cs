using System.Globalization;

namespace Analyst.Agents.Questions;

/// <summary>Numbers as people write them: 12,345.67, -3, 5k, 2nd is none.</summary>
internal static class Numbers
{
    /// <summary>Where the run of digits, inner signs and trailing letters that starts at <paramref name="at"/> ends.</summary>
    public static int End(string text, int at)
    {
        if (text[at] is '-' or '+') at++;
        while (at < text.Length)
        {
            var inner = text[at] is '.' or ',' or ':' or '/' or '-' or '–' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]) && char.IsAsciiDigit(text[at - 1]);
            if (!inner && !char.IsLetterOrDigit(text[at])) break;
            at++;
        }
        return at;
    }

    public static bool TryRead(string word, out double number)
    {
        var scale = 1.0;
        var digits = word;
        if (word.Length > 1 && word[^1] is 'k' or 'K') (digits, scale) = (word[..^1], 1e3);
        for (var i = 0; i < digits.Length; i++)
            if (digits[i] == ',' && !IsThousands(digits, i)) { number = double.NaN; return false; }
        var read = double.TryParse(digits.Replace(",", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
        number *= scale;
        return read && double.IsFinite(number);
    }

    /// <summary>The comma at <paramref name="comma"/> stands before exactly three digits.</summary>
    public static bool IsThousands(ReadOnlySpan<char> text, int comma)
    {
        var digits = 0;
        while (comma + 1 + digits < text.Length && char.IsAsciiDigit(text[comma + 1 + digits])) digits++;
        return digits == 3;
    }

    /// <summary>The plain value of a cell that holds a number with currency signs, separators or percent; null when it holds something else.</summary>
    public static double? OfCell(string cell)
    {
        var text = cell.Trim().Trim('$', '€', '£', '¥', '%', ' ');
        return text.Length > 0 && text.Length < 40 && (char.IsAsciiDigit(text[0]) || text[0] is '-' or '+' or '.') && char.IsAsciiDigit(text[^1]) && TryRead(text, out var n) ? n : null;
    }

    public static string Literal(double number) =>
        Math.Abs(number) < 1e15 && number == Math.Truncate(number)
            ? ((long)number).ToString(CultureInfo.InvariantCulture)
            : number.ToString("R", CultureInfo.InvariantCulture);
}
