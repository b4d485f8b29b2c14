using System.Runtime.CompilerServices;

namespace Analyst.Engine.Csv;

/// <summary>What every cell of a column has in common. Starts with everything possible; each cell takes away what it does not fit.</summary>
internal sealed partial class ColumnScan
{
    private const int MostMarkers = 32;
    private const int QuickDigits = 15;

    public NumberForms Numbers { get; private set; } = NumberForms.All;

    /// <summary>Pairs of yes and no to which every word belongs.</summary>
    public ulong Pairs { get; private set; } = ulong.MaxValue;

    public bool SawTrue { get; private set; }

    public bool SawFalse { get; private set; }

    /// <summary>Every cell was a date or time of one look.</summary>
    public bool Temporal { get; private set; } = true;

    public DateForm Date { get; private set; }

    public TimeForms Times { get; private set; }

    public bool SomeZone { get; private set; }

    public bool AllZone { get; private set; } = true;

    public bool SomeLetterT { get; private set; }

    public bool AllLetterT { get; private set; } = true;

    public bool SomeFullMonth { get; private set; }

    public bool AllFullMonth { get; private set; } = true;

    /// <summary>Every date is one when its first number is the day; the month.</summary>
    public bool DayFirst { get; private set; } = true;

    public bool MonthFirst { get; private set; } = true;

    public int Whole { get; private set; }

    public int Fraction { get; private set; }

    /// <summary>Of the number with the fewest.</summary>
    public int LeastWhole { get; private set; } = int.MaxValue;

    public int WholeComma { get; private set; }

    public int FractionComma { get; private set; }

    public bool Inexact { get; private set; }

    /// <summary>Cells with something in them that is no missing marker, as long as the column may be other than text.</summary>
    public long Values { get; private set; }

    /// <summary>Cells without anything between the delimiters; between quotes; with blanks only.</summary>
    public long Bare { get; private set; }

    public long EmptyQuoted { get; private set; }

    public long Blank { get; private set; }

    /// <summary>Blanks around a value.</summary>
    public bool Padded { get; private set; }

    public Dictionary<string, long> Markers { get; } = [];

    public bool IsText { get; private set; }

    /// <summary>Nothing but text is left: the rest of the cells need no look.</summary>
    public void BecomeText() => IsText = true;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Take(ReadOnlySpan<byte> text, bool quoted, bool escaped)
    {
        if (text.IsEmpty)
        {
            if (quoted)
                EmptyQuoted++;
            else
                Bare++;
            return;
        }
        if (IsText)
            return;
        if (escaped)
        {
            BecomeText();
            return;
        }
        if (text[0] == ' ' || text[^1] == ' ')
        {
            text = text.Trim((byte)' ');
            if (text.IsEmpty)
            {
                Blank++;
                return;
            }
            Padded = true;
        }
        if (TakePlain(text))
            return;
        var first = text[0];
        if (Numbers != 0 && ((uint)(first - '0') <= 9 || first == '-') && NumberCells.TryRead(text, out var number) && (Numbers & number.Forms) != 0)
        {
            Values++;
            Pairs = 0;
            Temporal = false;
            Measure(number);
            return;
        }
        TakeOther(text);
    }

    /// <summary>Adds what another part of the same column was found to be.</summary>
    public void Add(ColumnScan other)
    {
        if (other.Values > 0 && Values > 0 && Temporal && other.Temporal)
            Temporal = Date == other.Date;
        else
            Temporal &= other.Temporal;
        if (Values == 0)
            Date = other.Date;
        Numbers &= other.Numbers;
        Pairs &= other.Pairs;
        (SawTrue, SawFalse) = (SawTrue | other.SawTrue, SawFalse | other.SawFalse);
        Times |= other.Times;
        (SomeZone, AllZone) = (SomeZone | other.SomeZone, AllZone & other.AllZone);
        (SomeLetterT, AllLetterT) = (SomeLetterT | other.SomeLetterT, AllLetterT & other.AllLetterT);
        (SomeFullMonth, AllFullMonth) = (SomeFullMonth | other.SomeFullMonth, AllFullMonth & other.AllFullMonth);
        (DayFirst, MonthFirst) = (DayFirst & other.DayFirst, MonthFirst & other.MonthFirst);
        (Whole, Fraction) = (Math.Max(Whole, other.Whole), Math.Max(Fraction, other.Fraction));
        LeastWhole = Math.Min(LeastWhole, other.LeastWhole);
        (WholeComma, FractionComma) = (Math.Max(WholeComma, other.WholeComma), Math.Max(FractionComma, other.FractionComma));
        Inexact |= other.Inexact;
        Values += other.Values;
        (Bare, EmptyQuoted, Blank) = (Bare + other.Bare, EmptyQuoted + other.EmptyQuoted, Blank + other.Blank);
        Padded |= other.Padded;
        foreach (var (marker, count) in other.Markers)
            Count(marker, count);
        IsText |= other.IsText || Values > 0 && Numbers == 0 && Pairs == 0 && !Temporal;
    }

    private void Count(string marker, long count)
    {
        if (Markers.Count < MostMarkers || Markers.ContainsKey(marker))
            Markers[marker] = Markers.GetValueOrDefault(marker) + count;
        else
            BecomeText();
    }
}
