using System.IO.Compression;
using System.IO.Hashing;
using System.Text.RegularExpressions;

namespace Analyst.Engine.Formats;

/// <summary>The one table in a zip file; a workbook is a zip file too.</summary>
internal static partial class ZipTable
{
    private const int MaximumNamed = 5;

    /// <summary>The entry that is the table; null when the whole is a workbook.</summary>
    public static string? Find(IngestWork work)
    {
        using var file = File.OpenRead(work.InputPath);
        using var zip = Open(file);
        if (zip.Entries.Any(e => Workbook().IsMatch(e.FullName)))
        {
            Expansion.Check(zip.Entries.Sum(e => e.Length), file.Length, work.ExpandedBytes);
            return null;
        }
        if (zip.Entries.Any(e => e.FullName == "content.xml"))
            throw FileIngest.Unreadable("This is an OpenDocument file. Save it as .xlsx or CSV and upload that.");
        var files = zip.Entries.Where(e => !e.FullName.EndsWith('/') && !Clutter().IsMatch(e.FullName)).ToList();
        // Among several files only the names tell which ones may be meant.
        var tables = files.Count == 1 ? files : files.Where(e => TableName().IsMatch(e.FullName)).ToList();
        return tables switch
        {
            [{ IsEncrypted: true }] => throw FileIngest.Unreadable("The zip file is locked with a password. Unpack it and upload the table inside."),
            [var table] => table.FullName,
            _ when files.Count == 0 => throw FileIngest.Unreadable("The zip file is empty."),
            _ => throw FileIngest.Unreadable($"The zip file holds {files.Count} files ({Names(files)}) and not exactly one table. Unpack it and upload the one that is meant."),
        };
    }

    public static void Expand(FileStream file, string name, Expansion into)
    {
        using var zip = Open(file);
        var entry = zip.GetEntry(name)!;
        var crc = new Crc32();
        var buffer = new byte[1 << 18];
        try
        {
            using var content = entry.Open();
            int read;
            while ((read = content.Read(buffer)) > 0)
            {
                crc.Append(buffer.AsSpan(0, read));
                into.Write(buffer.AsSpan(0, read));
            }
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException or EndOfStreamException)
        {
            throw Damaged();
        }
        if (into.Bytes != entry.Length || crc.GetCurrentHashAsUInt32() != entry.Crc32)
            throw Damaged();
    }

    private static ZipArchive Open(FileStream file)
    {
        try
        {
            var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            // The directory is read only when it is asked for.
            _ = zip.Entries.Count;
            return zip;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or ArgumentException or IOException)
        {
            throw Damaged();
        }
    }

    private static string Names(List<ZipArchiveEntry> files) =>
        string.Join(", ", files.Take(MaximumNamed).Select(e => e.Name.Length > 60 ? e.Name[..60] + "…" : e.Name)) + (files.Count > MaximumNamed ? ", …" : "");

    private static EngineException Damaged() => FileIngest.Unreadable("This is a zip file, not a table by itself, and it is damaged, was cut off or is packed in a way that is not read here. Unpack it and upload the table inside.");

    [GeneratedRegex(@"^/?xl/workbook\d*\.(xml|bin)$", RegexOptions.IgnoreCase)]
    private static partial Regex Workbook();

    [GeneratedRegex(@"^__MACOSX/|(^|/)(\.[^/]*|Thumbs\.db|desktop\.ini)$", RegexOptions.IgnoreCase)]
    private static partial Regex Clutter();

    [GeneratedRegex(@"\.(csv|tsv|tab|psv|json|ndjson|jsonl|geojson|parquet|xlsx|xls|xlsb|xlsm)$", RegexOptions.IgnoreCase)]
    private static partial Regex TableName();
}
