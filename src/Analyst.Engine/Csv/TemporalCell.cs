namespace Analyst.Engine.Csv;

/// <summary>The order and look of the date in a cell.</summary>
internal enum DateForm : byte
{
    None,

    /// <summary>2024-01-31</summary>
    Iso,

    /// <summary>2024/01/31</summary>
    YearFirstSlash,

    /// <summary>2024.01.31</summary>
    YearFirstDot,

    /// <summary>31/01/2024 or 01/31/2024; the same with other separators below.</summary>
    YearLastSlash,
    YearLastDash,
    YearLastDot,

    /// <summary>31/01/24 or 01/31/24; the same with other separators below.</summary>
    ShortYearSlash,
    ShortYearDash,
    ShortYearDot,

    /// <summary>31 Jan 2024</summary>
    DayMonthName,

    /// <summary>31-Jan-2024</summary>
    DayMonthNameDash,

    /// <summary>31-Jan-24</summary>
    DayMonthNameShortYear,

    /// <summary>Jan 31, 2024</summary>
    MonthNameDayComma,

    /// <summary>Jan 31 2024</summary>
    MonthNameDay,
}

/// <summary>The look of the time of day in a cell.</summary>
[Flags]
internal enum TimeForms : byte
{
    None = 0,
    Minutes = 1,
    Seconds = 2,
    Fraction = 4,
    MinutesHalfDay = 8,
    SecondsHalfDay = 16,

    /// <summary>There was no time in the cell.</summary>
    Absent = 32,
}

/// <summary>A date, a time of day or both, as found in one cell.</summary>
/// <param name="First">Of a numeric date with the year last: the first number; <paramref name="Second"/> the second.</param>
/// <param name="FullMonth">The month's name is written out.</param>
internal readonly record struct TemporalCell(DateForm Date, TimeForms Time, bool Zone, bool LetterT, int Year, int First, int Second, bool FullMonth)
{
    public bool IsDayFirst => IsDay(Year, Second, First);

    public bool IsMonthFirst => IsDay(Year, First, Second);

    public static bool IsDay(int year, int month, int day) =>
        month is >= 1 and <= 12 && year is >= 1 and <= 9999 && day >= 1 && day <= DateTime.DaysInMonth(year, month);
}
