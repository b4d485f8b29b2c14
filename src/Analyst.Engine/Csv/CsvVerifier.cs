using System.Runtime.CompilerServices;

namespace Analyst.Engine.Csv;

// AggressiveOptimization: a child does this once in its life, and waiting for the compiler's second look costs a third of the time.

/// <summary>Reads the file a second time, apart from DuckDB: counts the records and looks at every cell that is to become a number, a truth value or a timestamp.</summary>
internal sealed class CsvVerifier(CsvDialect dialect, IReadOnlyList<CsvColumn> columns)
{
    private const int FirstBuffer = 4 << 20;
    private const int LargestBuffer = 64 << 20;

    private readonly byte delimiter = (byte)dialect.Delimiter;
    private readonly byte quote = (byte)dialect.Quote;
    private readonly byte escape = (byte)dialect.Escape;
    private readonly bool[] watched = [.. columns.Select(c => c.Kind is CsvKind.Integer or CsvKind.Double or CsvKind.Decimal or CsvKind.Boolean or CsvKind.Timestamp or CsvKind.TimestampZone or CsvKind.Time)];

    /// <summary>Records with at least a byte, the header too; in a table of one column blank lines count.</summary>
    public long Records { get; private set; }

    /// <summary>A cell is not what its column is read as; the rest was not looked at.</summary>
    public bool Misfit { get; private set; }

    /// <summary>Text stands behind a closing quote, which DuckDB would drop.</summary>
    public bool Torn { get; private set; }

    public void Run(string path, CancellationToken ct)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        file.Position = dialect.Offset;
        var buffer = new byte[FirstBuffer];
        var kept = 0;
        while (!Misfit)
        {
            ct.ThrowIfCancellationRequested();
            var read = file.ReadAtLeast(buffer.AsSpan(kept), buffer.Length - kept, throwOnEndOfStream: false);
            var last = read < buffer.Length - kept;
            var bytes = buffer.AsSpan(0, kept + read);
            var used = Take(bytes, last);
            if (last)
                return;
            kept = bytes.Length - used;
            if (used == 0 && buffer.Length >= LargestBuffer)
                throw new EngineException("csv-unreadable", "A record is longer than 64 MB. Check the quotes around it.");
            if (used == 0)
                Array.Resize(ref buffer, buffer.Length * 2);
            else
                buffer.AsSpan(used, kept).CopyTo(buffer);
        }
    }

    /// <summary>Whole records from the beginning; what is left over comes again with more behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Take(ReadOnlySpan<byte> bytes, bool last)
    {
        var at = 0;
        while (at < bytes.Length && !Misfit)
        {
            // The header's cells are names, whatever they look like.
            var judge = Records > 0 || !dialect.HasHeader;
            var end = Record(bytes, at, judge, last);
            if (end >= bytes.Length && !last)
                return at;
            var next = end >= bytes.Length ? end : bytes[end] == '\r' && end + 1 < bytes.Length && bytes[end + 1] == '\n' ? end + 2 : end + 1;
            // Whether a CR at the very end has its LF is not known yet.
            if (next >= bytes.Length && !last && bytes[^1] == '\r')
                return at;
            if (end > at || columns.Count == 1)
                Records++;
            at = next;
        }
        return at;
    }

    /// <summary>The position of the record's line end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Record(ReadOnlySpan<byte> bytes, int at, bool judge, bool last)
    {
        for (var column = 0; ; column++)
        {
            var content = Cell(bytes, ref at);
            if (judge && (last || at < bytes.Length) && column < watched.Length && watched[column] && !CsvCells.Fits(columns[column], content))
                Misfit = true;
            if (at >= bytes.Length || bytes[at] != delimiter)
                return at;
            at++;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ReadOnlySpan<byte> Cell(ReadOnlySpan<byte> bytes, ref int at)
    {
        var begin = at;
        var first = at;
        while (first < bytes.Length && bytes[first] == ' ')
            first++;
        if (first >= bytes.Length || bytes[first] != quote)
        {
            var end = bytes[begin..].IndexOfAny(delimiter, (byte)'\n', (byte)'\r');
            at = end < 0 ? bytes.Length : begin + end;
            return bytes[begin..at];
        }
        var close = Close(bytes, first + 1);
        var rest = bytes[Math.Min(close + 1, bytes.Length)..].IndexOfAny(delimiter, (byte)'\n', (byte)'\r');
        at = rest < 0 ? bytes.Length : close + 1 + rest;
        if (close + 1 < at && bytes[(close + 1)..at].ContainsAnyExcept((byte)' '))
            Torn = true;
        return bytes[(first + 1)..Math.Min(close, bytes.Length)];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Close(ReadOnlySpan<byte> bytes, int at)
    {
        while (true)
        {
            var found = bytes[at..].IndexOfAny(quote, escape);
            if (found < 0)
                return bytes.Length;
            at += found;
            if (bytes[at] == escape && escape != quote)
                at = Math.Min(at + 2, bytes.Length);
            else if (at + 1 < bytes.Length && bytes[at + 1] == quote)
                at += 2;
            else
                return at;
        }
    }
}
