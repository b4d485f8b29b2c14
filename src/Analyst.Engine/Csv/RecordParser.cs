using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Analyst.Engine.Csv;

// AggressiveOptimization: a child does this once in its life, and waiting for the compiler's second look costs a third of the time.

/// <summary>Cuts a block of UTF-8 bytes into records and cells. Lenient: whatever it reads, no byte is dropped.</summary>
/// <remarks>The block's delimiters, quotes and line ends are found first, 32 bytes at a time, so that cutting touches only those.</remarks>
internal sealed partial class RecordParser(CsvDialect dialect)
{
    private readonly byte delimiter = dialect.Delimiter;
    private readonly byte quote = dialect.Quote ?? (byte)'\n';
    private readonly bool quoted = dialect.Quote is not null;
    private readonly byte escape = dialect.Escape ?? (byte)'\n';
    private readonly bool escaping = dialect.Escape is not null;

    private int[] marks = new int[1 << 16];
    private int markCount;
    private int mark;
    private int markAtBegin;
    private Cell[] cells = new Cell[64];

    public CsvDialect Dialect => dialect;

    /// <summary>Where the record begins, where its last cell ends, and where the next record begins.</summary>
    public int Begin { get; private set; }

    public int End { get; private set; }

    public int Next { get; private set; }

    /// <summary>Lines that the record takes; more than one when cells hold line ends.</summary>
    public int Lines { get; private set; }

    public RecordTraits Traits { get; private set; }

    public ReadOnlySpan<Cell> Cells => cells.AsSpan(0, Count);

    public int Count { get; private set; }

    /// <summary>Looks at a new block; reading starts at <paramref name="from"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Open(ReadOnlySpan<byte> bytes, int from = 0)
    {
        markCount = 0;
        mark = 0;
        Next = from;
        var at = from;
        var d = Vector256.Create(delimiter);
        var q = Vector256.Create(quote);
        var e = Vector256.Create(escape);
        var lf = Vector256.Create((byte)'\n');
        var cr = Vector256.Create((byte)'\r');
        for (; at + 32 <= bytes.Length; at += 32)
        {
            var v = Vector256.Create(bytes.Slice(at, 32));
            var hits = (Vector256.Equals(v, d) | Vector256.Equals(v, q) | Vector256.Equals(v, lf) | Vector256.Equals(v, cr) | Vector256.Equals(v, e)).ExtractMostSignificantBits();
            if (markCount + 33 > marks.Length)
                Array.Resize(ref marks, marks.Length * 2);
            for (; hits != 0; hits &= hits - 1)
                marks[markCount++] = at + BitOperations.TrailingZeroCount(hits);
        }
        if (markCount + 33 > marks.Length)
            Array.Resize(ref marks, marks.Length * 2);
        for (; at < bytes.Length; at++)
        {
            var b = bytes[at];
            if (b == delimiter || b == quote || b == escape || b is (byte)'\n' or (byte)'\r')
                marks[markCount++] = at;
        }
    }

    /// <summary>The next record. False at the end of the block, or when the record goes on beyond it and <paramref name="last"/> is not set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Read(ReadOnlySpan<byte> bytes, bool last)
    {
        if (Next >= bytes.Length)
            return false;
        Start(Next);
        var at = Begin;
        while (true)
        {
            var stop = Mark(bytes);
            // Nearly every cell is one without quotes that ends at a delimiter.
            while (stop < bytes.Length && bytes[stop] == delimiter)
            {
                Add(new Cell(at, stop - at, Quoted: false, Escaped: false));
                at = stop + 1;
                mark++;
                stop = Mark(bytes);
            }
            if (quoted && stop < bytes.Length && bytes[stop] == quote && IsBlank(bytes[at..stop]))
            {
                if (stop > at)
                    Traits |= RecordTraits.Padded;
                if (!ReadQuoted(bytes, ref at, stop, last))
                    return Undo();
            }
            else
            {
                ReadPlain(bytes, ref at, stop);
            }
            if (at >= bytes.Length)
            {
                if (!last)
                    return Undo();
                End = Next = at;
                return true;
            }
            mark++;
            if (bytes[at] == delimiter)
            {
                at++;
                continue;
            }
            return EndLine(bytes, at, last) || Undo();
        }
    }

    /// <summary>Reads the same record again, as <see cref="Read"/> did.</summary>
    public void ReadAgain(ReadOnlySpan<byte> bytes, bool last)
    {
        mark = markAtBegin;
        Next = Begin;
        Read(bytes, last);
    }

    private void Start(int begin)
    {
        Begin = begin;
        Count = 0;
        Lines = 1;
        Traits = RecordTraits.None;
        markAtBegin = mark;
    }

    private bool Undo()
    {
        mark = markAtBegin;
        Next = Begin;
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Mark(ReadOnlySpan<byte> bytes) => mark < markCount ? marks[mark] : bytes.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(Cell cell)
    {
        if (Count == cells.Length)
            Array.Resize(ref cells, cells.Length * 2);
        cells[Count++] = cell;
    }

    private void ReadPlain(ReadOnlySpan<byte> bytes, ref int at, int stop)
    {
        while (stop < bytes.Length && bytes[stop] != delimiter && bytes[stop] != '\n' && bytes[stop] != '\r')
        {
            if (bytes[stop] == quote)
                Traits |= RecordTraits.Stray;
            mark++;
            stop = Mark(bytes);
        }
        Add(new Cell(at, stop - at, Quoted: false, Escaped: false));
        at = stop;
    }

    private bool EndLine(ReadOnlySpan<byte> bytes, int at, bool last)
    {
        End = at;
        if (bytes[at] == '\n')
        {
            Next = at + 1;
            Traits |= RecordTraits.Lf;
            return true;
        }
        // Whether a CR at the very end has its LF is not known yet.
        if (at + 1 >= bytes.Length && !last)
            return false;
        var pair = at + 1 < bytes.Length && bytes[at + 1] == '\n';
        if (pair)
            mark++;
        Next = pair ? at + 2 : at + 1;
        Traits |= pair ? RecordTraits.CrLf : RecordTraits.Cr;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsBlank(ReadOnlySpan<byte> bytes) => bytes.IsEmpty || !bytes.ContainsAnyExcept((byte)' ');
}
