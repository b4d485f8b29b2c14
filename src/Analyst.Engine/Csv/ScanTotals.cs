using System.Runtime.CompilerServices;

namespace Analyst.Engine.Csv;

/// <summary>What a whole file was found to hold.</summary>
internal sealed class ScanTotals(int columns)
{
    public ColumnScan[] Columns { get; } = [.. Enumerable.Range(0, columns).Select(_ => new ColumnScan())];

    public long Rows { get; set; }

    public long Short { get; set; }

    public long Trimmed { get; set; }

    public long Repaired { get; set; }

    public long Redelimited { get; set; }

    public long Rejected { get; set; }

    public long Comments { get; set; }

    public long Blank { get; set; }

    /// <summary>Blank lines behind the last record.</summary>
    public long TrailingBlank { get; set; }

    /// <summary>Lines that the rows take.</summary>
    public long RowLines { get; set; }

    /// <summary>Lines that refused records take.</summary>
    public long RejectedLines { get; set; }

    /// <summary>Refused records by their number of cells.</summary>
    public Dictionary<int, long> RejectedCells { get; } = [];

    /// <summary>Bytes of the longest row.</summary>
    public int Longest { get; set; }

    /// <summary>Everything seen in any record.</summary>
    public RecordTraits Traits { get; set; }

    /// <summary>Not all bytes are UTF-8; the rest was not looked at.</summary>
    public bool NotUtf8 { get; set; }

    public long Records => Rows + Rejected;

    public void Add(ScanTotals next)
    {
        TrailingBlank = next.Records + next.Comments == 0 ? TrailingBlank + next.TrailingBlank : next.TrailingBlank;
        (Rows, Short, Trimmed, Repaired) = (Rows + next.Rows, Short + next.Short, Trimmed + next.Trimmed, Repaired + next.Repaired);
        (Rejected, Comments, Blank, RowLines) = (Rejected + next.Rejected, Comments + next.Comments, Blank + next.Blank, RowLines + next.RowLines);
        Traits |= next.Traits;
        Longest = Math.Max(Longest, next.Longest);
        RejectedLines += next.RejectedLines;
        Redelimited += next.Redelimited;
        foreach (var (cells, count) in next.RejectedCells)
            RejectedCells[cells] = RejectedCells.GetValueOrDefault(cells) + count;
        NotUtf8 |= next.NotUtf8;
        for (var i = 0; i < Columns.Length; i++)
            Columns[i].Add(next.Columns[i]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Take(RowKind kind, RowReader rows, ReadOnlySpan<byte> block)
    {
        var record = rows.Record;
        Traits |= record.Traits;
        if (kind == RowKind.Blank)
        {
            Blank++;
            TrailingBlank++;
            return true;
        }
        TrailingBlank = 0;
        if (kind == RowKind.Comment)
        {
            Comments++;
            return true;
        }
        if (kind == RowKind.Rejected)
        {
            Rejected++;
            RejectedLines += record.Lines;
            RejectedCells[record.Count] = RejectedCells.GetValueOrDefault(record.Count) + 1;
            return true;
        }
        Rows++;
        RowLines += record.Lines;
        Longest = Math.Max(Longest, record.End - record.Begin);
        if (rows.IsRepaired || (record.Traits & (RecordTraits.Torn | RecordTraits.Unclosed)) != 0)
            Repaired++;
        if (rows.IsRedelimited)
            Redelimited++;
        if (rows.IsTrimmed)
            Trimmed++;
        var cells = record.Cells;
        var spaced = record.Dialect.Spaced;
        var columns = Columns;
        for (var i = 0; i < columns.Length; i++)
        {
            if (i >= cells.Length)
            {
                if (i == cells.Length)
                    Short++;
                columns[i].Take([], quoted: false, escaped: false);
                continue;
            }
            var cell = cells[i];
            var text = block.Slice(cell.Begin, cell.Length);
            if (spaced && i > 0 && !cell.Quoted && !text.IsEmpty && text[0] == ' ')
                text = text[1..];
            columns[i].Take(text, cell.Quoted, cell.Escaped);
        }
        return true;
    }
}
