using System.Globalization;
using Analyst.Domain.Datasets;
using DuckDB.NET.Data;

namespace Analyst.Engine.Csv;

/// <summary>Delimited text to Parquet. The whole file is looked at first; then DuckDB is told exactly what to read.</summary>
internal static class CsvIngest
{
    private const RecordTraits Irregular = RecordTraits.Torn | RecordTraits.Stray | RecordTraits.Unclosed | RecordTraits.Padded | RecordTraits.Cr;

    public static IngestResult Run(IngestWork work, Job job)
    {
        job.Report("looking", 0);
        if (!File.Exists(work.InputPath))
            throw new EngineException("input-missing", "The file is not there any more.", retryable: true);
        var choices = work.Choices ?? new ReadingChoices();
        var found = new CsvSurvey(work.InputPath, choices, job).Run();
        using var rejects = new CsvRejects(work.RejectsPath);
        var head = CsvMargins.OfHead(found.Layout, rejects);
        var loaded = Load(found, choices, head, work, rejects, job);
        var foot = CsvMargins.OfFoot(found.Layout, head.All + LinesOfRecords(found) + 1, rejects);
        return Result(found, loaded with { LeftOut = rejects.Counts.LeftOut }, head, foot, choices, rejects.Counts);
    }

    private static IngestResult Result(Surveyed found, CsvLoaded loaded, CsvMargins.Counts head, CsvMargins.Counts foot, ReadingChoices choices, RejectCounts rejects)
    {
        var (layout, totals) = (found.Layout, found.Totals);
        var blankRows = layout.Columns == 1 ? totals.Blank - totals.TrailingBlank : 0;
        var lines = new LineCounts(
            head.All + LinesOfRecords(found) + foot.All,
            totals.RowLines + blankRows,
            head.Header,
            head.Blank + totals.Blank - blankRows + foot.Blank,
            head.LeftOut + totals.Comments + foot.LeftOut,
            totals.RejectedLines);
        var notes = CsvNotes.Of(found, loaded).ToArray();
        var file = new FileReading("csv", Compression: null, lines, Rejects: null, layout.Decided(choices, head.Above), notes, CsvNotes.OfColumns(loaded));
        return new IngestResult(loaded.Rows, loaded.Columns, string.Join("; ", notes.Prepend(layout.Words())), loaded.Sha256, loaded.Bytes, rejects, file);
    }

    private static long LinesOfRecords(Surveyed found) => found.Totals.RowLines + found.Totals.RejectedLines + found.Totals.Comments + found.Totals.Blank;

    private static CsvLoaded Load(Surveyed found, ReadingChoices choices, CsvMargins.Counts head, IngestWork work, CsvRejects rejects, Job job)
    {
        var (layout, totals) = (found.Layout, found.Totals);
        var rewritten = Path.Combine(job.Limits.TempFolder, "rows.csv");
        using var output = new ParquetOutput(work.OutputPath);
        using var duck = Duck.Open(job.Limits, [layout.Source.Path, rewritten, output.Draft]);
        var columns = Columns(found, choices);
        var emptyIsText = totals.Columns.Any(c => c.Bare > 0) || totals.Short > 0;
        var load = new CsvLoad(layout.Source.Path, Plain: false, layout.Dialect, layout.HasHeader, layout.Names, columns, totals.Columns, emptyIsText, totals.Longest, (totals.Traits & RecordTraits.CrLf) != 0);
        var expected = totals.Rows + (layout.Columns == 1 ? totals.Blank - totals.TrailingBlank : 0);
        var rows = IsRegular(found) ? Try(duck, ref load, output, job) : null;
        if (rows != expected)
        {
            CsvRewrite.Run(layout, rewritten, head.All + 1, rejects, done => job.Report("rewriting", 0.4 + 0.1 * done / Math.Max(expected, 1), done), job.Ct);
            load = load with { Path = rewritten, Plain = true };
            rows = Copy(duck, ref load, output, job);
        }
        if (rows != expected)
            throw new EngineException("csv-unreadable", string.Create(CultureInfo.InvariantCulture, $"The file's quotes do not add up: {rows} rows were read where {expected} records stand. Write it anew with every quoted cell closed."));
        int[] declared = [.. Enumerable.Range(0, layout.Columns).Where(i => TypeOf(choices, layout.Names[i]) is not null && !columns[i].IsText)];
        CsvMisfits.Record(duck, layout, load, declared, head.All + 1, rejects, job.Ct);
        var named = output.Columns(duck);
        job.Report("publishing", 0.95, rows);
        var (sha256, bytes) = output.Publish();
        return new CsvLoaded(rows.Value, named, load, sha256, bytes);
    }

