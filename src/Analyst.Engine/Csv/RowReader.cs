namespace Analyst.Engine.Csv;

/// <summary>What a record is to a table of so many columns.</summary>
internal enum RowKind { Row, Blank, Comment, Rejected }

/// <summary>Reads records as rows of a table. The one place that says what is a row, what is blank, and what is refused.</summary>
internal sealed class RowReader
{
    public const string TooManyCells = "too-many-cells";

    // A few words with commas between them are no row of another delimiter yet.
    private const int FewestCells = 4;

    private readonly RecordParser parser;
    private readonly RecordParser[] otherDelimiters;
    private readonly int columns;
    private readonly byte? comment;
    private readonly bool allComments;

    /// <param name="comment">Records that begin with this and have another number of cells are comments.</param>
    /// <param name="allComments">Also those with the right number of cells: the comment was declared.</param>
    public RowReader(CsvDialect dialect, int columns, byte? comment, bool allComments)
    {
        (this.columns, this.comment, this.allComments) = (columns, comment, allComments);
        parser = Record = new RecordParser(dialect);
        otherDelimiters = columns < FewestCells ? [] : [.. ",;\t|"u8.ToArray().Where(d => d != dialect.Delimiter).Select(d => new RecordParser(dialect with { Delimiter = d, Spaced = false }))];
    }

    /// <summary>The last record. It may have another delimiter than the rest.</summary>
    public RecordParser Record { get; private set; }

    /// <summary>Where the last record begins in the block, and the next one.</summary>
    public int Begin => parser.Begin;

    public int Next => parser.Next;

    public int Columns => columns;

    /// <summary>Why the last record was refused.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>The last row has fewer cells than columns; what is missing is NULL.</summary>
    public bool IsShort => Record.Count < columns;

    /// <summary>The last row has more cells than columns, all of them blank.</summary>
    public bool IsTrimmed => Record.Count > columns;

    /// <summary>The last record fits only when its quotes are taken as text.</summary>
    public bool IsRepaired { get; private set; }

    /// <summary>The last row has another delimiter than the rest of the file.</summary>
    public bool IsRedelimited => Record != parser;

    /// <summary>Looks at a new block.</summary>
    public void Open(ReadOnlySpan<byte> bytes)
    {
        Record = parser;
        parser.Open(bytes);
    }

    /// <summary>Reads on; null at the end of the block, or when the record goes on beyond it and <paramref name="last"/> is not set.</summary>
    public RowKind? Read(ReadOnlySpan<byte> bytes, bool last)
    {
        Record = parser;
        return parser.Read(bytes, last) ? Judge(bytes, last) : null;
    }

    /// <summary>Reads one line where the record that begins here has no end in sight.</summary>
    public RowKind ReadLine(ReadOnlySpan<byte> bytes)
    {
        Record.ReadLine(bytes, plain: false);
        return FitOrRefuse(bytes);
    }

    private RowKind Judge(ReadOnlySpan<byte> bytes, bool last)
    {
        IsRepaired = false;
        const RecordTraits suspect = RecordTraits.Torn | RecordTraits.Unclosed;
        if (Record.Count == columns && ((Record.Traits & suspect) == 0 || Record.Lines == 1) && (comment is null || bytes[Record.Begin] != comment || !allComments))
            return columns == 1 && IsEmptyLine(bytes) ? RowKind.Blank : RowKind.Row;
        if (IsEmptyLine(bytes))
            return RowKind.Blank;
        if (comment is { } c && bytes[Record.Begin] == c && (allComments || Record.Count != columns))
        {
            // A comment ends with its line, whatever quotes stand in it.
            Record.ReadLine(bytes, plain: true);
            return RowKind.Comment;
        }
        return (Record.Traits & suspect) == 0 ? FitOrRefuse(bytes) : Repair(bytes, last);
    }

    /// <summary>The quotes of this record do not add up: its first line alone may fit.</summary>
    private RowKind Repair(ReadOnlySpan<byte> bytes, bool last)
    {
        var (fitted, lines) = (Record.Count == columns, Record.Lines);
        IsRepaired = true;
        foreach (var plain in (ReadOnlySpan<bool>)[false, true])
        {
            Record.ReadLine(bytes, plain);
            if (Record.Count == columns)
                return RowKind.Row;
        }
        Record.ReadAgain(bytes, last);
        if (!fitted && lines > 1)
            Record.ReadLine(bytes, plain: false);
        return FitOrRefuse(bytes);
    }

    private RowKind FitOrRefuse(ReadOnlySpan<byte> bytes) => Redelimit(bytes) || Fits(bytes) ? RowKind.Row : Refuse();

    /// <summary>A record that has hardly a cell by the file's delimiter, and exactly the right number by another one.</summary>
    private bool Redelimit(ReadOnlySpan<byte> bytes)
    {
        if (Record.Count * 2 > columns)
            return false;
        var record = bytes[..parser.End];
        foreach (var other in otherDelimiters)
        {
            if (record[parser.Begin..].Count(other.Dialect.Delimiter) < columns - 1)
                continue;
            other.Open(record, parser.Begin);
            if (!other.Read(record, last: true) || other.Count != columns || other.Next != record.Length)
                continue;
            Record = other;
            return true;
        }
        return false;
    }

    private RowKind Refuse()
    {
        Reason = TooManyCells;
        return RowKind.Rejected;
    }

    private bool Fits(ReadOnlySpan<byte> bytes)
    {
        for (var i = columns; i < Record.Count; i++)
            if (!IsBlank(bytes.Slice(Record.Cells[i].Begin, Record.Cells[i].Length)))
                return false;
        return true;
    }

    private bool IsEmptyLine(ReadOnlySpan<byte> bytes) => Record.Count == 1 && !Record.Cells[0].Quoted && IsBlank(bytes[Record.Begin..Record.End]);

    private static bool IsBlank(ReadOnlySpan<byte> bytes) => !bytes.ContainsAnyExcept((byte)' ', (byte)'\t');
}
