namespace Analyst.Engine.Csv;

/// <summary>Ways in which numbers are written. A cell may fit several: 1,234 is a thousand in the first and one and a bit in the second.</summary>
[Flags]
internal enum NumberForms : byte
{
    None = 0,

    /// <summary>-12</summary>
    Integer = 1,

    /// <summary>-12.5</summary>
    Point = 2,

    /// <summary>1.5e3, inf</summary>
    Floating = 4,

    /// <summary>1,234.5</summary>
    CommaGroups = 8,

    /// <summary>1.234,5 and 12,5</summary>
    Comma = 16,

    /// <summary>1 234.5, also with narrow and non-breaking blanks</summary>
    BlankGroups = 32,

    /// <summary>1 234,5</summary>
    BlankGroupsComma = 64,

    /// <summary>1'234.5</summary>
    ApostropheGroups = 128,

    /// <summary>All forms in which a point is the decimal mark.</summary>
    Pointed = Point | Floating | CommaGroups | BlankGroups | ApostropheGroups,

    All = 255,
}

/// <summary>A number as found in one cell.</summary>
/// <param name="Whole">Digits before the mark, and behind it, when points are decimal marks.</param>
/// <param name="WholeComma">The same when commas are decimal marks.</param>
/// <param name="Inexact">A DOUBLE would not print these digits again.</param>
internal readonly record struct NumberCell(NumberForms Forms, int Whole, int Fraction, int WholeComma, int FractionComma, bool Inexact);
