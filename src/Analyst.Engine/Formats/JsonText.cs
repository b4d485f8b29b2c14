using System.Text;
using System.Text.Json;

namespace Analyst.Engine.Formats;

/// <summary>JSON as UTF-8, and whether it stands line by line.</summary>
internal sealed class JsonText : IDisposable
{
    /// <summary>The longest record that is read: DuckDB's own limit for one object.</summary>
    public const int MaximumRecord = 16 << 20;

    /// <summary>Far deeper than anything meant as a table.</summary>
    public const int MaximumDepth = 512;

    private const int TriedLines = 100;

    private readonly ScratchFile? copy;

    private JsonText(string path, ScratchFile? copy)
    {
        Path = path;
        this.copy = copy;
    }

    public static JsonReaderOptions Options { get; } = new() { MaxDepth = MaximumDepth, AllowMultipleValues = true };

    public static JsonReaderOptions One { get; } = new() { MaxDepth = MaximumDepth };

    public string Path { get; }

    /// <summary>NDJSON.</summary>
    public bool IsLines { get; private set; }

    /// <summary>Null when the file is no JSON, whatever it begins with.</summary>
    public static JsonText? Of(IngestWork work, Job job)
    {
        var head = Head(work.InputPath, 4096);
        if (EncodingOf(head, work.Choices?.Encoding) is not { } encoding || FirstLetter(encoding.GetString(head)) is not ('{' or '['))
            return null;
        var copy = encoding is UTF8Encoding ? null : Transcoded(work.InputPath, encoding, job);
        var text = new JsonText(copy?.Path ?? work.InputPath, copy);
        if (text.Recognize())
            return text;
        text.Dispose();
        return null;
    }

    public void Dispose() => copy?.Dispose();

    /// <summary>The position behind a byte order mark.</summary>
    public static int Start(ReadOnlySpan<byte> head) => head.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;

    private bool Recognize()
    {
        var head = Head(Path, MaximumRecord + 1);
        var text = head.AsSpan(Start(head)).TrimStart(" \t\r\n"u8);
        var whole = new FileInfo(Path).Length == head.Length;
        if (IsValue(FirstLine(text, out var rest)))
        {
            // One value on one line is a document, more lines are more values.
            IsLines = !rest.Trim(" \t\r\n"u8).IsEmpty || !whole;
            return !IsLines || MostAreValues(text, whole);
        }
        return BeginsLikeDocument(text, whole, out var isSure) || (IsLines = MostAreValues(text, whole)) || isSure;
    }

    /// <summary>Whether the beginning reads as JSON without a fault.</summary>
    /// <param name="isSure">It has a fault, but what stands before it is nothing else than JSON.</param>
    private static bool BeginsLikeDocument(ReadOnlySpan<byte> text, bool whole, out bool isSure)
    {
        var reader = new Utf8JsonReader(text, isFinalBlock: whole, new JsonReaderState(Options));
        isSure = false;
        try
        {
            while (reader.Read())
                isSure |= reader.TokenType == JsonTokenType.PropertyName || reader.CurrentDepth > 0 && reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool MostAreValues(ReadOnlySpan<byte> text, bool whole)
    {
        var (good, all) = (0, 0);
        while (!text.IsEmpty && all < TriedLines)
        {
            var line = FirstLine(text, out var rest);
            // The last line of the beginning may be cut.
            if (rest.IsEmpty && !whole && all > 0)
                break;
            text = rest;
            if (line.Trim(" \t\r"u8).IsEmpty)
                continue;
            all++;
            good += IsValue(line) ? 1 : 0;
        }
        return good * 2 >= all && good > 0;
    }

    private static ReadOnlySpan<byte> FirstLine(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> rest)
    {
        var end = text.IndexOf((byte)'\n');
        rest = end < 0 ? default : text[(end + 1)..];
        return end < 0 ? text : text[..end];
    }

    /// <summary>One whole object or array and nothing else.</summary>
    private static bool IsValue(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line, isFinalBlock: true, new JsonReaderState(One));
        try
        {
            var container = reader.Read() && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
            while (reader.Read())
            {
            }
            return container;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static byte[] Head(string path, int bytes)
    {
        using var file = File.OpenRead(path);
        var head = new byte[Math.Min(bytes, file.Length)];
        file.ReadExactly(head);
        return head;
    }

    private static char FirstLetter(string text) => text.AsSpan().TrimStart("\uFEFF \t\r\n") is { IsEmpty: false } rest ? rest[0] : '\0';

    private static Encoding? EncodingOf(ReadOnlySpan<byte> head, string? declared)
    {
        try
        {
            return head switch
            {
                [0xFF, 0xFE, ..] => Encoding.Unicode,
                [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
                [not 0, 0, not 0, 0, ..] => Encoding.Unicode,
                [0, not 0, 0, not 0, ..] => Encoding.BigEndianUnicode,
                _ when declared is not null => CodePagesEncodingProvider.Instance.GetEncoding(declared) ?? Encoding.GetEncoding(declared),
                _ => Encoding.UTF8,
            };
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static ScratchFile Transcoded(string path, Encoding encoding, Job job)
    {
        var copy = new ScratchFile(job, "json");
        using var reader = new StreamReader(path, encoding, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 20);
        using var writer = new StreamWriter(copy.Path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 1 << 20);
        var buffer = new char[1 << 18];
        int read;
        while ((read = reader.Read(buffer, 0, buffer.Length)) > 0)
        {
            job.Ct.ThrowIfCancellationRequested();
            writer.Write(buffer, 0, read);
        }
        return copy;
    }
}
