using System.Globalization;
using Analyst.Domain.Datasets;

namespace Analyst.Agents.Cleaning;

/// <summary>Reads the form of numbers written as text.</summary>
internal static class NumberTexts
{
    /// <summary>How a column writes its numbers.</summary>
    /// <param name="Decimal">The sign before the fraction.</param>
    /// <param name="Type">DuckDB's type that holds every visible value.</param>
    /// <param name="Plain">No signs or separators: the numbers only stand in a text column.</param>
    public sealed record Form(char Decimal, string Type, bool Plain);

    /// <summary>The one form in which every value is a number; null when there is none, or when two would read differently.</summary>
    public static Form? Read(IReadOnlyList<ValueCount> values)
    {
        if (values.Count == 0) return null;
        var withPoint = Parse(values, '.');
        var withComma = Parse(values, ',');
        if (withPoint is null && withComma is null) return null;
        // "1,234" alone is one thousand to some and a little over one to others.
        if (withPoint is not null && withComma is not null && !Equal(withPoint, withComma)) return Decisive(values, '.') && !Decisive(values, ',') ? Make(values, withPoint, '.') : null;
        return withPoint is not null ? Make(values, withPoint, '.') : Make(values, withComma!, ',');
    }

    private static bool Equal(List<decimal> a, List<decimal> b) => a.SequenceEqual(b);

    // Several thousands groups, or a fraction that is not three digits long, show which sign is which.
    private static bool Decisive(IReadOnlyList<ValueCount> values, char point)
    {
        foreach (var value in values)
        {
            var digits = value.Value;
            var last = digits.LastIndexOf(point);
            if (last >= 0 && digits.Length - last - 1 != 3 && digits.IndexOf(point) == last) return true;
            var other = point == '.' ? ',' : '.';
            if (digits.IndexOf(other) != digits.LastIndexOf(other)) return true;
            // Grouped numbers with a currency sign and no other hint follow the sign's most common habit.
            if (point == '.' && digits.Contains('$')) return true;
        }
        return false;
    }

    private static Form? Make(IReadOnlyList<ValueCount> values, List<decimal> numbers, char point)
    {
        var scale = numbers.Max(n => n.Scale);
        var whole = numbers.Max(n => Math.Floor(Math.Log10((double)Math.Max(1, Math.Abs(n)))) + 1);
        // Codes such as 007 or long digit runs are labels, not numbers.
        if (values.Any(v => v.Value.Length > 1 && v.Value[0] == '0' && char.IsAsciiDigit(v.Value[1])) || whole > 15) return null;
        var plain = values.All(v => v.Value.All(c => char.IsAsciiDigit(c) || c is '-' or '.'));
        var type = scale == 0 ? "BIGINT" : scale <= 6 && whole + scale + 4 <= 18 ? string.Create(CultureInfo.InvariantCulture, $"DECIMAL(18,{scale})") : "DOUBLE";
        return new Form(point, type, plain);
    }

    private static List<decimal>? Parse(IReadOnlyList<ValueCount> values, char point)
    {
        var numbers = new List<decimal>(values.Count);
        var percent = values.Count(v => v.Value.TrimEnd().EndsWith('%'));
        // A column that mixes percent and plain figures has no one meaning.
        if (percent > 0 && percent < values.Count) return null;
        foreach (var value in values)
        {
            if (One(value.Value, point) is not { } number) return null;
            numbers.Add(number);
        }
        return numbers;
    }

    private static decimal? One(string value, char point)
    {
        var text = value.Trim();
        var negative = text.StartsWith('(') && text.EndsWith(')');
        if (negative) return null;
        if (text.EndsWith('%')) text = text[..^1].TrimEnd();
        var sign = text.StartsWith('-') || text.StartsWith('+') ? text[..1] : "";
        text = text[sign.Length..].TrimStart();
        foreach (var currency in Currencies)
        {
            if (text.StartsWith(currency, StringComparison.Ordinal)) { text = text[currency.Length..].TrimStart(); break; }
            if (text.EndsWith(currency, StringComparison.Ordinal)) { text = text[..^currency.Length].TrimEnd(); break; }
        }
        if (sign.Length == 0 && text.StartsWith('-')) (sign, text) = ("-", text[1..]);
        if (text.Length is 0 or > 25 || !char.IsAsciiDigit(text[0]) || !char.IsAsciiDigit(text[^1])) return null;
        var separator = point == '.' ? ',' : '.';
        var cut = text.IndexOf(point);
        var whole = cut < 0 ? text : text[..cut];
        var fraction = cut < 0 ? "" : text[(cut + 1)..];
        if (!fraction.All(char.IsAsciiDigit) || !Groups(whole, separator)) return null;
        var plain = sign.Replace("+", "", StringComparison.Ordinal) + whole.Replace(separator.ToString(), "", StringComparison.Ordinal) + (fraction.Length > 0 ? "." + fraction : "");
        return decimal.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static bool Groups(string whole, char separator)
    {
        var groups = whole.Split(separator);
        return groups.All(g => g.Length > 0 && g.All(char.IsAsciiDigit)) && (groups.Length == 1 || (groups[0].Length <= 3 && groups.Skip(1).All(g => g.Length == 3)));
    }

    private static readonly string[] Currencies = ["$", "€", "£", "¥"];
}
