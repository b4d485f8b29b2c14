using System.Text.Json.Serialization;

namespace Analyst.Domain.Datasets;

/// <summary>What somebody declared about a file. A declared choice always wins; what is null is found out.</summary>
/// <param name="Delimiter">One character; <c>tab</c> is a tab.</param>
/// <param name="Quote">One character, or <c>none</c>.</param>
/// <param name="Escape">What makes the next character plain inside quotes: one character, the quote itself for doubling.</param>
/// <param name="Encoding">An IANA name, e.g. <c>utf-8</c>, <c>windows-1252</c>, <c>shift_jis</c>.</param>
/// <param name="Header">How many records name the columns: 0, 1 or more.</param>
/// <param name="Skip">Lines above the header, or above the first record, that are left out.</param>
/// <param name="Comment">Lines that begin with this are left out: one character, or <c>none</c>.</param>
/// <param name="DecimalMark">The decimal mark of numbers: <c>.</c> or <c>,</c>.</param>
/// <param name="DateOrder"><c>dmy</c>, <c>mdy</c> or <c>ymd</c>, for dates that could be read either way.</param>
/// <param name="Sheet">Name of a workbook's sheet.</param>
/// <param name="Types">DuckDB's type by column name. A cell that does not fit becomes NULL and is recorded.</param>
public sealed record ReadingChoices(
    string? Delimiter = null,
    string? Quote = null,
    string? Escape = null,
    string? Encoding = null,
    int? Header = null,
    int? Skip = null,
    string? Comment = null,
    string? DecimalMark = null,
    string? DateOrder = null,
    string? Sheet = null,
    IReadOnlyDictionary<string, string>? Types = null);

/// <summary>How a file was read, with everything that was decided and everything that was left out.</summary>
/// <param name="Format"><c>csv</c> for every delimited text, <c>parquet</c>, <c>json</c>, <c>ndjson</c>, <c>xlsx</c> or <c>xls</c>.</param>
/// <param name="Compression"><c>gzip</c>, <c>zstd</c> or <c>zip</c>, null for none.</param>
/// <param name="Lines">Null for what has no lines.</param>
/// <param name="Rejects">Null when every line became a row, a header or blank.</param>
/// <param name="Decided">Enough to read the same bytes in the same way again.</param>
/// <param name="Notes">What was decided and why, in sentences.</param>
/// <param name="Columns">Columns whose cells were not simply taken as they stand.</param>
public sealed record FileReading(string Format, string? Compression, LineCounts? Lines, RejectLog? Rejects, ReadingChoices Decided, string[] Notes, ColumnReading[] Columns);

/// <summary>Where every line of a text went: <paramref name="Total"/> is the sum of the others. A record with line ends in its cells takes several.</summary>
/// <param name="LeftOut">Lines above and below the table, and comments.</param>
/// <param name="Rejected">Lines of records that do not fit the table.</param>
public sealed record LineCounts(long Total, long Rows, long Header, long Blank, long LeftOut, long Rejected);

/// <summary>How many things are recorded that did not become a row or a value.</summary>
/// <param name="Rows">Refused records.</param>
/// <param name="Cells">Cells that do not fit a declared type; their rows stayed.</param>
/// <param name="LeftOut">Lines above and below the table, and comments.</param>
public sealed record RejectCounts(long Rows, long Cells, long LeftOut)
{
    public static readonly RejectCounts None = new(0, 0, 0);

    [JsonIgnore]
    public long All => Rows + Cells + LeftOut;
}

/// <summary>The record of them, one JSON object a line.</summary>
/// <param name="Hash">SHA-256 of the object, lower-case hexadecimal.</param>
public sealed record RejectLog(RejectCounts Counts, string Key, string Hash, long Bytes);

/// <summary>How the cells of a column were read.</summary>
/// <param name="Form">Of dates and numbers, e.g. <c>%d/%m/%Y</c>; null when they are written the plain way.</param>
/// <param name="Missing">Texts that were taken as missing and how often; the empty cell is "".</param>
/// <param name="Note">What else its readers should know, e.g. another reading that fits too.</param>
public sealed record ColumnReading(string Name, string? Form, IReadOnlyDictionary<string, long>? Missing, string? Note);
