using Analyst.Domain.Datasets;

namespace Analyst.Engine.Csv;

/// <summary>Chooses the type of every column from what all its cells have in common. Where two readings fit, the other columns of the file decide.</summary>
internal sealed class ColumnChoice
{
    private const int ExactInMachineWord = 18;
    private const int LargestWidth = 38;

    private readonly bool? commaIsDecimal;
    private readonly bool? dayFirst;
    private readonly bool semicolons;

    public ColumnChoice(IReadOnlyList<ColumnScan> scans, CsvDialect dialect, ReadingChoices choices)
    {
        semicolons = dialect.Delimiter == ';';
        commaIsDecimal = choices.DecimalMark is { } mark ? mark == "," : Agreed(scans.Where(IsNumber).Select(MarkOf));
        dayFirst = choices.DateOrder switch
        {
            "dmy" => true,
            "mdy" => false,
            _ => Agreed(scans.Where(s => !s.IsText && s.Temporal && s.Values > 0 && IsYearLast(s.Date)).Select(s => s.DayFirst == s.MonthFirst ? (bool?)null : s.DayFirst)),
        };
    }

    public CsvColumn Choose(ColumnScan scan)
    {
        if (scan.IsText || scan.Values == 0)
            return CsvColumn.Text;
        if (scan.Numbers != 0)
            return Number(scan);
        if (scan.Temporal)
            return Time(scan);
        return BooleanWords.Decide(scan.Pairs, scan.SawTrue, scan.SawFalse) is { } words ? Boolean(words) : CsvColumn.Text;
    }

    private static bool IsNumber(ColumnScan scan) => !scan.IsText && scan.Values > 0 && scan.Numbers != 0;

    /// <summary>What all that know agree on; null when nobody knows or they disagree.</summary>
    private static bool? Agreed(IEnumerable<bool?> answers)
    {
        var known = answers.OfType<bool>().Distinct().ToArray();
        return known is [var only] ? only : null;
    }

    /// <summary>Whether this column alone shows that the comma, or that the point, is the decimal mark.</summary>
    private static bool? MarkOf(ColumnScan scan)
    {
        var comma = (scan.Numbers & (NumberForms.Comma | NumberForms.BlankGroupsComma)) != 0;
        var point = (scan.Numbers & (NumberForms.Point | NumberForms.CommaGroups | NumberForms.ApostropheGroups | NumberForms.BlankGroups)) != 0;
        return comma == point ? null : comma;
    }

    private CsvColumn Number(ColumnScan scan)
    {
        var forms = scan.Numbers;
        var ambiguous = (forms & NumberForms.Comma) != 0 && scan.Fraction + scan.FractionComma > 0 && (forms & (NumberForms.Point | NumberForms.CommaGroups)) != 0;
        if (ambiguous)
        {
            const NumberForms comma = NumberForms.Comma | NumberForms.BlankGroupsComma;
            forms &= commaIsDecimal ?? (semicolons && (forms & NumberForms.Point) == 0) ? comma : ~comma;
        }
        if ((forms & NumberForms.Integer) != 0)
            return CsvColumn.Integer;
        if ((forms & NumberForms.Point) != 0)
        {
            var plain = Exact(scan, scan.Whole, scan.Fraction);
            return ambiguous && commaIsDecimal is null && semicolons ? plain with { Note = "the point is read as the decimal mark, though it could separate thousands" } : plain;
        }
        if ((forms & NumberForms.Floating) != 0)
            return scan.Inexact ? CsvColumn.Text : CsvColumn.Double;
        return Grouped(scan, forms, ambiguous && commaIsDecimal is null);
    }

    private static CsvColumn Grouped(ColumnScan scan, NumberForms forms, bool ambiguous)
    {
        const string blanks = @"regexp_replace({0}, '[ \x{00A0}\x{202F}\x{2009}]', '', 'g')";
        // Groups of three with blanks between them and always as many digits: a telephone number as likely as not.
        var code = scan.Fraction == 0 && scan.FractionComma == 0 && scan.LeastWhole == Math.Max(scan.Whole, scan.WholeComma) && scan.LeastWhole > 6;
        var note = ambiguous ? "the comma could be a decimal mark or separate thousands" : null;
        if ((forms & NumberForms.CommaGroups) != 0)
            return Exact(scan, scan.Whole, scan.Fraction).Rewritten("replace({0}, ',', '')", "1,234.5") with { Note = note };
        if ((forms & NumberForms.Comma) != 0)
            return Exact(scan, scan.WholeComma, scan.FractionComma).Rewritten("replace(replace({0}, '.', ''), ',', '.')", "1.234,5") with { Note = note };
        if (code)
            return CsvColumn.Text;
        if ((forms & NumberForms.BlankGroups) != 0)
            return Exact(scan, scan.Whole, scan.Fraction).Rewritten(blanks, "1 234.5");
        return (forms & NumberForms.BlankGroupsComma) != 0
            ? Exact(scan, scan.WholeComma, scan.FractionComma).Rewritten($"replace({blanks}, ',', '.')", "1 234,5")
            : Exact(scan, scan.Whole, scan.Fraction).Rewritten("replace(replace({0}, '''', ''), '’', '')", "1'234.5");
    }

    /// <summary>Decimals stay exact; more digits than a DECIMAL is quick with become a DOUBLE when that prints every one of them again.</summary>
    private static CsvColumn Exact(ColumnScan scan, int whole, int fraction)
    {
        if (fraction == 0 && whole <= ExactInMachineWord)
            return CsvColumn.Integer;
        if (whole + fraction <= ExactInMachineWord || fraction == 0 && whole <= LargestWidth)
            return CsvColumn.Exact(whole + fraction, fraction);
        if ((scan.Numbers & NumberForms.Floating) != 0 && !scan.Inexact)
            return CsvColumn.Double;
        return whole + fraction <= LargestWidth ? CsvColumn.Exact(whole + fraction, fraction) : CsvColumn.Text;
    }

