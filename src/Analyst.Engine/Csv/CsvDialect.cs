using System.Globalization;

namespace Analyst.Engine.Csv;

/// <summary>How a file's bytes become cells.</summary>
/// <param name="SkipLines">Lines before the header that belong to no table.</param>
/// <param name="Offset">Where the header, or the first record, begins.</param>
/// <param name="FirstRecord">Cells of the first record as they stand.</param>
/// <param name="PadShort">Records may have fewer cells than columns; the missing ones are NULL.</param>
internal sealed record CsvDialect(char Delimiter, char Quote, char Escape, int SkipLines, int Offset, IReadOnlyList<string> FirstRecord, int ColumnCount, bool HasHeader, bool PadShort = false)
{
    public static readonly char[] Delimiters = [',', ';', '\t', '|'];

    public string Words(string encoding)
    {
        var delimiter = Delimiter == '\t' ? "tab" : $"'{Delimiter}'";
        var escape = Escape == Quote ? "" : $" escape '{Escape}'";
        var skipped = SkipLines == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {SkipLines} lines above the table left out");
        return $"delimiter {delimiter} quote '{Quote}'{escape} header {(HasHeader ? "yes" : "no")} encoding {encoding}{skipped}";
    }

    /// <summary>The delimiter that cuts most records into the same number of cells, more than one.</summary>
    /// <param name="whole">The prefix is the whole file, so its last record is complete.</param>
    public static CsvDialect Detect(ReadOnlyMemory<byte> prefix, bool whole)
    {
        var bytes = prefix.Span;
        var start = bytes.StartsWith<byte>([0xEF, 0xBB, 0xBF]) ? 3 : 0;
        char[] escapes = bytes.IndexOf("\\\""u8) >= 0 ? ['"', '\\'] : ['"'];
        Reading? best = null;
        foreach (var escape in escapes)
        {
            foreach (var delimiter in Delimiters)
            {
                var reading = Read(bytes, start, whole, delimiter, escape);
                if (reading is not null && (best is null || reading.Score > best.Score))
                    best = reading;
            }
        }
        best ??= Read(bytes, start, whole, ',', '"', single: true)!;
        return best.Dialect;
    }

    private const int MostTitleLines = 20;

    private static Reading? Read(ReadOnlySpan<byte> bytes, int start, bool whole, char delimiter, char escape, bool single = false)
    {
        var records = CsvRecords.Shapes(bytes, start, delimiter, '"', escape, whole);
        if (records.Count == 0)
            return null;
        var usual = records.CountBy(r => r.Cells).OrderByDescending(g => g.Value).ThenByDescending(g => g.Key).First();
        if (usual.Key == 1 && !single)
            return null;
        var columns = single ? 1 : usual.Key;
        var first = records.FindIndex(r => r.Cells == columns);
        // A few lines of one cell above a table are a title. Anything else belongs to the table, however uneven it is.
        if (first > MostTitleLines || first > records.Count / 2 || records[..first].Any(r => r.Cells > 1))
            first = 0;
        var share = (double)usual.Value / records.Count;
        var origin = records[first];
        var cells = CsvRecords.Cells(bytes[origin.Offset..], delimiter, '"', escape);
        var dialect = new CsvDialect(delimiter, '"', escape, (int)origin.Line, origin.Offset, cells, Math.Max(columns, cells.Count), HasHeader: true);
        return new Reading(dialect, share + Math.Min(columns, 100) / 1000.0);
    }

    private sealed record Reading(CsvDialect Dialect, double Score);
}

/// <param name="Line">Physical lines before it, blank ones too.</param>
internal readonly record struct RecordShape(int Offset, long Line, int Cells);
