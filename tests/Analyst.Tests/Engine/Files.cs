using System.IO.Compression;
using System.Text;
using DuckDB.NET.Data;

namespace Analyst.Tests.Engine;

/// <summary>Files of other formats, made on the spot.</summary>
public static class Files
{
    private const string Types = """<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>""";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/relationships";

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static byte[] Gzip(byte[] content)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(content);
        return bytes.ToArray();
    }

    public static byte[] Zstd(byte[] content)
    {
        using var compressor = new ZstdSharp.Compressor(3);
        return compressor.Wrap(content).ToArray();
    }

    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        return bytes.ToArray();
    }

    /// <summary>What a SELECT gives, written by DuckDB itself.</summary>
    public static byte[] Parquet(string select, string options = "")
    {
        var path = Path.GetTempFileName();
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SET TimeZone = 'UTC'; COPY ({select}) TO '{path}' (FORMAT parquet{options})";
        command.ExecuteNonQuery();
        var bytes = File.ReadAllBytes(path);
        File.Delete(path);
        return bytes;
    }

    /// <param name="sheets">Name, state and the rows as SpreadsheetML. Style 1 is a day, 2 a day with time, 3 a percentage, 4 five zeros, 5 a time.</param>
    /// <param name="shared">Shared strings.</param>
    public static byte[] Workbook((string Name, string State, string Rows)[] sheets, params string[] shared)
    {
        var parts = new List<(string, byte[])>
        {
            ("[Content_Types].xml", Utf8(Types)),
            ("_rels/.rels", Utf8($"""<Relationships xmlns="{Package}"><Relationship Id="rId1" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>""")),
            ("xl/workbook.xml", Utf8($"""<workbook xmlns="{Main}" xmlns:r="{Relations}"><sheets>{string.Concat(sheets.Select((s, i) => $"""<sheet name="{s.Name}" sheetId="{i + 1}" state="{s.State}" r:id="s{i + 1}"/>"""))}</sheets></workbook>""")),
            ("xl/_rels/workbook.xml.rels", Utf8($"""<Relationships xmlns="{Package}">{string.Concat(sheets.Select((_, i) => $"""<Relationship Id="s{i + 1}" Type="{Relations}/worksheet" Target="worksheets/sheet{i + 1}.xml"/>"""))}<Relationship Id="st" Type="{Relations}/styles" Target="styles.xml"/><Relationship Id="ss" Type="{Relations}/sharedStrings" Target="sharedStrings.xml"/></Relationships>""")),
            ("xl/styles.xml", Utf8($"""<styleSheet xmlns="{Main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="00000"/></numFmts><cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="22" applyNumberFormat="1"/><xf numFmtId="10" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="21" applyNumberFormat="1"/></cellXfs></styleSheet>""")),
            ("xl/sharedStrings.xml", Utf8($"""<sst xmlns="{Main}">{string.Concat(shared.Select(s => $"<si><t xml:space=\"preserve\">{Escaped(s)}</t></si>"))}</sst>""")),
        };
        parts.AddRange(sheets.Select((s, i) => ($"xl/worksheets/sheet{i + 1}.xml", Utf8($"""<worksheet xmlns="{Main}"><sheetData>{s.Rows}</sheetData></worksheet>"""))));
        return Zip([.. parts]);
    }

    /// <summary>A row of cells: strings are inline text, numbers and truth values are themselves, null is no cell, anything with a style is written out.</summary>
    public static string Row(int number, params object?[] cells) => $"""<row r="{number}">{string.Concat(cells.Select((cell, i) => Cell($"{(char)('A' + i)}{number}", cell)))}</row>""";

    /// <summary>A number with a style.</summary>
    public static (string Value, int Style) Styled(string value, int style) => (value, style);

    private static string Cell(string place, object? cell) => cell switch
    {
        null => "",
        string text when text.StartsWith('#') => $"""<c r="{place}" t="e"><v>{text}</v></c>""",
        string text => $"""<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{Escaped(text)}</t></is></c>""",
        bool truth => $"""<c r="{place}" t="b"><v>{(truth ? 1 : 0)}</v></c>""",
        (string value, int style) => $"""<c r="{place}" s="{style}"><v>{value}</v></c>""",
        _ => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"""<c r="{place}"><v>{cell}</v></c>"""),
    };

    /// <summary>Quotes may stand in text as they are.</summary>
    private static string Escaped(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
