using System.Globalization;
using System.Text;
using DuckDB.NET.Data;

namespace Analyst.Engine;

/// <summary>Delimited text to Parquet: every record of the file becomes a row, in order, or the file is refused.</summary>
internal static class CsvIngest
{
    public static IngestResult Run(IngestWork work, Job job)
    {
        job.Report("looking", 0);
        if (!File.Exists(work.InputPath))
            throw new EngineException("input-missing", "The file is not there any more.", retryable: true);
        var source = new CsvSource(work.InputPath, job);
        try
        {
            return Run(source, work, job);
        }
        catch (WrongEncodingException)
        {
            // Valid UTF-8 at the beginning and something else later.
            return Run(source.As(CsvText.Windows1252), work, job);
        }
    }

    private static IngestResult Run(CsvSource source, IngestWork work, Job job)
    {
        if (source.IsEmpty)
            throw new EngineException("csv-empty", "The file holds no records.");
        using var output = new ParquetOutput(work.OutputPath);
        using var duck = Duck.Open(job.Limits, [source.Path, output.Draft]);
        var shape = source.Shape();
        var loaded = Load(duck, source, shape, output, job);
        Check(loaded, source, job);
        var columns = output.Columns(duck);
        var dialect = loaded.Table.Dialect.Words(source.EncodingName) + string.Concat(CsvNotes.Of(duck, output.Draft, loaded));
        job.Report("publishing", 0.95);
        var (sha256, bytes) = output.Publish();
        return new IngestResult(loaded.Rows, columns, dialect, sha256, bytes);
    }

    private static CsvLoaded Load(Duck duck, CsvSource source, CsvDialect shape, ParquetOutput output, Job job)
    {
        try
        {
            return Load(duck, new CsvTable(source.Path, shape, relaxed: false), source, output, job);
        }
        catch (DuckDBException e) when (CsvFaults.IsStructural(e))
        {
            return LoadUneven(duck, source, shape, output, job, e);
        }
    }

    /// <summary>DuckDB refuses the structure. Short records and mixed line ends can be read after all; more cells than columns cannot, because cells would be lost.</summary>
    private static CsvLoaded LoadUneven(Duck duck, CsvSource source, CsvDialect shape, ParquetOutput output, Job job, DuckDBException reason)
    {
        job.Report("measuring", 0.05);
        var measure = CsvRecords.Measure(source.Path, shape, job.Ct);
        if (measure.TooLong > 0)
            throw CsvFaults.TooManyCells(shape, measure);
        if (measure.OpenQuoteLine is { } line)
            throw CsvFaults.OpenQuote(line);
        try
        {
            var loaded = Load(duck, new CsvTable(source.Path, shape with { PadShort = measure.Short > 0 }, relaxed: true), source, output, job);
            return loaded with { Padded = measure.Short };
        }
        catch (DuckDBException e) when (CsvFaults.IsStructural(e))
        {
            throw CsvFaults.Unreadable(reason);
        }
    }

    private static CsvLoaded Load(Duck duck, CsvTable table, CsvSource source, ParquetOutput output, Job job)
    {
        var sniffed = job.Watch(duck, "sniffing", 0.02, 0.05, () => CsvTyping.Sniff(duck, table, source.BytesPerRecord));
        var header = sniffed?.HasHeader ?? CsvHeader.Likely(table.Dialect.FirstRecord);
        table = table.WithHeader(header);
        if (sniffed is { } guess)
        {
            try
            {
                return Copy(duck, table, CsvTyping.Refine(duck, table, guess.Columns), output, "reading", 0.05, job);
            }
            catch (DuckDBException e) when (CsvFaults.IsMisfit(e))
            {
                // A later value contradicts the sample.
            }
        }
        var decided = job.Watch(duck, "typing", 0.1, 0.5, () => CsvTyping.Decide(duck, table, sniffed?.Columns));
        return Copy(duck, table, decided, output, "reading", 0.5, job);
    }

    private static CsvLoaded Copy(Duck duck, CsvTable table, IReadOnlyList<CsvColumn> columns, ParquetOutput output, string stage, double from, Job job)
    {
        try
        {
            var rows = job.Watch(duck, stage, from, 0.9, () => duck.Execute($"COPY ({table.Typed(columns)}) {output.CopyTo}"));
            return new CsvLoaded(table, columns, rows);
        }
        catch (DuckDBException e) when (CsvFaults.IsEncoding(e))
        {
            throw new WrongEncodingException();
        }
    }

    private static void Check(CsvLoaded loaded, CsvSource source, Job job)
    {
        job.Report("checking", 0.9);
        var dialect = loaded.Table.Dialect;
        var records = CsvScanner.CountRecords(source.Path, dialect.Offset, dialect, job.Ct) - (dialect.HasHeader ? 1 : 0);
        if (records != loaded.Rows)
            throw new EngineException("csv-unreadable", string.Create(CultureInfo.InvariantCulture, $"The file's quotes do not add up: {loaded.Rows} rows were read where {records} records stand. Write it anew with every quoted cell closed."));
    }

    private sealed class WrongEncodingException : Exception;
}

/// <summary>What came out of a file.</summary>
/// <param name="Padded">Records that had fewer cells than columns.</param>
internal sealed record CsvLoaded(CsvTable Table, IReadOnlyList<CsvColumn> Columns, long Rows, long Padded = 0);

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
