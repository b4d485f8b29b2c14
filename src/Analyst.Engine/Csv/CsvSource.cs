using System.Globalization;
using System.Text;

namespace Analyst.Engine.Csv;

/// <summary>A delimited file as UTF-8: itself, or a copy in the job's folder.</summary>
/// <param name="Begin">Where the text begins, behind a byte order mark.</param>
/// <param name="IsCopy">The text had to be written anew.</param>
internal sealed record CsvSource(string Path, long Begin, long Length, string Encoding, bool IsCopy, string? Note)
{
    private static readonly byte[] Utf8Mark = [0xEF, 0xBB, 0xBF];

    /// <summary>The file as it stands, or transcoded when its first bytes or the caller say that it is not UTF-8.</summary>
    public static CsvSource Open(string path, string? declared, Job job)
    {
        var prefix = CsvText.Prefix(path);
        if (CsvText.Foreign(prefix) is { } kind)
            throw new EngineException("csv-unreadable", $"This is {kind}, not a table as text. Save it as CSV and upload that.");
        var encoding = declared is null ? CsvText.Wide(prefix) : CsvText.Named(declared);
        return encoding is null or UTF8Encoding ? Of(path, "utf-8", isCopy: false, note: null) : Transcoded(path, encoding, job);
    }

    /// <summary>The same when bytes turned out not to be UTF-8: damaged UTF-8, or another encoding altogether.</summary>
    public CsvSource Mended(Job job)
    {
        var (letters, damaged) = CsvText.Measure(Path, job.Ct);
        if (letters < damaged * 4)
            return Transcoded(Path, LegacyEncoding.Of(Path, job.Ct), job);
        var copy = Copy(job);
        var (bytes, line) = CsvText.Mend(Path, copy, job.Ct);
        return Of(copy, "utf-8", isCopy: true, string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes are not UTF-8 and were read as Windows-1252, the first in line {line}"));
    }

    private static CsvSource Transcoded(string path, Encoding encoding, Job job)
    {
        var copy = Copy(job);
        CsvText.Transcode(path, encoding, copy, job.Ct);
        return Of(copy, encoding.WebName, isCopy: true, note: null);
    }

    private static string Copy(Job job) => System.IO.Path.Combine(job.Limits.TempFolder, "utf-8.csv");

    private static CsvSource Of(string path, string encoding, bool isCopy, string? note)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        Span<byte> mark = stackalloc byte[3];
        var marked = RandomAccess.Read(file, mark, 0) == 3 && mark.SequenceEqual(Utf8Mark);
        return new CsvSource(path, marked ? 3 : 0, RandomAccess.GetLength(file), encoding, isCopy, note);
    }
}
