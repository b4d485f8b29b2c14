using System.Globalization;
using Analyst.Domain.Datasets;

namespace Analyst.Engine.Csv;

/// <summary>Everything that was decided about a text: enough to read it the same way again.</summary>
/// <param name="DataBegin">Where the first record below the header begins; all positions are bytes of the file.</param>
/// <param name="DataEnd">Where lines below the table begin.</param>
internal sealed record CsvLayout(CsvSource Source, CsvDialect Dialect, TableFrame Frame, long HeaderBegin, long DataBegin, long DataEnd, byte? Comment, bool AllComments, IReadOnlyList<string> Notes)
{
    public int Columns => Frame.Columns;

    /// <summary>Column names as addressed in SQL.</summary>
    public IReadOnlyList<string> Names { get; private init; } = ColumnNames.Unique(Frame.Names, Frame.Columns);

    public bool HasHeader => Frame.HeaderRecords > 0;

    public RowReader Rows() => new(Dialect, Columns, Comment, AllComments);

    /// <summary>The same with more columns than the names and the usual record have.</summary>
    public CsvLayout Widened(int columns, string note) => this with { Frame = Frame with { Columns = columns }, Names = ColumnNames.Unique(Frame.Names, columns), Notes = [.. Notes, note] };

    /// <summary>In words: <c>delimiter ',' quote '"' header yes encoding utf-8</c>.</summary>
    public string Words()
    {
        var header = Frame.HeaderRecords switch { 0 => "no", 1 => "yes", var n => string.Create(CultureInfo.InvariantCulture, $"{n} lines") };
        return $"{Dialect.Words()} header {header} encoding {Source.Encoding}";
    }

    public ReadingChoices Decided(ReadingChoices asked, long linesAbove) => asked with
    {
        Delimiter = Shown(Dialect.Delimiter),
        Quote = Dialect.Quote is { } q ? Shown(q) : "none",
        Escape = Shown(Dialect.Escape ?? Dialect.Quote ?? (byte)'"'),
        Encoding = Source.Encoding,
        Header = Frame.HeaderRecords,
        Skip = (int)linesAbove,
        Comment = Comment is { } c ? Shown(c) : "none",
    };

    private static string Shown(byte character) => character == '\t' ? "tab" : ((char)character).ToString();
}
