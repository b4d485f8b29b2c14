using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Analyst.Domain.Datasets;
using Apache.Arrow.Ipc;
using DuckDB.NET.Native;
using static DuckDB.NET.Native.NativeMethods;

namespace Analyst.Engine.Exporting;

/// <summary>Writes a whole table to a file, whatever its size, a few thousand rows in memory.</summary>
internal static class Exporter
{
    private const int BlockBytes = 256 * 1024;

    public static ExportResult Run(ExportWork work, Job job)
    {
        using var duck = Duck.Open(job.Limits, [work.ParquetPath, work.OutputPath]);
        var select = $"SELECT * FROM read_parquet({Sql.Text(work.ParquetPath)})";
        var rows = job.Watch(duck, "writing", 0, 1, () => work.Format switch
        {
            ExportFormat.Csv => duck.Execute($"COPY ({select}) TO {Sql.Text(work.OutputPath)} (FORMAT csv, HEADER true, USE_TMP_FILE false)"),
            ExportFormat.Ndjson => Ndjson(duck, select, work.OutputPath, job.Ct),
            ExportFormat.Arrow => Arrow(duck, select, work.OutputPath, job.Ct),
        });
        return new ExportResult(rows, new FileInfo(work.OutputPath).Length);
    }

    // By our own writer of cells, because DuckDB's rounds nothing but writes numbers that readers of JSON round.
    private static long Ndjson(Duck duck, string select, string path, CancellationToken ct)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        using var prepared = ResultChunks.Prepare(duck, select);
        var result = ResultChunks.Execute(prepared);
        try
        {
            using var lines = new JsonLines(ref result, file);
            while (ResultChunks.Next(ref result) is { } chunk)
            {
                ct.ThrowIfCancellationRequested();
                using (chunk)
                    lines.Add(chunk);
            }
            ct.ThrowIfCancellationRequested();
            lines.Flush();
            return lines.Count;
        }
        finally
        {
            result.Close();
        }
    }

    private static long Arrow(Duck duck, string select, string path, CancellationToken ct)
    {
        using var command = duck.Connection.CreateCommand();
        command.CommandText = select;
        command.UseStreamingMode = true;
        using var batches = command.ExecuteArrowStream();
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, BlockBytes);
        using var writer = new ArrowStreamWriter(file, batches.Schema);
        writer.WriteStart();
        long rows = 0;
        while (batches.ReadNextRecordBatchAsync(ct).AsTask().GetAwaiter().GetResult() is { } batch)
        {
            using (batch)
                writer.WriteRecordBatch(batch);
            rows += batch.Length;
        }
        ct.ThrowIfCancellationRequested();
        writer.WriteEnd();
        return rows;
    }

    /// <summary>Rows as one JSON object each.</summary>
    private sealed class JsonLines : IDisposable
    {
        private readonly ArrayBufferWriter<byte> block = new(BlockBytes + 16 * 1024);
        private readonly Utf8JsonWriter writer;
        private readonly (JsonEncodedText Name, CellWriter Cells)[] columns;
        private readonly Stream file;

        public JsonLines(ref DuckDBResult result, Stream file)
        {
            this.file = file;
            writer = new Utf8JsonWriter(block, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
            columns = new (JsonEncodedText, CellWriter)[(int)Query.DuckDBColumnCount(ref result)];
            for (var i = 0; i < columns.Length; i++)
            {
                using var type = Query.DuckDBColumnLogicalType(ref result, i);
                var column = new Column(Query.DuckDBColumnName(ref result, i), TypeNames.Of(type));
                columns[i] = (JsonEncodedText.Encode(column.Name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping), CellWriter.For(type, column, long.MaxValue));
            }
        }

        public long Count { get; private set; }

        public void Add(DuckDBDataChunk chunk)
        {
            for (var i = 0; i < columns.Length; i++)
                columns[i].Cells.Bind(DataChunks.DuckDBDataChunkGetVector(chunk, i));
            var rows = DataChunks.DuckDBDataChunkGetSize(chunk);
            for (ulong row = 0; row < rows; row++)
                Add(row);
        }

        public void Flush()
        {
            file.Write(block.WrittenSpan);
            block.ResetWrittenCount();
        }

        public void Dispose() => writer.Dispose();

        private void Add(ulong row)
        {
            writer.Reset();
            writer.WriteStartObject();
            foreach (var (name, cells) in columns)
            {
                writer.WritePropertyName(name);
                cells.Write(writer, row);
            }
            writer.WriteEndObject();
            writer.Flush();
            block.Write("\n"u8);
            Count++;
            if (block.WrittenCount >= BlockBytes)
                Flush();
        }
    }
}
