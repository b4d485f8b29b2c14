namespace Analyst.Engine.Csv;

/// <param name="Line">Where it begins, from 0.</param>
/// <param name="Complete">Its line end stands in the text.</param>
/// <param name="Open">A quote was not closed in the text.</param>
internal readonly record struct Record(int End, long Line, int Cells, bool Blank, bool Complete, bool Open);

/// <summary>How the records of a file compare with the number of columns.</summary>
internal sealed class CsvMeasure
{
    public long Short { get; private set; }

    public long TooLong { get; private set; }

    /// <summary>From 1.</summary>
    public long FirstTooLongLine { get; private set; }

    public int FirstTooLongCells { get; private set; }

    /// <summary>Where a quote opens that nothing closes, from 1.</summary>
    public long? OpenQuoteLine { get; private set; }

    public void Add(Record record, int columns)
    {
        if (record.Blank)
            return;
        if (record.Open)
            OpenQuoteLine ??= record.Line + 1;
        if (record.Cells < columns)
            Short++;
        if (record.Cells <= columns || TooLong++ > 0)
            return;
        FirstTooLongLine = record.Line + 1;
        FirstTooLongCells = record.Cells;
    }
}
