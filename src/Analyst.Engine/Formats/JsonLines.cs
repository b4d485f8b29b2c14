using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Analyst.Engine.Formats;

/// <summary>Takes one record, whole and valid.</summary>
internal delegate void JsonRecord(ReadOnlySpan<byte> record);

/// <summary>NDJSON line by line. A line that is no record of the table is written down, not refused.</summary>
internal sealed class JsonLines(string path, RejectLines rejects, Job job)
{
    private const int FirstBuffer = 1 << 20;

    private readonly List<long> rejected = [];
    private JsonTokenType? shape;

    public long Rows { get; private set; }

    public long Blank { get; private set; }

    public long Rejected => rejected.Count;

    /// <summary>The first reading: finds out which lines are records.</summary>
    public void Check(JsonRecord take, Action<double> progress) => Each((line, number) =>
    {
        if (Fault(line) is { } reason)
        {
            rejected.Add(number);
            rejects.Row(number, reason, Utf8.IsValid(line) ? Encoding.UTF8.GetString(line) : Encoding.Latin1.GetString(line));
            return;
        }
        Rows++;
        take(line);
    }, countBlank: true, progress);

    /// <summary>The same records again.</summary>
    public void Again(JsonRecord take, Action<double> progress)
    {
        var next = 0;
        Each((line, number) =>
        {
            if (next < rejected.Count && rejected[next] == number)
                next++;
            else
                take(line);
        }, countBlank: false, progress);
    }

    private delegate void TakeLine(ReadOnlySpan<byte> line, long number);

    private void Each(TakeLine take, bool countBlank, Action<double> progress)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        var buffer = new byte[FirstBuffer];
        var (filled, number) = (0, 0L);
        while (true)
        {
            job.Ct.ThrowIfCancellationRequested();
            var read = file.Read(buffer, filled, buffer.Length - filled);
            var text = buffer.AsSpan(0, filled + read);
            if (number == 0 && file.Position == text.Length)
                text = text[JsonText.Start(text)..];
            for (int end; (end = text.IndexOf((byte)'\n')) >= 0; text = text[(end + 1)..])
                Line(text[..end], ++number, take, countBlank);
            if (read == 0)
            {
                if (!text.IsEmpty)
                    Line(text, ++number, take, countBlank);
                return;
            }
            filled = text.Length;
            // Far beyond what is a record the rest of the line only has to be got over.
            if (filled > 2 * JsonText.MaximumRecord)
                filled = JsonText.MaximumRecord + 1;
            if (filled * 2 > buffer.Length)
            {
                var larger = new byte[buffer.Length * 2];
                text[..filled].CopyTo(larger);
                buffer = larger;
            }
            else
                text[..filled].CopyTo(buffer);
            progress((double)file.Position / file.Length);
        }
    }

    private void Line(ReadOnlySpan<byte> line, long number, TakeLine take, bool countBlank)
    {
        var text = line.Trim(" \t\r"u8);
        if (!text.IsEmpty)
            take(text, number);
        else if (countBlank)
            Blank++;
    }

    private string? Fault(ReadOnlySpan<byte> line)
    {
        if (line.Length > JsonText.MaximumRecord)
            return "line-too-long";
        if (!Utf8.IsValid(line))
            return "not-utf-8";
        var reader = new Utf8JsonReader(line, isFinalBlock: true, new JsonReaderState(JsonText.One));
        try
        {
            reader.Read();
            var first = reader.TokenType;
            do
                JsonDocumentText.CheckEscapes(ref reader);
            while (reader.Read());
            if (first is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
                return "not-an-object";
            shape ??= first;
            return first == shape ? null : shape == JsonTokenType.StartObject ? "not-an-object" : "not-an-array";
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return "not-json";
        }
    }
}
