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
        var found = encoding ?? CsvText.Detect(prefix);
        EncodingName = found.WebName;
        Path = original;
        if (found is UTF8Encoding)
            return;
        Path = System.IO.Path.Combine(job.Limits.TempFolder, "utf-8.csv");
        CsvText.Transcode(original, found, Path, job.Ct);
        prefix = CsvText.Prefix(Path);
    }

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
