using System.Globalization;
using Analyst.Domain.Datasets;
using DuckDB.NET.Data;

namespace Analyst.Engine.Formats;

/// <summary>JSON and NDJSON to Parquet. Our own reader finds the types over the whole file and writes the records anew, because DuckDB's guesses from a sample and reads decimals as DOUBLE.</summary>
internal static class JsonIngest
{
    private const int LeastObjectSize = 16 << 20;

    public static IngestResult Run(JsonText text, IngestWork work, Job job)
    {
        using var rejects = new RejectLines(work.RejectsPath);
        var table = new JsonTable();
        job.Report("reading", 0.02);
        if (text.IsLines)
        {
            var lines = new JsonLines(text.Path, rejects, job);
            lines.Check(table.Observe, done => job.Report("typing", 0.02 + 0.28 * done));
            if (lines.Rejected > lines.Rows)
                throw FileIngest.Unreadable(string.Create(CultureInfo.InvariantCulture, $"The file looks like one JSON object a line, but {lines.Rejected} of {lines.Rows + lines.Rejected} lines are none."));
            var counts = new LineCounts(lines.Rows + lines.Blank + lines.Rejected, lines.Rows, 0, lines.Blank, 0, lines.Rejected);
            var result = Load(table, lines.Again, rejects, work, job);
            return result with { Dialect = "NDJSON", File = result.File with { Format = "ndjson", Lines = counts } };
        }
        var document = JsonDocumentText.Of(text.Path, job);
        document.Each(table.Observe, done => job.Report("typing", 0.02 + 0.28 * done));
        var loaded = Load(table, document.Each, rejects, work, job);
        var notes = document.LeftOut.Count == 0
            ? loaded.File.Notes
            : [$"The table is the list in \"{document.Member}\"; what stands beside it was left out: {Listed(document.LeftOut)}.", .. loaded.File.Notes];
        return loaded with { Dialect = document.Member is { } member ? $"JSON, list \"{member}\"" : "JSON", File = loaded.File with { Notes = notes } };
    }

    private static IngestResult Load(JsonTable table, Action<JsonRecord, Action<double>> again, RejectLines rejects, IngestWork work, Job job)
    {
        if (table.Columns.Count == 0)
            throw new EngineException("csv-empty", "The JSON holds no records with members.");
        var names = ColumnNames.Unique([.. table.Columns.Select(c => c.Name)], table.Columns.Count);
        var plans = table.Columns.Select((c, i) => Plan(c, names[i], work.Choices)).ToList();
        using var lines = new ScratchFile(job, "records");
        var longest = 0;
        using (var writer = new JsonLineWriter(lines.Path))
        {
            again(record => table.Write(record, plans, writer), done => job.Report("writing", 0.3 + 0.3 * done));
            longest = writer.Longest;
        }
        using var output = new ParquetOutput(work.OutputPath);
        using var duck = Duck.Open(job.Limits, [lines.Path, output.Draft]);
        var source = Source(lines.Path, plans, longest);
        var declared = DeclaredTypes.Of(work.Choices, [.. plans.Select((p, i) => new FoundColumn(names[i], p.Read == p.Type ? Cell(i) : $"CAST({Cell(i)} AS {p.Type})", Cell(i)))]);
        var rows = Copy(duck, declared, table.Columns.Count, source, output, job);
        if (rows != table.Rows)
            throw new EngineException("engine-failed", string.Create(CultureInfo.InvariantCulture, $"The file holds {table.Rows} records, but {rows} rows came out."));
        var cells = declared.Record(duck, source, rejects);
        rejects.Keep();
        var columns = output.Columns(duck);
        job.Report("publishing", 0.95);
        var (sha256, bytes) = output.Publish();
        var readings = table.Columns.Select((c, i) => Reading(c, names[i])).OfType<ColumnReading>();
        var choices = declared.Choices with { Encoding = work.Choices?.Encoding };
        return new IngestResult(rows, columns, "JSON", sha256, bytes, new RejectCounts(rejects.Rows, cells, 0), new FileReading("json", null, null, null, choices, [.. declared.Notes, .. table.Notes], [.. readings]));
    }

    private static long Copy(Duck duck, DeclaredTypes declared, int columns, string source, ParquetOutput output, Job job)
    {
        try
        {
            return job.Watch(duck, "loading", 0.6, 0.95, () => duck.Execute($"COPY (SELECT {declared.Select} FROM {source}) {output.CopyTo(columns)}"));
        }
        catch (DuckDBException e) when (e.Message.StartsWith("Invalid Input Error", StringComparison.Ordinal))
        {
            throw FileIngest.Unreadable($"The JSON cannot be read as a table: {e.Message.Split('\n')[0]}");
        }
    }

    private static string Source(string path, List<JsonPlan> plans, int longest)
    {
        var columns = string.Join(", ", plans.Select((p, i) => $"{Cell(i)}: {Sql.Text(p.Read)}"));
        var size = Math.Max(LeastObjectSize, longest + 1024).ToString(CultureInfo.InvariantCulture);
        return $"read_json({Sql.Text(path)}, format = 'newline_delimited', records = true, auto_detect = false, maximum_object_size = {size}, columns = {{{columns}}})";
    }

    /// <summary>A declared type is made from what was written, digit by digit.</summary>
    private static JsonPlan Plan(JsonMember column, string name, ReadingChoices? choices)
    {
        var isDeclared = choices?.Types?.Keys.Any(k => k.Equals(name, StringComparison.OrdinalIgnoreCase)) == true;
        var plan = column.Node.Plan();
        return !isDeclared ? plan : plan.Form is JsonForm.Raw or JsonForm.Quoted ? JsonPlan.Text : JsonPlan.Json;
    }

    private static ColumnReading? Reading(JsonMember column, string name)
    {
        string?[] notes = [name == column.Name ? null : $"Called \"{(column.Name.Length > 60 ? column.Name[..60] + "…" : column.Name)}\" in the file.", column.Node.Mixture()];
        var note = string.Join(" ", notes.OfType<string>());
        return note.Length == 0 ? null : new ColumnReading(name, null, null, note);
    }

    private static string Listed(IReadOnlyList<string> names) => string.Join(", ", names.Take(20).Select(n => $"\"{(n.Length > 60 ? n[..60] + "…" : n)}\"")) + (names.Count > 20 ? ", …" : "");

    private static string Cell(int index) => $"c{index.ToString(CultureInfo.InvariantCulture)}";
}
