using System.Text;

namespace Analyst.Engine.Csv;

/// <summary>Recognises dates and times by their letters and checks that there is such a day.</summary>
internal static class TemporalCells
{
    private static readonly byte[][] Months = [.. "january february march april may june july august september october november december".Split(' ').Select(Encoding.ASCII.GetBytes)];

    public static bool TryRead(ReadOnlySpan<byte> text, out TemporalCell cell)
    {
        cell = default;
        if (text.Length is < 4 or > 40)
            return false;
        var at = 0;
        if (!TryDate(text, ref at, out var date))
        {
            var isTime = TryTime(text, out var time, out var zone) && !zone;
            cell = new TemporalCell(DateForm.None, time, false, false, 0, 0, 0, false);
            return isTime;
        }
        if (at == text.Length)
        {
            cell = date with { Time = TimeForms.Absent };
            return true;
        }
        var letter = text[at] == 'T';
        if (!letter && text[at] != ' ' || !TryTime(text[(at + 1)..], out var clock, out var zoned))
            return false;
        cell = date with { Time = clock, Zone = zoned, LetterT = letter };
        // What other forms than ISO 8601 say about zones and fractions, nobody reads in the same way.
        return date.Date == DateForm.Iso || !zoned && !letter && clock != TimeForms.Fraction;
    }

    private static bool TryDate(ReadOnlySpan<byte> text, ref int at, out TemporalCell date)
    {
        date = default;
        if (IsLetter(text[0]))
            return TryMonthFirst(text, ref at, out date);
        if (!Number(text, ref at, 4, out var first, out var width) || at >= text.Length)
            return false;
        var separator = text[at++];
        if (separator is not ((byte)'-' or (byte)'/' or (byte)'.' or (byte)' ') || at >= text.Length)
            return false;
        if (IsLetter(text[at]))
            return width <= 2 && TryMonthName(text, ref at, first, separator, out date);
        if (separator == ' ' || !Number(text, ref at, 2, out var second, out _) || at >= text.Length || text[at++] != separator)
            return false;
        if (!Number(text, ref at, 4, out var third, out var lastWidth))
            return false;
        if (width == 4)
        {
            var form = separator switch { (byte)'-' => DateForm.Iso, (byte)'/' => DateForm.YearFirstSlash, _ => DateForm.YearFirstDot };
            date = new TemporalCell(form, 0, false, false, first, second, third, false);
            return lastWidth <= 2 && TemporalCell.IsDay(first, second, third) && (form != DateForm.Iso || at is 10 or 8 or 9);
        }
        if (width > 2 || lastWidth is not (2 or 4))
            return false;
        var offset = separator switch { (byte)'/' => 0, (byte)'-' => 1, _ => 2 };
        date = new TemporalCell((lastWidth == 4 ? DateForm.YearLastSlash : DateForm.ShortYearSlash) + (byte)offset, 0, false, false, Century(third, lastWidth), first, second, false);
        return date.IsDayFirst || date.IsMonthFirst;
    }

    /// <summary>31 Jan 2024, 31-Jan-2024, 31-Jan-24</summary>
    private static bool TryMonthName(ReadOnlySpan<byte> text, ref int at, int day, byte separator, out TemporalCell date)
    {
        date = default;
        if (separator is not ((byte)' ' or (byte)'-') || !Month(text, ref at, out var month, out var full) || at >= text.Length || text[at++] != separator)
            return false;
        if (!Number(text, ref at, 4, out var year, out var width) || width is not (2 or 4) || separator == ' ' && width == 2)
            return false;
        var form = separator == ' ' ? DateForm.DayMonthName : width == 4 ? DateForm.DayMonthNameDash : DateForm.DayMonthNameShortYear;
        date = new TemporalCell(form, 0, false, false, Century(year, width), month, day, full);
        return TemporalCell.IsDay(date.Year, month, day);
    }

