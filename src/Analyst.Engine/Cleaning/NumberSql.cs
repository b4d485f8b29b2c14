using System.Globalization;

namespace Analyst.Engine.Cleaning;

/// <summary>SQL that reads a number as people write it, or yields NULL.</summary>
internal static class NumberSql
{
    private const string Currency = @"[$€£¥₹₽₩₺₴₪฿₫₦]|USD|EUR|GBP|CHF|JPY|CNY|INR|AUD|CAD|SEK|NOK|DKK|PLN|kr\.?|zł|Kč|R\$";
    private const string Space = @"[\s\p{Z}]";

    /// <summary>Currency in front or behind, a percent sign (10 % is 10), brackets for minus, groups of three; a value is never rounded to fit the type.</summary>
    public static string Parse(string name, string point, string type)
    {
        var group = point == "." ? "," : ".";
        var pointPattern = point == "." ? @"\." : ",";
        var groupPattern = $@"(?:{(group == "." ? @"\." : ",")}|'|’|{Space})";
        var digits = $@"(?:[0-9]{{1,3}}(?:{groupPattern}[0-9]{{3}})+|[0-9]+)(?:{pointPattern}[0-9]+)?|{pointPattern}[0-9]+";
        var sign = @"(?:[-+−])?";
        var money = $@"(?:{Currency})?";
        var blank = $@"{Space}*";
        var plain = $@"{sign}{blank}{money}{blank}{sign}(?:{digits}){blank}(?:{money}|%)";
        var pattern = $@"{blank}(?:{plain}|\({blank}{money}{blank}(?:{digits}){blank}(?:{money}|%){blank}\)){blank}";
        var bare = $"regexp_replace({name}, {Sql.Text($@"{Currency}|[%()+'’]|{Space}|{(group == "." ? @"\." : ",")}")}, '', 'g')";
        var ascii = $"replace({(point == "," ? $"replace({bare}, ',', '.')" : bare)}, '−', '-')";
        var signed = $"CASE WHEN contains({name}, '(') THEN '-' || {ascii} ELSE {ascii} END";
        var read = $"regexp_full_match({name}, {Sql.Text(pattern)}) AND {Keeps(signed, type)}";
        return $"CASE WHEN {read} THEN TRY_CAST({signed} AS {type}) END";
    }

    private static string Keeps(string text, string type)
    {
        if (type == "BIGINT")
            return $"regexp_full_match({text}, '[-+]?[0-9]+(\\.0*)?')";
        if (type == "DOUBLE")
            return $"strlen(ltrim(regexp_replace({text}, '[^0-9]', '', 'g'), '0')) <= 15";
        var scale = int.Parse(type[(type.IndexOf(',', StringComparison.Ordinal) + 1)..^1], CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"strlen(rtrim(split_part({text}, '.', 2), '0')) <= {scale}");
    }
}
