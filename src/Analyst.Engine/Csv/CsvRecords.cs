using System.IO.MemoryMappedFiles;
using System.Text;

namespace Analyst.Engine.Csv;

/// <summary>Cuts a piece of a file into records and cells by RFC 4180: quotes count only at the beginning of a cell.</summary>
internal static class CsvRecords
{
    private const int MaximumRecords = 20_000;
    private const int WindowBytes = 1 << 30;

    /// <summary>Number of cells of every record that has a byte; the last one only when the text is whole.</summary>
    public static List<RecordShape> Shapes(ReadOnlySpan<byte> bytes, int start, char delimiter, char quote, char escape, bool whole)
    {
        var shapes = new List<RecordShape>();
        var line = 0L;
        for (var at = start; at < bytes.Length && shapes.Count < MaximumRecords;)
        {
            var record = Next(bytes, at, delimiter, quote, escape, ref line);
            if (!record.Blank && (record.Complete || whole))
                shapes.Add(new RecordShape(at, record.Line, record.Cells));
            at = record.End;
        }
        return shapes;
    }

    /// <summary>Cells of all records of the file, for the cases that DuckDB's reader refuses.</summary>
    public static CsvMeasure Measure(string path, CsvDialect dialect, CancellationToken ct)
    {
        using var mapped = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        var length = new FileInfo(path).Length;
        var measure = new CsvMeasure();
        var line = (long)dialect.SkipLines;
        for (var offset = (long)dialect.Offset; offset < length;)
        {
            ct.ThrowIfCancellationRequested();
            var window = (int)Math.Min(length - offset, WindowBytes);
            offset += Measure(mapped, offset, window, offset + window == length, dialect, measure, ref line);
        }
        return measure;
    }

    public static double AverageBytes(ReadOnlySpan<byte> prefix, CsvDialect dialect)
    {
        var shapes = Shapes(prefix, dialect.Offset, dialect.Delimiter, dialect.Quote, dialect.Escape, whole: true);
        return (double)(prefix.Length - dialect.Offset) / Math.Max(shapes.Count, 1);
    }

    private static unsafe int Measure(MemoryMappedFile file, long offset, int window, bool last, CsvDialect dialect, CsvMeasure measure, ref long line)
    {
        using var view = file.CreateViewAccessor(offset, window, MemoryMappedFileAccess.Read);
        byte* pointer = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref pointer);
        try
        {
            var bytes = new ReadOnlySpan<byte>(pointer + view.PointerOffset, window);
            var at = 0;
            while (at < window)
            {
                var before = line;
                var record = Next(bytes, at, dialect.Delimiter, dialect.Quote, dialect.Escape, ref line);
                if (!record.Complete && !last && at > 0)
                {
                    line = before;
                    return at;
                }
                measure.Add(record, dialect.ColumnCount);
                at = record.End;
            }
            return window;
        }
        finally
        {
            view.SafeMemoryMappedViewHandle.ReleasePointer();
        }
    }

    private static Record Next(ReadOnlySpan<byte> bytes, int begin, char delimiter, char quote, char escape, ref long line)
    {
        var first = line;
        var cells = 1;
        var at = begin;
        while (true)
        {
            at = SkipCell(bytes, at, delimiter, quote, escape, ref line, out var open);
            if (open)
                return new Record(at, first, cells, Blank: false, Complete: false, Open: true);
            if (at >= bytes.Length || bytes[at] != delimiter)
                break;
            cells++;
            at++;
        }
        line++;
        return new Record(SkipLineEnd(bytes, at), first, cells, Blank: at == begin, Complete: at < bytes.Length, Open: false);
    }

    /// <summary>The cells of the record that begins the text, unquoted.</summary>
    public static List<string> Cells(ReadOnlySpan<byte> bytes, char delimiter, char quote, char escape)
    {
        var cells = new List<string>();
        var line = 0L;
        var at = 0;
        while (true)
        {
            var begin = at;
            at = SkipCell(bytes, at, delimiter, quote, escape, ref line, out _);
            cells.Add(Unquote(Encoding.UTF8.GetString(bytes[begin..at]), quote, escape));
            if (at >= bytes.Length || bytes[at] != delimiter)
                return cells;
            at++;
        }
    }

    private static int SkipCell(ReadOnlySpan<byte> bytes, int at, char delimiter, char quote, char escape, ref long line, out bool open)
    {
        open = false;
        var first = at;
        while (first < bytes.Length && bytes[first] == ' ')
            first++;
        if (first < bytes.Length && bytes[first] == quote)
            at = SkipQuoted(bytes, first + 1, quote, escape, ref line, out open);
        var end = bytes[Math.Min(at, bytes.Length)..].IndexOfAny((byte)delimiter, (byte)'\r', (byte)'\n');
        return end < 0 ? bytes.Length : at + end;
    }

    private static int SkipQuoted(ReadOnlySpan<byte> bytes, int at, char quote, char escape, ref long line, out bool open)
    {
        open = false;
        for (; at < bytes.Length; at++)
        {
            var current = bytes[at];
            if (current == '\n')
                line++;
            if (current == escape && escape != quote)
                at++;
            else if (current == quote && at + 1 < bytes.Length && bytes[at + 1] == quote)
                at++;
            else if (current == quote)
                return at + 1;
        }
        open = true;
        return bytes.Length;
    }

    private static int SkipLineEnd(ReadOnlySpan<byte> bytes, int at)
    {
        if (at < bytes.Length && bytes[at] == '\r')
            at++;
        else if (at < bytes.Length)
            return at + 1;
        return at < bytes.Length && bytes[at] == '\n' ? at + 1 : at;
    }

    private static string Unquote(string cell, char quote, char escape)
    {
        var text = cell.Trim();
        if (text.Length < 2 || text[0] != quote || text[^1] != quote)
            return cell;
        return text[1..^1].Replace($"{escape}{quote}", quote.ToString(), StringComparison.Ordinal);
    }
}