    /// <summary>Jan 31, 2024 and Jan 31 2024</summary>
    private static bool TryMonthFirst(ReadOnlySpan<byte> text, ref int at, out TemporalCell date)
    {
        date = default;
        if (!Month(text, ref at, out var month, out var full) || at >= text.Length || text[at++] != ' ' || !Number(text, ref at, 2, out var day, out _))
            return false;
        var comma = at < text.Length && text[at] == ',';
        if (comma)
            at++;
        if (at >= text.Length || text[at++] != ' ' || !Number(text, ref at, 4, out var year, out var width) || width != 4)
            return false;
        date = new TemporalCell(comma ? DateForm.MonthNameDayComma : DateForm.MonthNameDay, 0, false, false, year, month, day, full);
        return TemporalCell.IsDay(year, month, day);
    }

    private static bool TryTime(ReadOnlySpan<byte> text, out TimeForms form, out bool zone)
    {
        form = 0;
        zone = false;
        var at = 0;
        if (!Number(text, ref at, 2, out var hour, out var hourWidth) || at >= text.Length || text[at++] != ':' || !Number(text, ref at, 2, out var minute, out var width) || width != 2 || hour > 23 || minute > 59)
            return false;
        form = TimeForms.Minutes;
        if (at < text.Length && text[at] == ':')
        {
            at++;
            if (!Number(text, ref at, 2, out var second, out width) || width != 2 || second > 59)
                return false;
            form = TimeForms.Seconds;
            if (at < text.Length && text[at] == '.')
            {
                at++;
                // Digits beyond microseconds would be cut.
                if (!Number(text, ref at, 6, out _, out _))
                    return false;
                form = TimeForms.Fraction;
            }
        }
        if (at == text.Length)
            return hourWidth == 2 || form != TimeForms.Fraction;
        var rest = text[at..];
        if (rest.Length is 2 or 3 && (rest[^1] | 0x20) == 'm' && (rest[^2] | 0x20) is 'a' or 'p' && (rest.Length == 2 || rest[0] == ' ') && hour is >= 1 and <= 12 && form != TimeForms.Fraction)
        {
            form = form == TimeForms.Minutes ? TimeForms.MinutesHalfDay : TimeForms.SecondsHalfDay;
            return rest.Length == 3;
        }
        // DuckDB reads a zone behind seconds only.
        zone = form != TimeForms.Minutes && IsZone(rest);
        return zone && hourWidth == 2;
    }

    private static bool IsZone(ReadOnlySpan<byte> text)
    {
        if (text is [(byte)'Z'])
            return true;
        if (text[0] is not ((byte)'+' or (byte)'-'))
            return false;
        var at = 1;
        if (!Number(text, ref at, 2, out var hours, out var width) || width != 2 || hours > 15)
            return false;
        if (at == text.Length)
            return true;
        return text[at++] == ':' && Number(text, ref at, 2, out var minutes, out width) && width == 2 && minutes <= 59 && at == text.Length;
    }

    /// <summary>As DuckDB's %y reads it: 69 to 99 are of the last century.</summary>
    private static int Century(int year, int width) => width == 4 ? year : year >= 69 ? 1900 + year : 2000 + year;

    private static bool Month(ReadOnlySpan<byte> text, ref int at, out int month, out bool full)
    {
        var end = at;
        while (end < text.Length && IsLetter(text[end]))
            end++;
        var word = text[at..end];
        (month, full) = (0, false);
        for (var i = 0; i < Months.Length && word.Length >= 3; i++)
        {
            full = Ascii.EqualsIgnoreCase(word, Months[i]);
            if (!full && !(word.Length == 3 && Ascii.EqualsIgnoreCase(word, Months[i].AsSpan(0, 3))))
                continue;
            month = i + 1;
            at = end;
            return true;
        }
        return false;
    }

    /// <summary>One to <paramref name="most"/> digits, and no more.</summary>
    private static bool Number(ReadOnlySpan<byte> text, ref int at, int most, out int value, out int width)
    {
        value = 0;
        var begin = at;
        while (at < text.Length && (uint)(text[at] - '0') <= 9 && at - begin < most)
            value = value * 10 + text[at++] - '0';
        width = at - begin;
        return width > 0 && (at == text.Length || (uint)(text[at] - '0') > 9);
    }

    private static bool IsLetter(byte b) => (uint)((b | 0x20) - 'a') <= 25;
}
