using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Analyst.Api.Features.Revisions;

/// <summary>The record of rejects: one JSON object a line, read from any line's beginning without the lines before.</summary>
internal static class RejectFile
{
    public const string Header = "line,lines,kind,column,value,reason,text\r\n";

    private const int BlockBytes = 64 * 1024;

    /// <summary>Some entries and where the next ones begin; null when <paramref name="from"/> is not the beginning of a line.</summary>
    public static async Task<(IReadOnlyList<Reject> Items, long? Next)?> Page(string path, long from, int most, CancellationToken ct)
    {
        await using var file = Open(path);
        if (from < 0 || from > file.Length || !BeginsLine(file, from))
            return null;
        file.Position = from;
        var items = new List<Reject>();
        var end = from;
        await foreach (var (reject, bytes) in Entries(file, ct))
        {
            if (items.Count == most)
                return (items, end);
            items.Add(reject);
            end += bytes;
        }
        return (items, null);
    }

    public static async Task WriteCsv(string path, Stream output, CancellationToken ct)
    {
        await using var file = Open(path);
        await using var text = new StreamWriter(output, new UTF8Encoding(false), BlockBytes, leaveOpen: true);
        await text.WriteAsync(Header.AsMemory(), ct);
        await foreach (var (r, _) in Entries(file, ct))
            await text.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"{r.Line},{r.Lines},{r.Kind},{Cell(r.Column)},{Cell(r.Value)},{Cell(r.Reason)},{Cell(r.Text)}\r\n").AsMemory(), ct);
    }

    /// <summary>Nothing for what is absent, quotes for empty text and for what needs them.</summary>
    private static string? Cell(string? text) =>
        text is null || (text.Length > 0 && !text.AsSpan().ContainsAny(",\"\r\n")) ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous);

    private static bool BeginsLine(FileStream file, long position)
    {
        if (position == 0)
            return true;
        file.Position = position - 1;
        return file.ReadByte() == '\n';
    }

    private static async IAsyncEnumerable<(Reject Reject, long Bytes)> Entries(Stream file, [EnumeratorCancellation] CancellationToken ct)
    {
        var reader = PipeReader.Create(file, new StreamPipeReaderOptions(bufferSize: BlockBytes, leaveOpen: true));
        while (true)
        {
            var read = await reader.ReadAsync(ct);
            var rest = read.Buffer;
            while (rest.PositionOf((byte)'\n') is { } end)
            {
                var line = rest.Slice(0, end);
                yield return (Parse(line), line.Length + 1);
                rest = rest.Slice(rest.GetPosition(1, end));
            }
            reader.AdvanceTo(rest.Start, rest.End);
            if (read.IsCompleted)
                yield break;
        }
    }

    private static Reject Parse(ReadOnlySequence<byte> line)
    {
        var json = new Utf8JsonReader(line);
        return JsonSerializer.Deserialize<Reject>(ref json, JsonSerializerOptions.Web)!;
    }
}
