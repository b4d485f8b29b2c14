using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Analyst.Engine.Formats;

/// <summary>The record of what did not become a row or a value, one JSON object a line. Without an entry, or without <see cref="Keep"/>, there is no file.</summary>
internal sealed class RejectLines(string path) : IDisposable
{
    /// <summary>Longer text is shown cut; the whole stands in the original.</summary>
    private const int MaximumText = 64 * 1024;

    private static readonly JsonWriterOptions Plainly = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> line = new();
    private FileStream? file;
    private Utf8JsonWriter? writer;
    private bool keep;

    public long Rows { get; private set; }

    public long Cells { get; private set; }

    public void Row(long number, string reason, string text)
    {
        Rows++;
        Begin(number, "row").WriteString("reason", reason);
        End(text);
    }

    public void Cell(long row, string column, string value)
    {
        Cells++;
        var json = Begin(row, "cell");
        json.WriteString("column", column);
        json.WriteString("value", Cut(value));
        json.WriteString("reason", CsvMisfits.Reason);
        End(value);
    }

    public void Keep() => keep = true;

    public void Dispose()
    {
        writer?.Dispose();
        file?.Dispose();
        if (file is not null && !keep)
            File.Delete(path);
    }

    private Utf8JsonWriter Begin(long number, string kind)
    {
        file ??= new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16);
        writer ??= new Utf8JsonWriter(line, Plainly);
        line.ResetWrittenCount();
        writer.Reset();
        writer.WriteStartObject();
        writer.WriteNumber("line", number);
        writer.WriteNumber("lines", 1);
        writer.WriteString("kind", kind);
        return writer;
    }

    private void End(string text)
    {
        writer!.WriteString("text", Cut(text));
        if (text.Length > MaximumText)
            writer.WriteBoolean("cut", true);
        writer.WriteEndObject();
        writer.Flush();
        file!.Write(line.WrittenSpan);
        file.WriteByte((byte)'\n');
    }

    private static string Cut(string text) => text.Length <= MaximumText ? text : text[..(char.IsHighSurrogate(text[MaximumText - 1]) ? MaximumText - 1 : MaximumText)];
}
