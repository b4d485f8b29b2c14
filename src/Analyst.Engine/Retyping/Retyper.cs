using Analyst.Domain.Datasets;
using DuckDB.NET.Data;

namespace Analyst.Engine.Retyping;

/// <summary>Casts one column of a table. A cell that would not come out whole becomes NULL and is recorded.</summary>
internal static class Retyper
{
    public static RetypeResult Run(RetypeWork work, Job job)
    {
        using var output = new ParquetOutput(work.OutputPath);
        using var duck = Duck.Open(job.Limits, [work.ParquetPath, output.Draft, work.RejectsPath]);
        var source = $"read_parquet({Sql.Text(work.ParquetPath)})";
        var columns = duck.Query($"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM {source})", r => new Column(r.GetString(0), r.GetString(1)));
        var column = columns.Find(c => c.Name == work.Column) ?? throw new EngineException("column-not-found", $"There is no column \"{work.Column}\".");
        var cast = ColumnCast.Of(column, work.Type, expression => Binds(duck, expression, source));
        var cells = string.Join(", ", columns.Select(c => c == column ? $"{cast.Value} AS {Sql.Name(c.Name)}" : Sql.Name(c.Name)));
        var rows = job.Watch(duck, "writing", 0, 0.7, () => duck.Execute($"COPY (SELECT {cells} FROM {source}) {output.CopyTo(columns.Count)}"));
        var misfits = job.Watch(duck, "checking", 0.7, 0.9, () => Record(duck, column, cast, RowNumber(source, columns), work.Type, work.RejectsPath));
        var written = output.Columns(duck);
        job.Report("publishing", 0.95);
        var (sha256, bytes) = output.Publish();
        return new RetypeResult(rows, written, sha256, bytes, misfits);
    }

    /// <summary>The rows with their number from 1, under a name that no column has.</summary>
    private static (string Rows, string Number) RowNumber(string source, List<Column> columns)
    {
        var name = "row_number";
        while (columns.Exists(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase)))
            name += "_";
        // The reader's own number costs nothing, unless a column of the file hides it.
        return columns.Exists(c => string.Equals(c.Name, "file_row_number", StringComparison.OrdinalIgnoreCase))
            ? ($"(SELECT *, row_number() OVER () AS {name} FROM {source})", name)
            : ($"(SELECT *, file_row_number + 1 AS {name} FROM {source})", name);
    }

    private static long Record(Duck duck, Column column, ColumnCast cast, (string Rows, string Number) table, string type, string path)
    {
        var misfit = $"{Sql.Name(column.Name)} IS NOT NULL AND {cast.Value} IS NULL";
        var count = duck.Count($"SELECT count(*) FROM {table.Rows} WHERE {misfit}");
        if (count == 0)
            return 0;
        var text = $"CAST({Sql.Name(column.Name)} AS VARCHAR)";
        duck.Execute($"""
            COPY (SELECT {table.Number} AS line, 1 AS lines, 'cell' AS kind, {Sql.Text(column.Name)} AS "column", {text} AS value, {Sql.Text($"no {type}")} AS reason, {text} AS text
                  FROM {table.Rows} WHERE {misfit} ORDER BY {table.Number})
            TO {Sql.Text(path)} (FORMAT json, USE_TMP_FILE false)
            """);
        return count;
    }

    private static bool Binds(Duck duck, string expression, string source)
    {
        try
        {
            duck.Query($"SELECT {expression} FROM {source} LIMIT 0", r => r.FieldCount);
            return true;
        }
        catch (DuckDBException e) when (!e.Message.StartsWith("INTERRUPT", StringComparison.Ordinal))
        {
            return false;
        }
    }
}
