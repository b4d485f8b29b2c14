using System.Globalization;

namespace Analyst.Engine;

/// <summary>A file with its dialect: the statements that read it.</summary>
internal sealed class CsvTable(string path, CsvDialect dialect, bool relaxed)
{
    public CsvDialect Dialect => dialect;

    public string Path => path;

    /// <summary>Column names as addressed in SQL: the header's text, made unique ignoring case.</summary>
    public IReadOnlyList<string> Names { get; } = ColumnNames.Unique(dialect.HasHeader ? dialect.FirstRecord : [], dialect.ColumnCount);

    public CsvTable WithHeader(bool header) => new(path, dialect with { HasHeader = header }, relaxed);

    /// <summary>Every cell as text, columns <c>c0</c>, <c>c1</c> and so on.</summary>
    public string Source
    {
        get
        {
            var columns = string.Join(", ", Enumerable.Range(0, dialect.ColumnCount).Select(i => $"'{Cell(i)}': 'VARCHAR'"));
            return $"read_csv({Sql.Text(path)}, auto_detect = false, {Options}, header = {Flag(dialect.HasHeader)}, columns = {{{columns}}})";
        }
    }

    /// <summary>The rows with their types; a value that does not fit raises <see cref="CsvColumn.Misfit"/>.</summary>
    public string Typed(IReadOnlyList<CsvColumn> columns)
    {
        // The inner level casts once, the outer one checks.
        var inner = columns.Select((column, i) => column.Kind == CsvKind.Text ? Cell(i) : $"{Cell(i)}, {column.Try(Cell(i))} AS v{i}");
        var outer = columns.Select((column, i) => $"{Checked(column, i)} AS {Sql.Name(Names[i])}");
        return $"SELECT {string.Join(", ", outer)} FROM (SELECT {string.Join(", ", inner)} FROM {Source})";
    }

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

    private static string Checked(CsvColumn column, int i)
    {
        var text = Cell(i);
        return column.Kind == CsvKind.Text
            ? text
            : $"CASE WHEN {text} IS NULL THEN NULL WHEN {column.Fits(text, $"v{i}")} THEN v{i} ELSE error('{CsvColumn.Misfit}') END";
    }

    private static string Flag(bool value) => value ? "true" : "false";
}
