using System.Globalization;
using System.Text;

namespace Analyst.Engine.Csv;

/// <summary>Finds where a table begins and what names its columns, by comparing its first records with those below.</summary>
internal sealed class FrameFinder(byte[] head, CsvDialect dialect, int usual)
{
    private const int MostAbove = 60;
    private const int MostHeaders = 4;
    private const int Looked = 1_000;

    private static readonly byte[] Comments = [(byte)'#', (byte)'%'];

    private readonly List<HeadRecord> records = [];
    private readonly List<string> notes = [];

    public TableFrame Find(int? headers, int? skip, byte? comment, bool noComment)
    {
        Read(skip ?? 0);
        var mark = noComment ? null : comment ?? CommentIn();
        records.RemoveAll(r => r.IsBlank || mark is { } m && r.First == m && (comment is not null || r.Cells.Count != usual));
        var begin = skip is null && headers is null or > 0 ? Beginning() : 0;
        var levels = headers ?? Levels(begin);
        if (records.Count == 0)
            return new TableFrame([], Math.Max(usual, 1), 0, head.Length, 0, mark, notes);
        levels = Math.Min(levels, records.Count - begin);
        var below = records.Skip(begin + levels).ToArray();
        var names = Names(begin, levels);
        var columns = Columns(names, below);
        var headerBegin = begin < records.Count ? records[begin].Begin : head.Length;
        var dataBegin = begin + levels < records.Count ? records[begin + levels].Begin : records[^1].Next;
        return new TableFrame(names, columns, headerBegin, dataBegin, levels, mark, notes);
    }

    private void Read(int skip)
    {
        var parser = new RecordParser(dialect);
        parser.Open(head, AfterLines(skip));
        byte[] scratch = [];
        while (records.Count < Looked && parser.Read(head, last: true))
        {
            var cells = new List<string>(parser.Count);
            foreach (var cell in parser.Cells)
                cells.Add(Encoding.UTF8.GetString(parser.Text(head, cell, ref scratch)).Trim());
            records.Add(new HeadRecord(parser.Begin, parser.Next, parser.Begin < head.Length ? head[parser.Begin] : (byte)0, cells, IsBlank: parser.Count == 1 && !parser.Cells[0].Quoted && cells[0].Length == 0));
        }
    }

    private int AfterLines(int lines)
    {
        var at = 0;
        for (; lines > 0 && at < head.Length; lines--)
        {
            var end = head.AsSpan(at).IndexOfAny((byte)'\n', (byte)'\r');
            if (end < 0)
                return head.Length;
            at += end;
            at += head[at] == '\r' && at + 1 < head.Length && head[at + 1] == '\n' ? 2 : 1;
        }
        return at;
    }

    /// <summary>A mark that begins lines which do not have the table's number of cells.</summary>
    private byte? CommentIn()
    {
        foreach (var mark in Comments)
        {
            var marked = records.Where(r => r.First == mark).ToArray();
            if (marked.Length > 0 && usual > 1 && marked.All(r => r.Cells.Count != usual))
                return mark;
        }
        return null;
    }

    /// <summary>The record with which the table begins: what stands above has fewer cells, or hardly anything in them.</summary>
    private int Beginning()
    {
        var begin = 0;
        while (begin < records.Count - 1 && begin < MostAbove && IsAbove(begin))
            begin++;
        // All the way down there is no table to stand above of.
        if (begin >= records.Count - 1 && records.Count > 2 || begin >= MostAbove)
            return 0;
        return begin;
    }

    private bool IsAbove(int index)
    {
        var record = records[index];
        if (usual == 1)
            return false;
        if (record.Cells.Count < usual)
        {
            // One name fewer than cells: the first column, the row's own name, has none.
            if (record.Filled == record.Cells.Count && record.Cells.All(IsName) && LacksFirstName(record.Cells.Count, index))
                return false;
            // A name above cells of which all but the first are blank is a header, and the rest is a delimiter at the end of each line.
            if (records.Skip(index + 1).All(r => r.Cells.Skip(record.Cells.Count).All(c => c.Length == 0)))
                return false;
            return records.Skip(index + 1).Take(MostAbove).Any(r => r.Cells.Count >= usual) && !RestIsAsShort(index);
        }
        // Cells as many as below, but nothing in them, or a title in the first and nothing more.
        return record.Filled == 0 || usual >= 3 && record.Filled == 1 && records.Skip(index + 1).First(r => r.Filled > 0 || r == records[^1]).Filled >= Math.Max(2, usual * 3 / 5);
    }

    /// <summary>As many records of this length as of the usual one: rows of an uneven table, not a title.</summary>
    private bool RestIsAsShort(int index) =>
        records.Skip(index + 1).Count(r => r.Cells.Count <= records[index].Cells.Count) * 4 > records.Count - index;

    private bool LacksFirstName(int names, int index) =>
        usual > 2 && names == usual - 1 && records.Skip(index + 1).All(r => r.Cells.Count != names);

    private static bool IsName(string cell) => cell.Length > 0 && !CellKind.Looks(cell);

    /// <summary>How many records from there on name the columns.</summary>
    private int Levels(int begin)
    {
        if (begin >= records.Count || !HeaderVote.IsHeader(records, begin, usual))
            return 0;
        var levels = 1;
        while (levels < MostHeaders && begin + levels < records.Count - 1 && HeaderVote.IsFurtherHeader(records, begin, levels, usual))
            levels++;
        if (levels > 1)
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{levels} header lines, joined"));
        return levels;
    }

    private List<string> Names(int begin, int levels)
    {
        if (levels == 0)
            return [];
        var names = new List<string>();
        for (var level = 0; level < levels; level++)
        {
            var cells = records[begin + level].Cells;
            for (var i = 0; i < cells.Count; i++)
            {
                if (i == names.Count)
                    names.Add(cells[i]);
                else if (cells[i].Length > 0 && !string.Equals(names[i], cells[i], StringComparison.OrdinalIgnoreCase))
                    names[i] = names[i].Length == 0 ? cells[i] : $"{names[i]} {cells[i]}";
            }
        }
        // One name fewer than cells: the row's own name comes first and has none.
        if (levels == 1 && LacksFirstName(names.Count, begin))
            names.Insert(0, "");
        return names;
    }

    /// <summary>The usual number of cells or that of the names; cells beyond the names count only when something stands in them.</summary>
    private int Columns(List<string> names, HeadRecord[] below)
    {
        if (names.Count == 0)
            return Math.Max(usual, 1);
        if (names.Count < usual && below.All(r => r.Cells.Skip(names.Count).All(c => c.Length == 0)))
            return Math.Max(names.Count, 1);
        return Math.Max(usual, names.Count);
    }
}
