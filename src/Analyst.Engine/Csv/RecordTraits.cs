namespace Analyst.Engine.Csv;

/// <summary>A cell within the block that holds it, without its quotes.</summary>
/// <param name="Escaped">The text holds quotes or escapes that stand for something else; see <see cref="RecordParser.Text"/>.</param>
internal readonly record struct Cell(int Begin, int Length, bool Quoted, bool Escaped);

/// <summary>What was seen in a record beside its cells.</summary>
[Flags]
internal enum RecordTraits
{
    None = 0,

    /// <summary>A quote inside a quoted cell is neither doubled nor at its end.</summary>
    Torn = 1,

    /// <summary>A quote inside a cell that is not quoted.</summary>
    Stray = 2,

    /// <summary>A quote that nothing closes was taken as text.</summary>
    Unclosed = 4,

    /// <summary>Blanks between a delimiter and a quote.</summary>
    Padded = 8,

    /// <summary>A quoted cell.</summary>
    Quoted = 128,

    Lf = 16,
    CrLf = 32,
    Cr = 64,
}
