namespace Analyst.Engine.Csv;

/// <summary>Cells that do not fit the type that was declared for their column: each is recorded with its line.</summary>
internal static class CsvMisfits
{
    public const string Reason = "not-of-the-declared-type";

    public static void Record(Duck duck, CsvLayout layout, CsvLoad load, IReadOnlyList<int> declared, long line, CsvRejects rejects, CancellationToken ct)
    {
        // What DuckDB's reader takes as it stands fits.
        var misfits = declared.Where(column => !load.IsNative(column)).SelectMany(column => Rows(duck, load, column).Select(row => (Row: row, Column: column))).Order().ToArray();
        if (misfits.Length == 0)
            return;
        using var file = File.OpenHandle(layout.Source.Path, FileMode.Open, FileAccess.Read, FileShare.Read);
        long row = 0, blank = 0;
        var next = 0;
        byte[] scratch = [];
        new RowWalk(file, layout.Rows()).Run(layout.DataBegin, layout.DataEnd, layout.DataEnd, (kind, rows, block) =>
        {
            var record = rows.Record;
            blank += kind == RowKind.Blank ? 1 : 0;
            if (kind == RowKind.Row)
            {
                // In a table of one column the blank lines before this one were rows too.
                row += layout.Columns == 1 ? blank + 1 : 1;
                blank = 0;
                for (; next < misfits.Length && misfits[next].Row == row; next++)
                {
                    var column = misfits[next].Column;
                    var value = System.Text.Encoding.UTF8.GetString(record.Text(block, record.Cells[column], ref scratch));
                    rejects.Cell(line, record.Lines, layout.Names[column], value, Reason, block[record.Begin..record.End]);
                }
            }
            line += record.Lines;
            return next < misfits.Length;
        }, ct);
    }

    /// <summary>Numbers, from 1, of the rows whose cell says something that the type cannot hold.</summary>
    private static List<long> Rows(Duck duck, CsvLoad load, int column) =>
        duck.Query(
            $"SELECT n FROM (SELECT row_number() OVER () AS n, {load.Text(column)} AS said, {load.Value(column)} AS value FROM {load.Source}) WHERE said IS NOT NULL AND value IS NULL",
            r => r.GetInt64(0));
}
