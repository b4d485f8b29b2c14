using System.Globalization;

namespace Analyst.Agents.Questions;

/// <summary>A stretch of days as a question names it: a year, a quarter, a month, a day, or a month of any year.</summary>
/// <param name="Until">The day after its last.</param>
internal sealed record DateSpan(DateOnly From, DateOnly Until, bool BareYear, int AnyYearsMonth = 0)
{
    public static DateSpan? Read(Reading r, int at, out int next)
    {
        next = at;
        var start = at;
        if (r.Word(at) == "the") at++;
        if (r.Word(at) == "year" && Year(r, at + 1) is { } named) { next = at + 2; return OfYear(named, bare: true); }
        if (Day(r, at) is { } iso) { next = at + 1; return iso; }
        if (Quarter(r, at, out next) is { } quarter) return quarter;
        if (Month(r, at) is { } month) return AfterMonth(r, start, at, month, out next);
        if (DayOfMonth(r, at) is { } day && Month(r, at + (r.Word(at + 1) == "of" ? 2 : 1)) is { } inMonth)
        {
            var k = at + (r.Word(at + 1) == "of" ? 3 : 2);
            while (r.Word(k) is "," or "of") k++;
            if (Year(r, k) is { } y && Valid(y, inMonth, day) is { } whole) { next = k + 1; return whole; }
        }
        if (Year(r, at) is { } year) { next = at + 1; return OfYear(year, bare: true); }
        next = start;
        return null;
    }

    private static DateSpan? AfterMonth(Reading r, int start, int at, int month, out int next)
    {
        next = start;
        var k = at + 1;
        if (DayOfMonth(r, k) is { } day)
        {
            var behind = k + 1;
            while (r.Word(behind) is "," or "of") behind++;
            if (Year(r, behind) is { } y && Valid(y, month, day) is { } whole) { next = behind + 1; return whole; }
        }
        while (r.Word(k) is "," or "of") k++;
        if (Year(r, k) is { } year) { next = k + 1; return new DateSpan(new DateOnly(year, month, 1), new DateOnly(year, month, 1).AddMonths(1), false); }
        // "may" and "march" alone are mostly no months.
        if (r.Word(at) is "may" or "march" or "mar" or "dec" or "sep" or "jan" or "jun" && r.Word(start - 1) is not ("in" or "during" or "of" or "for" or "every")) return null;
        next = at + 1;
        return new DateSpan(default, default, false, month);
    }

    private static DateSpan? Quarter(Reading r, int at, out int next)
    {
        next = at;
        var q = r.Word(at) switch { "q1" => 1, "q2" => 2, "q3" => 3, "q4" => 4, _ => 0 };
        var k = at + 1;
        if (q == 0 && r.Word(at + 1) == "quarter")
        {
            q = r.Word(at) switch { "first" or "1st" => 1, "second" or "2nd" => 2, "third" or "3rd" => 3, "fourth" or "last" or "4th" => 4, _ => 0 };
            k = at + 2;
        }
        if (r.Word(k) == "of") k++;
        if (q == 0 || Year(r, k) is not { } year) return null;
        next = k + 1;
        var from = new DateOnly(year, (3 * q) - 2, 1);
        return new DateSpan(from, from.AddMonths(3), false);
    }

    private static DateSpan? Day(Reading r, int at)
    {
        if (at < 0 || at >= r.Count || r.Items[at].To - r.Items[at].From != 1) return null;
        var text = r.Items[at].Token.Text;
        string[] forms = ["yyyy-MM-dd", "yyyy/MM/dd", "dd.MM.yyyy", "d.M.yyyy"];
        if (DateOnly.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return OfDay(day);
        var dayFirst = DateOnly.TryParseExact(text, "d/M/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var european);
        var monthFirst = DateOnly.TryParseExact(text, "M/d/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var american);
        if (dayFirst != monthFirst || (dayFirst && european == american)) return OfDay(dayFirst ? european : american);
        return DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? new DateSpan(month, month.AddMonths(1), false) : null;
    }

    private static DateSpan OfDay(DateOnly day) => new(day, day < DateOnly.MaxValue ? day.AddDays(1) : day, false);

    private static DateSpan OfYear(int year, bool bare) => new(new DateOnly(year, 1, 1), new DateOnly(year + 1, 1, 1), bare);

    private static DateSpan? Valid(int year, int month, int day) => day <= DateTime.DaysInMonth(year, month) ? OfDay(new DateOnly(year, month, day)) : null;

    private static int? Month(Reading r, int at) => Lexicon.MonthNames.TryGetValue(r.Word(at), out var month) ? month : null;

    private static int? Year(Reading r, int at) =>
        at >= 0 && at < r.Count && !r.Items[at].IsColumn && r.Items[at].Token is { Kind: TokenKind.Number, Text.Length: 4, Number: >= 1000 and <= 2999 } t ? (int)t.Number : null;

    private static int? DayOfMonth(Reading r, int at)
    {
        if (at < 0 || at >= r.Count || !r.Items[at].IsToken) return null;
        var text = r.Items[at].Token.Fold;
        if (text.Length > 2 && text[^2..] is "st" or "nd" or "rd" or "th") text = text[..^2];
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var day) && day is >= 1 and <= 31 ? day : null;
    }
}
