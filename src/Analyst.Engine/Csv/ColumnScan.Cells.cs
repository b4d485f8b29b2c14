using System.Runtime.CompilerServices;

namespace Analyst.Engine.Csv;

/// <summary>What single cells take away from what is possible.</summary>
internal sealed partial class ColumnScan
{
    /// <summary>The quick way for what most typed cells are: a number of a few digits, or a date as ISO 8601 writes it in a column of such.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TakePlain(ReadOnlySpan<byte> text)
    {
        if (Numbers == 0)
            return Temporal && Date == DateForm.Iso && Values > 0 && TakeIso(text);
        var begin = text[0] == '-' ? 1 : 0;
        var at = begin;
        while (at < text.Length && (uint)(text[at] - '0') <= 9)
            at++;
        var whole = at - begin;
        if (whole is 0 or > QuickDigits || whole > 1 && text[begin] == '0')
            return false;
        var fraction = 0;
        if (at < text.Length)
        {
            if (text[at] != '.' || (Numbers & NumberForms.Pointed) == 0)
                return false;
            fraction = text.Length - at - 1;
            for (at++; at < text.Length; at++)
                if ((uint)(text[at] - '0') > 9)
                    return false;
            // Three digits behind a point may also be a group of a thousand.
            if (fraction is 0 or 3 || whole + fraction > QuickDigits)
                return false;
            Numbers &= NumberForms.Pointed;
            Fraction = Math.Max(Fraction, fraction);
        }
        else
        {
            WholeComma = Math.Max(WholeComma, whole);
        }
        Values++;
        Pairs = 0;
        Temporal = false;
        Whole = Math.Max(Whole, whole);
        LeastWhole = Math.Min(LeastWhole, whole);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TakeIso(ReadOnlySpan<byte> text)
    {
        if (text.Length is not (10 or 19) || text[4] != '-' || text[7] != '-')
            return false;
        if (!TwoDigits(text, 0, out var century) || !TwoDigits(text, 2, out var year) || !TwoDigits(text, 5, out var month) || !TwoDigits(text, 8, out var day))
            return false;
        if (month - 1 > 11 || day is 0 or > 28 || century + year == 0)
            return false;
        if (text.Length == 19)
        {
            if (text[10] != ' ' || text[13] != ':' || text[16] != ':' || !TwoDigits(text, 11, out var hour) || !TwoDigits(text, 14, out var minute) || !TwoDigits(text, 17, out var second) || hour > 23 || minute > 59 || second > 59)
                return false;
            Times |= TimeForms.Seconds;
            (AllZone, AllLetterT) = (false, false);
        }
        else
        {
            Times |= TimeForms.Absent;
        }
        Values++;
        Pairs = 0;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TwoDigits(ReadOnlySpan<byte> text, int at, out uint value)
    {
        uint tens = (uint)(text[at] - '0'), ones = (uint)(text[at + 1] - '0');
        value = tens * 10 + ones;
        return tens <= 9 && ones <= 9;
    }

    private void TakeOther(ReadOnlySpan<byte> text)
    {
        if ((uint)(text[0] - '0') > 9 && MissingMarkers.TryRead(text, out var marker))
        {
            Count(marker, 1);
            return;
        }
        Values++;
        if (Numbers != 0)
        {
            NumberCells.TryRead(text, out var number);
            Measure(number);
        }
        if (Pairs != 0)
            TakeWord(text);
        if (Temporal)
            Temporal = TakeTime(text);
        IsText = Numbers == 0 && Pairs == 0 && !Temporal;
    }

    private void Measure(in NumberCell number)
    {
        Numbers &= number.Forms;
        Whole = Math.Max(Whole, number.Whole);
        LeastWhole = Math.Min(LeastWhole, number.Whole);
        Fraction = Math.Max(Fraction, number.Fraction);
        WholeComma = Math.Max(WholeComma, number.WholeComma);
        FractionComma = Math.Max(FractionComma, number.FractionComma);
        Inexact |= number.Inexact;
    }

    private void TakeWord(ReadOnlySpan<byte> text)
    {
        var (yes, no) = BooleanWords.PairsOf(text);
        Pairs &= yes | no;
        // A word may be the yes of one pair and the no of another; which, the remaining pairs tell.
        SawTrue |= (yes & Pairs) != 0;
        SawFalse |= (no & Pairs) != 0;
    }

    private bool TakeTime(ReadOnlySpan<byte> text)
    {
        if (!TemporalCells.TryRead(text, out var cell) || Values > 1 && cell.Date != Date)
            return false;
        Date = cell.Date;
        Times |= cell.Time;
        SomeZone |= cell.Zone;
        if (cell.Time != TimeForms.Absent)
        {
            AllZone &= cell.Zone;
            SomeLetterT |= cell.LetterT;
            AllLetterT &= cell.LetterT;
        }
        if (Date is DateForm.DayMonthName or DateForm.DayMonthNameDash or DateForm.DayMonthNameShortYear or DateForm.MonthNameDay or DateForm.MonthNameDayComma)
        {
            // May is both.
            if (!(cell.FullMonth && cell.First == 5))
            {
                SomeFullMonth |= cell.FullMonth;
                AllFullMonth &= cell.FullMonth;
            }
        }
        else if (Date is >= DateForm.YearLastSlash and <= DateForm.ShortYearDot)
        {
            DayFirst &= cell.IsDayFirst;
            MonthFirst &= cell.IsMonthFirst;
            return DayFirst || MonthFirst;
        }
        return true;
    }
}
