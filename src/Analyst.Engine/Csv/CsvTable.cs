using System.Globalization;

namespace Analyst.Engine.Csv;

/// <summary>A file with its dialect: the statements that read it.</summary>
internal sealed class CsvTable(string path, CsvDialect dialect, bool relaxed)
{
    public CsvDialect Dialect => dialect;

    public string Path => path;

    /// <summary>Column names as addressed in SQL: the header's text, made unique ignoring case.</summary>
    public IReadOnlyList<string> Names { get; } = ColumnNames.Unique(dialect.HasHeader ? dialect.FirstRecord : [], dialect.ColumnCount);

    public CsvTable WithHeader(bool header) => new(path, dialect with { HasHeader = header }, relaxed);

    /// <summary>Every cell as text, columns <c>c0</c>, <c>c1</c> and so on.</summary>
    public string Source => Read(Enumerable.Repeat("VARCHAR", dialect.ColumnCount), "");

    /// <summary>The rows with their types, cast by DuckDB's reader; null when it cannot, because one file has one form of dates for it.</summary>
    public string? Native(IReadOnlyList<CsvColumn> columns)
    {
        var dates = columns.Where(c => c.Kind == CsvKind.Date).Select(c => c.Format).Distinct().ToList();
        var times = columns.Where(c => c.Kind == CsvKind.Timestamp).Select(c => c.Format).Distinct().ToList();
        if (dates.Count > 1 || times.Count > 1)
            return null;
        var formats = $"{Format("dateformat", dates)}{Format("timestampformat", times)}";
        return $"SELECT {Named(Cell)} FROM {Read(columns.Select(c => c.Type), formats)}";
    }

    /// <summary>The rows with their types, cast from text; for types that were found to fit every value.</summary>
    public string Cast(IReadOnlyList<CsvColumn> columns) => $"SELECT {Named(i => columns[i].Try(Cell(i)))} FROM {Source}";

    public static string Cell(int index) => $"c{index.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>For the sniffer, which is only asked for types.</summary>
    public string SniffArguments(int sampleRows) => string.Create(CultureInfo.InvariantCulture, $"{Sql.Text(path)}, {Options}, sample_size = {sampleRows}");

    private string Options
    {
        get
        {
            var skip = dialect.SkipLines.ToString(CultureInfo.InvariantCulture);
            // Padding and quoted line ends together need a single reader.
            var lenient = dialect.PadShort ? ", null_padding = true, parallel = false" : "";
            return $"delim = {Sql.Text(dialect.Delimiter.ToString())}, quote = {Sql.Text(dialect.Quote.ToString())}, escape = {Sql.Text(dialect.Escape.ToString())}, skip = {skip}, max_line_size = 16777216, buffer_size = 33554432{lenient}{(relaxed ? ", strict_mode = false" : "")}";
        }
    }

    private string Named(Func<int, string> value) => string.Join(", ", Names.Select((name, i) => $"{value(i)} AS {Sql.Name(name)}"));

    private string Read(IEnumerable<string> types, string formats)
    {
        var columns = string.Join(", ", types.Select((type, i) => $"'{Cell(i)}': '{type}'"));
        return $"read_csv({Sql.Text(path)}, auto_detect = false, {Options}, header = {Flag(dialect.HasHeader)}, columns = {{{columns}}}{formats})";
    }

    private static string Format(string option, List<string?> formats) => formats is [{ } format] ? $", {option} = {Sql.Text(format)}" : "";

    private static string Flag(bool value) => value ? "true" : "false";
}
