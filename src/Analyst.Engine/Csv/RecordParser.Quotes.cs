using System.Runtime.CompilerServices;

namespace Analyst.Engine.Csv;

/// <summary>Quoted cells, and what to make of quotes that do not add up.</summary>
internal sealed partial class RecordParser
{
    /// <summary>Reads the same record again, but only its first line: a quote that the line does not close is text, and what stands behind a closing quote stays with it.</summary>
    /// <param name="plain">Take every quote as text.</param>
    public void ReadLine(ReadOnlySpan<byte> bytes, bool plain)
    {
        mark = markAtBegin;
        Start(Begin);
        var at = Begin;
        while (true)
        {
            var stop = Mark(bytes);
            var from = at;
            var closed = !plain && quoted && stop < bytes.Length && bytes[stop] == quote && IsBlank(bytes[at..stop]) ? CloseInLine(bytes, stop) : -1;
            if (closed >= 0)
            {
                while (Mark(bytes) <= closed)
                    mark++;
                at = closed + 1;
                stop = Mark(bytes);
            }
            var opening = closed < 0 ? -1 : bytes[from..].IndexOf(quote) + from;
            ReadPlain(bytes, ref at, stop);
            Count--;
            if (closed >= 0 && IsBlank(bytes[(closed + 1)..at]))
                Add(new Cell(opening + 1, closed - opening - 1, Quoted: true, Escaped: true));
            else
                Add(new Cell(from, at - from, Quoted: false, Escaped: false));
            if (at >= bytes.Length)
            {
                End = Next = at;
                return;
            }
            mark++;
            if (bytes[at] == delimiter)
            {
                at++;
                continue;
            }
            EndLine(bytes, at, last: true);
            return;
        }
    }

    /// <summary>False when the block ends before the cell does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool ReadQuoted(ReadOnlySpan<byte> bytes, ref int at, int opening, bool last)
    {
        var escaped = false;
        var lines = 0;
        for (var i = mark + 1; i < markCount; i++)
        {
            var p = marks[i];
            var b = bytes[p];
            if (b == quote)
            {
                if (!escaping && p + 1 < bytes.Length && bytes[p + 1] == quote)
                {
                    escaped = true;
                    i++;
                    continue;
                }
                var after = i + 1 < markCount ? marks[i + 1] : bytes.Length;
                if (after >= bytes.Length && !last)
                    return false;
                if (IsBlank(bytes[(p + 1)..after]) && (after >= bytes.Length || bytes[after] == delimiter || bytes[after] is (byte)'\n' or (byte)'\r'))
                {
                    Add(new Cell(opening + 1, p - opening - 1, Quoted: true, escaped));
                    Lines += lines;
                    Traits |= RecordTraits.Quoted;
                    mark = i + 1;
                    at = after;
                    return true;
                }
                escaped = true;
                Traits |= RecordTraits.Torn;
            }
            else if (escaping && b == escape)
            {
                escaped = true;
                if (i + 1 < markCount && marks[i + 1] == p + 1 && bytes[p + 1] is not ((byte)'\n' or (byte)'\r'))
                    i++;
            }
            else if (b == '\n' || b == '\r' && (p + 1 >= bytes.Length || bytes[p + 1] != '\n'))
            {
                lines++;
            }
        }
        if (!last)
            return false;
        Traits |= RecordTraits.Unclosed;
        mark++;
        ReadPlain(bytes, ref at, Mark(bytes));
        return true;
    }

    /// <summary>The quote that ends a cell within its line, or -1.</summary>
    private int CloseInLine(ReadOnlySpan<byte> bytes, int opening)
    {
        for (var i = mark + 1; i < markCount; i++)
        {
            var p = marks[i];
            if (p == opening)
                continue;
            if (bytes[p] is (byte)'\n' or (byte)'\r')
                return -1;
            if (escaping && bytes[p] == escape)
            {
                if (i + 1 < markCount && marks[i + 1] == p + 1)
                    i++;
            }
            else if (bytes[p] == quote)
            {
                if (escaping || p + 1 >= bytes.Length || bytes[p + 1] != quote)
                    return p;
                i++;
            }
        }
        return -1;
    }

    /// <summary>The cell's text; <paramref name="scratch"/> holds it when it has to be put together.</summary>
    public ReadOnlySpan<byte> Text(ReadOnlySpan<byte> bytes, in Cell cell, ref byte[] scratch)
    {
        var raw = bytes.Slice(cell.Begin, cell.Length);
        if (!cell.Escaped)
            return raw;
        if (scratch.Length < raw.Length)
            scratch = new byte[Math.Max(raw.Length, scratch.Length * 2)];
        var length = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            // Doubled, or behind the escape: the second of the two stands for itself.
            var doubled = !escaping && raw[i] == quote && i + 1 < raw.Length && raw[i + 1] == quote;
            var escaped = escaping && raw[i] == escape && i + 1 < raw.Length && (raw[i + 1] == quote || raw[i + 1] == escape || raw[i + 1] == delimiter);
            if (doubled || escaped)
                i++;
            scratch[length++] = raw[i];
        }
        return scratch.AsSpan(0, length);
    }
}