    /// <summary>DuckDB reads the file as it stands: one form of line end, quotes where quotes belong, every record complete.</summary>
    private static bool IsRegular(Surveyed found)
    {
        var (layout, totals) = (found.Layout, found.Totals);
        const RecordTraits bothEnds = RecordTraits.Lf | RecordTraits.CrLf;
        return layout.Dialect is { Quote: (byte)'"', Escape: null, Spaced: false }
            && (totals.Traits & Irregular) == 0 && (totals.Traits & bothEnds) != bothEnds
            && totals.Short + totals.Trimmed + totals.Repaired + totals.Redelimited + totals.Rejected + totals.Comments == 0
            && totals.Blank == (layout.Columns == 1 ? 0 : totals.TrailingBlank)
            && layout.HeaderBegin == layout.Source.Begin && layout.Frame.HeaderRecords <= 1 && layout.DataEnd == layout.Source.Length
            && (!layout.HasHeader || IsRegularHeader(layout));
    }

    private static bool IsRegularHeader(CsvLayout layout)
    {
        using var file = File.OpenHandle(layout.Source.Path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var bytes = new byte[layout.DataBegin - layout.HeaderBegin];
        RandomAccess.Read(file, bytes, layout.HeaderBegin);
        var parser = new RecordParser(layout.Dialect);
        parser.Open(bytes);
        return parser.Read(bytes, last: true) && parser.Count == layout.Columns && parser.Next == bytes.Length && (parser.Traits & Irregular) == 0 && parser.Lines == 1;
    }

    private static CsvColumn[] Columns(Surveyed found, ReadingChoices choices)
    {
        var choice = new ColumnChoice(found.Totals.Columns, found.Layout.Dialect, choices);
        return [.. found.Totals.Columns.Select((scan, i) => TypeOf(choices, found.Layout.Names[i]) is { } type ? DeclaredColumn.As(type, choice.Choose(scan), choices) : choice.Choose(scan))];
    }

    private static string? TypeOf(ReadingChoices choices, string column) =>
        choices.Types?.FirstOrDefault(t => string.Equals(t.Key, column, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>Null when DuckDB does not read the file as it stands after all.</summary>
    private static long? Try(Duck duck, ref CsvLoad load, ParquetOutput output, Job job)
    {
        try
        {
            return Copy(duck, ref load, output, job);
        }
        catch (DuckDBException e) when (e.Message.Contains("CSV", StringComparison.Ordinal))
        {
            return null;
        }
    }

    /// <summary>Should DuckDB disagree about a value after all, the columns that it may be in stay text.</summary>
    private static long Copy(Duck duck, ref CsvLoad load, ParquetOutput output, Job job)
    {
        foreach (var certain in (ReadOnlySpan<bool>)[false, true])
        {
            try
            {
                return Copy(duck, load, output, job);
            }
            catch (DuckDBException e) when (CsvLoad.IsConversion(e))
            {
                load = load.Cautious(certain);
            }
        }
        return Copy(duck, load, output, job);
    }

    private static long Copy(Duck duck, CsvLoad load, ParquetOutput output, Job job) =>
        job.Watch(duck, "reading", 0.45, 0.9, () => duck.Execute($"COPY ({load.Select}) {output.CopyTo(load.Columns.Count)}"));
}

/// <summary>What came out of a file.</summary>
/// <param name="LeftOut">Lines that belong to no record.</param>
internal sealed record CsvLoaded(long Rows, IReadOnlyList<Column> Columns, CsvLoad Load, string Sha256, long Bytes, long LeftOut = 0);
