using System.Globalization;
using System.Text.RegularExpressions;
using Analyst.Domain.Datasets;
using DuckDB.NET.Data;

namespace Analyst.Engine.Formats;

/// <summary>Parquet anew with our options: every row and type as it is, names as of any other table.</summary>
internal static partial class ParquetIngest
{
    public static IngestResult Run(IngestWork work, Job job)
    {
        using var output = new ParquetOutput(work.OutputPath);
        using var duck = Duck.Open(job.Limits, [work.InputPath, output.Draft]);
        var source = $"read_parquet({Sql.Text(work.InputPath)}, hive_partitioning = false)";
        try
        {
            return Run(duck, source, work, output, job);
        }
        catch (DuckDBException e) when (!IsOurs(e))
        {
            throw FileIngest.Unreadable($"The Parquet file cannot be read: it is damaged, was cut off or uses something that is not known here ({FirstLine(e.Message)}).");
        }
    }

    private static IngestResult Run(Duck duck, string source, IngestWork work, ParquetOutput output, Job job)
    {
        var found = duck.Query($"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM {source})", r => new Column(r.GetString(0), r.GetString(1)));
        var (groups, stored) = duck.Single($"SELECT num_row_groups, num_rows FROM parquet_file_metadata({Sql.Text(work.InputPath)})", r => (r.GetInt64(0), r.GetInt64(1)));
        var names = ColumnNames.Unique([.. found.Select(c => c.Name)], found.Count);
        var columns = found.Select((c, i) => new FoundColumn(names[i], Kept(c), $"CAST({Sql.Name(c.Name)} AS VARCHAR)")).ToList();
        var declared = DeclaredTypes.Of(work.Choices, columns);
        var rows = job.Watch(duck, "reading", 0.02, 0.85, () => duck.Execute($"COPY (SELECT {declared.Select} FROM {source}) {output.CopyTo(columns.Count)}"));
        if (rows != stored)
            throw FileIngest.Unreadable(string.Create(CultureInfo.InvariantCulture, $"The Parquet file names {stored} rows, but {rows} are in it."));
        using var rejects = new RejectLines(work.RejectsPath);
        var cells = job.Watch(duck, "checking", 0.85, 0.95, () => declared.Record(duck, source, rejects));
        rejects.Keep();
        var written = output.Columns(duck);
        job.Report("publishing", 0.95);
        var (sha256, bytes) = output.Publish();
        var counts = RejectCounts.None with { Cells = cells };
        var dialect = string.Create(CultureInfo.InvariantCulture, $"Parquet, {groups} row group{(groups == 1 ? "" : "s")}");
        return new IngestResult(rows, written, dialect, sha256, bytes, counts, new FileReading("parquet", null, null, null, declared.Choices, [.. declared.Notes], [.. Readings(found, names)]));
    }

    /// <summary>Text for the types that have no form in our answers.</summary>
    private static string Kept(Column column) => Foreign().IsMatch(column.Type) ? $"CAST({Sql.Name(column.Name)} AS VARCHAR)" : Sql.Name(column.Name);

    private static IEnumerable<ColumnReading> Readings(List<Column> found, IReadOnlyList<string> names) => found
        .Select((c, i) => new ColumnReading(names[i], null, null, Foreign().IsMatch(c.Type) ? $"{c.Type} as text." : names[i] != c.Name ? $"Called \"{c.Name}\" in the file." : null))
        .Where(c => c.Note is not null);

    private static bool IsOurs(DuckDBException e) =>
        e.Message.StartsWith("INTERRUPT", StringComparison.Ordinal) || e.Message.StartsWith("Out of Memory", StringComparison.Ordinal)
        || e.Message.Contains("File too large", StringComparison.Ordinal) || e.Message.Contains("No space left", StringComparison.Ordinal);

    private static string FirstLine(string message) => message.Split('\n')[0].Trim().TrimEnd('.');

    // A type stands behind the name of its member and before the next comma or bracket.
    [GeneratedRegex(@"(?<=^|[ (,])(GEOMETRY|VARIANT|TIME_NS|BIGNUM|BIT|HUGEINT|UHUGEINT)(?=$|[,()\[])")]
    private static partial Regex Foreign();
}
