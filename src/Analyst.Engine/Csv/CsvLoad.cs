using System.Globalization;
using DuckDB.NET.Data;

namespace Analyst.Engine.Csv;

/// <summary>A regular text of which everything is known, and the statement by which DuckDB loads it.</summary>
/// <param name="Plain">Comma, quote, LF, no header and, for one column, a second one: what <see cref="CsvRewrite"/> writes.</param>
/// <param name="LongestRow">In bytes.</param>
/// <param name="WindowsLines">Lines end with CR LF. DuckDB has to be told: it would take a line end inside the first quoted cell for the file's.</param>
/// <param name="EmptyIsText">An empty text between quotes is told from a missing value.</param>
internal sealed record CsvLoad(string Path, bool Plain, CsvDialect Dialect, bool HasHeader, IReadOnlyList<string> Names, IReadOnlyList<CsvColumn> Columns, IReadOnlyList<ColumnScan> Scans, bool EmptyIsText, int LongestRow, bool WindowsLines)
{
    // Measured: a buffer of 8 MB takes a tenth less time than DuckDB's own 32 MB, and less memory. It has to hold two lines.
    private string Buffers
    {
        get
        {
            var line = Math.Max(2 << 20, LongestRow * 2L + 4096);
            return string.Create(CultureInfo.InvariantCulture, $"max_line_size = {line}, buffer_size = {Math.Max(8 << 20, line * 2)}");
        }
    }

    public string Select => $"SELECT {string.Join(", ", Names.Select((name, i) => $"{Value(i)} AS {Sql.Name(name)}"))} FROM {Source}";

    /// <summary>The rows as text, columns <c>c0</c>, <c>c1</c> and so on, unless DuckDB's reader makes the value itself.</summary>
    public string Source
    {
        get
        {
            var types = Columns.Select((c, i) => $"'{Name(i)}': '{(IsNative(i) ? c.Type : CsvColumn.TextType)}'");
            if (Plain && Columns.Count == 1)
                types = types.Append("'c1': 'VARCHAR'");
            var delimiter = Sql.Text(((char)(Plain ? (byte)',' : Dialect.Delimiter)).ToString());
            return $"read_csv({Sql.Text(Path)}, auto_detect = false, delim = {delimiter}, quote = '\"', escape = '\"', new_line = '{(WindowsLines && !Plain ? @"\r\n" : @"\n")}', header = {Flag(HasHeader && !Plain)}, allow_quoted_nulls = {Flag(!EmptyIsText)}, {Buffers}, columns = {{{string.Join(", ", types)}}})";
        }
    }

    public static string Name(int index) => $"c{index.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The text of a cell without blanks around it, NULL when it says that the value is missing.</summary>
    public string Text(int index)
    {
        var text = $"trim({Name(index)})";
        return $"CASE WHEN {text} IN ({string.Join(", ", Scans[index].Markers.Keys.Prepend("").Select(Sql.Text))}) THEN NULL ELSE {text} END";
    }

    /// <summary>With text instead of the types that need an expression, or instead of <paramref name="all"/> types.</summary>
    public CsvLoad Cautious(bool all) => this with { Columns = [.. Columns.Select(c => c.IsText || c.Native && !all ? c : CsvColumn.Text with { Note = "stays text, because not every value could be read as the type it looks like" })] };

    public static bool IsConversion(DuckDBException e) =>
        e.Message.StartsWith("Conversion Error", StringComparison.Ordinal) || e.Message.StartsWith("Out of Range Error", StringComparison.Ordinal)
        || e.Message.StartsWith("Invalid Input Error", StringComparison.Ordinal) && !e.Message.Contains("CSV Error", StringComparison.Ordinal);

    /// <summary>The cell as its column's type.</summary>
    public string Value(int index) =>
        IsNative(index) ? Name(index) : Columns[index].Value.Replace("{0}", $"({Text(index)})", StringComparison.Ordinal);

    /// <summary>DuckDB's reader makes the value itself.</summary>
    public bool IsNative(int index)
    {
        var scan = Scans[index];
        return Columns[index].Native && (Columns[index].IsText || scan.Markers.Count == 0 && scan.Blank == 0 && !scan.Padded && (!EmptyIsText || scan.EmptyQuoted == 0));
    }

    private static string Flag(bool value) => value ? "true" : "false";
}
