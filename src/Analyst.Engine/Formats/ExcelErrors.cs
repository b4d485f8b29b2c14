using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;

namespace Analyst.Engine.Formats;

/// <summary>Counts a sheet's cells with #N/A, #DIV/0! and their like, which the library hands out as empty ones.</summary>
internal static class ExcelErrors
{
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string StrictRelations = "http://purl.oclc.org/ooxml/officeDocument/relationships";

    /// <summary>Null where they cannot be told: in workbooks that are no XML.</summary>
    public static long? Count(string path, string sheet)
    {
        using var file = File.OpenRead(path);
        using var zip = new ZipArchive(file, ZipArchiveMode.Read);
        return Part(zip, sheet) is { } part ? Count(part) : null;
    }

    private static ZipArchiveEntry? Part(ZipArchive zip, string sheet)
    {
        if (Load(zip, "xl/workbook.xml") is not { } workbook || Load(zip, "xl/_rels/workbook.xml.rels") is not { } relations)
            return null;
        var element = workbook.Descendants().FirstOrDefault(e => e.Name.LocalName == "sheet" && (string?)e.Attribute("name") == sheet);
        var id = (string?)(element?.Attribute(XName.Get("id", Relations)) ?? element?.Attribute(XName.Get("id", StrictRelations)));
        var target = (string?)relations.Descendants().FirstOrDefault(e => (string?)e.Attribute("Id") == id)?.Attribute("Target");
        return target is null ? null : zip.GetEntry(target.StartsWith('/') ? target[1..] : $"xl/{target}");
    }

    private static XDocument? Load(ZipArchive zip, string part)
    {
        if (zip.GetEntry(part) is not { } entry)
            return null;
        using var reader = XmlReader.Create(entry.Open(), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, CloseInput = true });
        return XDocument.Load(reader);
    }

    /// <summary>A search through the bytes: a second parse would double the time.</summary>
    private static long Count(ZipArchiveEntry part)
    {
        var mark = " t=\"e\""u8;
        using var content = part.Open();
        var buffer = new byte[1 << 18];
        var (count, kept, read) = (0L, 0, 0);
        while ((read = content.Read(buffer, kept, buffer.Length - kept)) > 0)
        {
            var text = buffer.AsSpan(0, kept + read);
            var start = 0;
            for (int at; (at = text[start..].IndexOf(mark)) >= 0; start += at + mark.Length)
                // Text may say the same, but not within a tag.
                count += text[..(start + at)].LastIndexOfAny((byte)'<', (byte)'>') is var bracket && (bracket < 0 || text[bracket] == '<') ? 1 : 0;
            // The tag that the piece ends in is looked at again with the next.
            var open = text.LastIndexOf((byte)'<');
            kept = open > start && text.Length - open < buffer.Length / 2 ? text.Length - open : 0;
            text[(text.Length - kept)..].CopyTo(buffer);
        }
        return count;
    }
}
