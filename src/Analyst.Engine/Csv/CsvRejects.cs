using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Analyst.Domain.Datasets;

namespace Analyst.Engine.Csv;

/// <summary>The record of what did not become a row or a value: one JSON object a line. The file is made with its first entry.</summary>
internal sealed class CsvRejects(string path) : IDisposable
{
    private const int LongestText = 64 << 10;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private FileStream? file;
    private long rows, cells, leftOut;

    public RejectCounts Counts => new(rows, cells, leftOut);

    /// <summary>A refused record.</summary>
    public void Row(long line, long lines, string reason, ReadOnlySpan<byte> text)
    {
        rows++;
        Write(line, lines, "row", null, null, reason, text);
    }

    /// <summary>A line that belongs to no record.</summary>
    public void Line(long line, long lines, string reason, ReadOnlySpan<byte> text)
    {
        leftOut++;
        Write(line, lines, "line", null, null, reason, text);
    }

    /// <summary>A cell that became NULL while its row stayed.</summary>
    public void Cell(long line, long lines, string column, string value, string reason, ReadOnlySpan<byte> text)
    {
        cells++;
        Write(line, lines, "cell", column, value, reason, text);
    }

    public void Dispose() => file?.Dispose();

    private void Write(long line, long lines, string kind, string? column, string? value, string reason, ReadOnlySpan<byte> text)
    {
        file ??= new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        using (var json = new Utf8JsonWriter(file, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("line", line);
            json.WriteNumber("lines", lines);
            json.WriteString("kind", kind);
            if (column is not null)
                json.WriteString("column", column);
            if (value is not null)
                json.WriteString("value", value);
            json.WriteString("reason", reason);
            json.WriteString("text", Encoding.UTF8.GetString(text[..Math.Min(text.Length, LongestText)]));
            if (text.Length > LongestText)
                json.WriteBoolean("cut", true);
            json.WriteEndObject();
        }
        file.WriteByte((byte)'\n');
    }
}