    private static CsvColumn Boolean((string True, string False) words)
    {
        if (words is ("true", "false"))
            return new CsvColumn("BOOLEAN", Value: "CAST({0} AS BOOLEAN)");
        var (yes, no) = (Sql.Text(words.True), Sql.Text(words.False));
        // What folds to neither of the two in DuckDB's alphabet must not become a no.
        var value = $"CASE lower({{0}}) WHEN {yes} THEN true WHEN {no} THEN false ELSE error('neither') END";
        return new CsvColumn("BOOLEAN", Native: false, value, $"{words.True}/{words.False}");
    }

    private CsvColumn Time(ColumnScan scan)
    {
        var timed = scan.Times != TimeForms.Absent;
        if (scan.SomeZone && (!scan.AllZone || (scan.Times & TimeForms.Absent) != 0))
            return CsvColumn.Text;
        if (scan.Date == DateForm.None)
            return TimeOfDay(scan.Times);
        if (scan.Date == DateForm.Iso && (scan.Times & (TimeForms.MinutesHalfDay | TimeForms.SecondsHalfDay)) == 0)
        {
            var type = !timed ? "DATE" : scan.SomeZone ? "TIMESTAMPTZ" : "TIMESTAMP";
            return new CsvColumn(type, Value: $"CAST({{0}} AS {type})");
        }
        if (scan.SomeLetterT && !scan.AllLetterT)
            return CsvColumn.Text;
        var formats = (from date in Dates(scan) from time in TimesOf(scan.Times) select time.Length == 0 ? date : $"{date}{(scan.SomeLetterT ? "T" : " ")}{time}").ToArray();
        var parsed = $"strptime({{0}}, {Sql.List(formats)})";
        return new CsvColumn(timed ? "TIMESTAMP" : "DATE", Native: false, timed ? parsed : $"CAST({parsed} AS DATE)", formats[0], NoteOn(scan));
    }

    private static CsvColumn TimeOfDay(TimeForms times)
    {
        if ((times & (TimeForms.MinutesHalfDay | TimeForms.SecondsHalfDay)) == 0)
            return new CsvColumn("TIME", Native: false, Value: "CAST({0} AS TIME)");
        var formats = TimesOf(times).ToArray();
        return new CsvColumn("TIME", Native: false, $"CAST(strptime({{0}}, {Sql.List(formats)}) AS TIME)", formats[0]);
    }

    private static IEnumerable<string> TimesOf(TimeForms times)
    {
        if ((times & TimeForms.Absent) != 0)
            yield return "";
        if ((times & TimeForms.Minutes) != 0)
            yield return "%H:%M";
        if ((times & TimeForms.Seconds) != 0)
            yield return "%H:%M:%S";
        if ((times & TimeForms.Fraction) != 0)
            yield return "%H:%M:%S.%f";
        if ((times & TimeForms.MinutesHalfDay) != 0)
            yield return "%I:%M %p";
        if ((times & TimeForms.SecondsHalfDay) != 0)
            yield return "%I:%M:%S %p";
    }

    private string[] Dates(ColumnScan scan) => scan.Date switch
    {
        DateForm.Iso => ["%Y-%m-%d"],
        DateForm.YearFirstSlash => ["%Y/%m/%d"],
        DateForm.YearFirstDot => ["%Y.%m.%d"],
        DateForm.YearLastSlash => [Ordered(scan, '/', 'Y')],
        DateForm.YearLastDash => [Ordered(scan, '-', 'Y')],
        DateForm.YearLastDot => [Ordered(scan, '.', 'Y')],
        DateForm.ShortYearSlash => [Ordered(scan, '/', 'y')],
        DateForm.ShortYearDash => [Ordered(scan, '-', 'y')],
        DateForm.ShortYearDot => [Ordered(scan, '.', 'y')],
        DateForm.DayMonthName => Months(scan, "%d %b %Y"),
        DateForm.DayMonthNameDash => Months(scan, "%d-%b-%Y"),
        DateForm.DayMonthNameShortYear => Months(scan, "%d-%b-%y"),
        DateForm.MonthNameDayComma => Months(scan, "%b %d, %Y"),
        DateForm.MonthNameDay => Months(scan, "%b %d %Y"),
        DateForm.None => [],
    };

    private static string[] Months(ColumnScan scan, string format)
    {
        var full = format.Replace("%b", "%B", StringComparison.Ordinal);
        return !scan.SomeFullMonth ? [format, full] : scan.AllFullMonth ? [full, format] : [format, full];
    }

    private string Ordered(ColumnScan scan, char separator, char year) =>
        IsDayFirst(scan) ? $"%d{separator}%m{separator}%{year}" : $"%m{separator}%d{separator}%{year}";

    private bool IsDayFirst(ColumnScan scan) => scan.DayFirst != scan.MonthFirst ? scan.DayFirst : dayFirst ?? true;

    private string? NoteOn(ColumnScan scan)
    {
        var shortYear = scan.Date is DateForm.ShortYearSlash or DateForm.ShortYearDash or DateForm.ShortYearDot or DateForm.DayMonthNameShortYear ? "years of two digits are read as 1969 to 2068" : null;
        if (!IsYearLast(scan.Date) || scan.DayFirst != scan.MonthFirst || dayFirst is not null)
            return shortYear;
        var other = IsDayFirst(scan) ? "the month could come first too" : "the day could come first too";
        return shortYear is null ? other : $"{other}; {shortYear}";
    }

    private static bool IsYearLast(DateForm form) => form is >= DateForm.YearLastSlash and <= DateForm.ShortYearDot;
}
