using System.Globalization;
using DuckDB.NET.Data;

namespace Analyst.Engine.Csv;

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
            // Plain ASCII at the beginning and something else later. Where UTF-8 letters stand already, the rest is no other encoding but damage.
            if (source.HasUtf8Letters)
                throw new EngineException("csv-unreadable", "The file is UTF-8 but holds bytes that are not. Save it again as UTF-8.");
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
        catch (DuckDBException e) when (CsvFaults.IsEncoding(e))
        {
            throw new WrongEncodingException();
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
        header |= CsvHeader.NamesYears(table.Dialect.FirstRecord);
        table = table.WithHeader(header);
        if (sniffed is { } guess && Guessed(duck, table, CsvTyping.Refine(duck, table, guess.Columns), output, job) is { } loaded)
            return loaded;
        var decided = job.Watch(duck, "typing", 0.1, 0.5, () => CsvTyping.Decide(duck, table, sniffed?.Columns));
        return Copy(duck, table, decided, table.Cast(decided), output, "reading", 0.5, job);
    }

    /// <summary>Null when a value contradicts the types guessed from the beginning.</summary>
    private static CsvLoaded? Guessed(Duck duck, CsvTable table, IReadOnlyList<CsvColumn> columns, ParquetOutput output, Job job)
    {
        if (table.Native(columns) is not { } select)
            return null;
        try
        {
            return Copy(duck, table, columns, select, output, "reading", 0.05, job);
        }
        catch (DuckDBException e) when (CsvFaults.IsMisfit(e))
        {
            return null;
        }
        catch (MisfitException)
        {
            return null;
        }
    }

    private static CsvLoaded Copy(Duck duck, CsvTable table, IReadOnlyList<CsvColumn> columns, string select, ParquetOutput output, string stage, double from, Job job)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(job.Ct);
        var verifier = new CsvVerifier(table.Dialect, columns);
        // Beside the reading, not after it: the file's bytes are in memory now.
        var verifying = Task.Factory.StartNew(() => Verify(verifier, table.Path, stop), stop.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            var rows = job.With(stop.Token).Watch(duck, stage, from, 0.9, () => duck.Execute($"COPY ({select}) {output.CopyTo}"));
            verifying.GetAwaiter().GetResult();
            Check(verifier, rows, table.Dialect);
            return new CsvLoaded(table, columns, rows);
        }
        catch (Exception e) when (e is OperationCanceledException or DuckDBException && verifier.Misfit && !job.Ct.IsCancellationRequested)
        {
            throw new MisfitException();
        }
        finally
        {
            stop.Cancel();
            ((IAsyncResult)verifying).AsyncWaitHandle.WaitOne();
        }
    }

    private static void Verify(CsvVerifier verifier, string path, CancellationTokenSource stop)
    {
        verifier.Run(path, stop.Token);
        if (verifier.Misfit)
            stop.Cancel();
    }

    private static void Check(CsvVerifier verifier, long rows, CsvDialect dialect)
    {
        if (verifier.Misfit)
            throw new MisfitException();
        if (verifier.Torn)
            throw new EngineException("csv-unreadable", "Text stands behind the closing quote of a cell. Write quotes inside a quoted cell twice, as \"a \"\"quoted\"\" word\".");
        var records = verifier.Records - (dialect.HasHeader ? 1 : 0);
        if (records != rows)
            throw new EngineException("csv-unreadable", string.Create(CultureInfo.InvariantCulture, $"The file's quotes do not add up: {rows} rows were read where {records} records stand. Write it anew with every quoted cell closed."));
    }

    private sealed class MisfitException : Exception;

    private sealed class WrongEncodingException : Exception;
}

/// <summary>What came out of a file.</summary>
/// <param name="Padded">Records that had fewer cells than columns.</param>
internal sealed record CsvLoaded(CsvTable Table, IReadOnlyList<CsvColumn> Columns, long Rows, long Padded = 0);
