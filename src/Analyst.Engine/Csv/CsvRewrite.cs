namespace Analyst.Engine.Csv;

/// <summary>Writes the rows of an irregular text as the plainest CSV there is, and records everything else.</summary>
/// <remarks>A missing cell is bare, an empty text is <c>""</c>. A table of one column gets a second one, because a bare cell alone would be a blank line.</remarks>
internal static class CsvRewrite
{
    /// <param name="line">The number of the line that holds the first record.</param>
    public static void Run(CsvLayout layout, string to, long line, CsvRejects rejects, Action<long> told, CancellationToken ct)
    {
        using var input = File.OpenHandle(layout.Source.Path, FileMode.Open, FileAccess.Read, FileShare.Read);
        using var output = new PlainCsvWriter(to);
        byte[] scratch = [];
        long blank = 0, done = 0;
        new RowWalk(input, layout.Rows()).Run(layout.DataBegin, layout.DataEnd, layout.DataEnd, (kind, rows, block) =>
        {
            var record = rows.Record;
            switch (kind)
            {
                case RowKind.Blank:
                    blank++;
                    break;
                case RowKind.Row:
                    // In a table of one column a blank line is a row without a value, unless nothing follows.
                    for (; layout.Columns == 1 && blank > 0; blank--)
                        output.Put(",1\n"u8);
                    Put(output, layout, record, block, ref scratch);
                    done++;
                    break;
                case RowKind.Rejected:
                    rejects.Row(line, record.Lines, rows.Reason, block[record.Begin..record.End]);
                    break;
                case RowKind.Comment:
                    rejects.Line(line, 1, CsvMargins.Comment, block[record.Begin..record.End]);
                    break;
            }
            line += record.Lines;
            if ((done & 0xFFFF) == 0)
                told(done);
            return true;
        }, ct);
    }

    private static void Put(PlainCsvWriter output, CsvLayout layout, RecordParser record, ReadOnlySpan<byte> block, ref byte[] scratch)
    {
        var cells = record.Cells;
        for (var i = 0; i < layout.Columns; i++)
        {
            if (i > 0)
                output.Put(","u8);
            if (i >= cells.Length)
                continue;
            var text = record.Text(block, cells[i], ref scratch);
            if (layout.Dialect.Spaced && i > 0 && !cells[i].Quoted && text is [(byte)' ', ..])
                text = text[1..];
            output.PutCell(text, cells[i].Quoted);
        }
        output.Put(layout.Columns == 1 ? ",1\n"u8 : "\n"u8);
    }
}
