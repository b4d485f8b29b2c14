using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Analyst.Domain.Datasets;
using DuckDB.NET.Native;
using static DuckDB.NET.Native.NativeMethods;

namespace Analyst.Engine.Rows;

/// <summary>Writes chunks of a result as a JSON array of row arrays, up to a number of rows and bytes.</summary>
internal sealed class JsonRows : IDisposable
{
    private const int PageBytes = 64 * 1024;

    private readonly ArrayBufferWriter<byte> page = new(PageBytes + 16 * 1024);
    private readonly Utf8JsonWriter writer;
    private readonly CellWriter[] cells;
    private readonly int rowLimit;
    private readonly long byteLimit;
    private long sent;

    public JsonRows(ref DuckDBResult result, int rowLimit, long byteLimit)
    {
        this.rowLimit = rowLimit;
        this.byteLimit = byteLimit;
        writer = new Utf8JsonWriter(page, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
        var count = (int)NativeMethods.Query.DuckDBColumnCount(ref result);
        var columns = new Column[count];
        cells = new CellWriter[count];
        for (var i = 0; i < count; i++)
        {
            using var type = NativeMethods.Query.DuckDBColumnLogicalType(ref result, i);
            columns[i] = new Column(NativeMethods.Query.DuckDBColumnName(ref result, i), TypeNames.Of(type));
            cells[i] = CellWriter.For(type, columns[i], byteLimit);
        }
        Columns = columns;
        page.Write("["u8);
    }

    public IReadOnlyList<Column> Columns { get; }

    public int Count { get; private set; }

    /// <summary>There was more than the limits let through.</summary>
    public bool Truncated { get; private set; }

    public bool Full => Truncated;

    public IReadOnlyList<string> Notes =>
        [.. cells.Select((cell, i) => (cell, i)).Where(c => c.cell.NotFinite > 0)
            .Select(c => string.Create(CultureInfo.InvariantCulture, $"Column \"{Columns[c.i].Name}\": {c.cell.NotFinite} values that are not finite (NaN or infinity) are shown as null."))];

    public void Add(DuckDBDataChunk chunk, RunnerOutput output)
    {
        for (var i = 0; i < cells.Length; i++)
            cells[i].Bind(DataChunks.DuckDBDataChunkGetVector(chunk, i));
        var rows = DataChunks.DuckDBDataChunkGetSize(chunk);
        for (ulong row = 0; row < rows && !Truncated; row++)
            Add(row, output);
    }

    public void Finish(RunnerOutput output)
    {
        page.Write("]"u8);
        output.SendRows(page.WrittenSpan);
    }

    public void Dispose() => writer.Dispose();

    private void Add(ulong row, RunnerOutput output)
    {
        if (Count >= rowLimit || cells.Sum(cell => cell.TextBytes(row)) > byteLimit - sent - page.WrittenCount)
        {
            Truncated = true;
            return;
        }
        if (Count > 0)
            page.Write(","u8);
        writer.Reset();
        writer.WriteStartArray();
        foreach (var cell in cells)
            cell.Write(writer, row);
        writer.WriteEndArray();
        writer.Flush();
        Count++;
        if (page.WrittenCount < PageBytes)
            return;
        sent += page.WrittenCount;
        output.SendRows(page.WrittenSpan);
        page.ResetWrittenCount();
    }
}
