using System.Text;

namespace Analyst.Engine.Csv;

/// <summary>The file as UTF-8, copied when it was not.</summary>
internal sealed class CsvSource
{
    private readonly string original;
    private readonly Job job;
    private readonly byte[] prefix;

    public CsvSource(string original, Job job, Encoding? encoding = null)
    {
        this.original = original;
        this.job = job;
        prefix = CsvText.Prefix(original);
        if (CsvText.Foreign(prefix) is { } kind)
            throw new EngineException("csv-unreadable", $"This is {kind}, not a table as text. Save it as CSV and upload that.");
        var found = encoding ?? CsvText.Detect(prefix);
        EncodingName = found.WebName;
        Path = original;
        if (found is UTF8Encoding)
            return;
        Path = System.IO.Path.Combine(job.Limits.TempFolder, "utf-8.csv");
        CsvText.Transcode(original, found, Path, job.Ct);
        prefix = CsvText.Prefix(Path);
    }

    /// <summary>The beginning is UTF-8 with more than ASCII in it.</summary>
    public bool HasUtf8Letters => EncodingName == Encoding.UTF8.WebName && prefix.AsSpan().TrimStart((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]).ContainsAnyExceptInRange((byte)0, (byte)0x7F);

    public string Path { get; }

    public string EncodingName { get; }

    public double BytesPerRecord { get; private set; } = 100;

    public bool IsEmpty => prefix.AsSpan().IndexOfAnyExcept([.. " \t\r\n\uFEFF"u8]) < 0;

    public CsvSource As(Encoding encoding) => new(original, job, encoding);

    public CsvDialect Shape()
    {
        var dialect = CsvDialect.Detect(prefix, whole: new FileInfo(Path).Length == prefix.Length);
        BytesPerRecord = CsvRecords.AverageBytes(prefix, dialect);
        return dialect;
    }
}
