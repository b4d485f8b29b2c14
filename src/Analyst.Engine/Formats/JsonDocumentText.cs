using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace Analyst.Engine.Formats;

/// <summary>A JSON document read in pieces: never more of it in memory than one record.</summary>
internal sealed class JsonDocumentText
{
    private const int FirstBuffer = 1 << 20;

    private readonly string path;
    private readonly Job job;

    /// <summary>Which member of the single object holds the records; null when the document itself does.</summary>
    private int? place;

    private JsonDocumentText(string path, Job job)
    {
        this.path = path;
        this.job = job;
    }

    /// <summary>The member that is the table, when it is one among others.</summary>
    public string? Member { get; private set; }

    /// <summary>Members beside it, which are no part of the table.</summary>
    public IReadOnlyList<string> LeftOut { get; private set; } = [];

    /// <summary>Finds where the records stand: an array's elements, a single object, or the elements of its only array.</summary>
    public static JsonDocumentText Of(string path, Job job)
    {
        var text = new JsonDocumentText(path, job);
        text.FindMember();
        return text;
    }

    /// <summary>Every record in order.</summary>
    public void Each(JsonRecord take, Action<double> progress)
    {
        var depth = place is null ? 0 : 1;
        var member = -1;
        var inArray = place is null;
        Walk((ref Utf8JsonReader reader) =>
        {
            if (place is not null && reader.CurrentDepth == 1)
            {
                member += reader.TokenType == JsonTokenType.PropertyName ? 1 : 0;
                inArray = member == place && reader.TokenType == JsonTokenType.StartArray;
                return false;
            }
            // An array at the top is only the frame around its elements.
            var isFrame = reader.CurrentDepth == depth && reader.TokenType is JsonTokenType.StartArray or JsonTokenType.EndArray;
            return inArray && reader.CurrentDepth <= depth + 1 && !isFrame && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray);
        }, take, progress);
    }

    /// <summary>Refuses text that is no text: half a character by its code.</summary>
    public static void CheckEscapes(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
            _ = reader.GetString();
    }

    private delegate bool BeginsRecord(ref Utf8JsonReader reader);

    private void FindMember()
    {
        var roots = 0;
        var names = new List<string>();
        var tables = new List<int>();
        var arrays = 0;
        var previous = JsonTokenType.None;
        Walk((ref Utf8JsonReader reader) =>
        {
            if (reader.CurrentDepth == 0 && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray))
                roots += reader.TokenType == JsonTokenType.StartObject ? 1 : 2;
            // Nobody needs to read on: it is not a single object.
            if (roots > 1)
                return true;
            if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName)
                names.Add(reader.GetString()!);
            else if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.StartArray)
                arrays++;
            else if (reader.CurrentDepth == 2 && previous == JsonTokenType.StartArray && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                tables.Add(names.Count - 1);
            previous = reader.TokenType;
            return false;
        }, take: null, _ => { });
        if (roots != 1 || arrays != 1 || tables is not [var table])
            return;
        place = table;
        Member = names[table];
        LeftOut = [.. names.Where((_, i) => i != table)];
    }

    /// <summary>Reads token after token.</summary>
    /// <param name="begins">Asked for each token outside a record.</param>
    /// <param name="take">Null to stop where the first one begins.</param>
    private void Walk(BeginsRecord begins, JsonRecord? take, Action<double> progress)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        var buffer = new byte[FirstBuffer];
        var state = new JsonReaderState(JsonText.Options);
        var (filled, from, record, recordDepth) = (0, 0, -1, 0);
        while (true)
        {
            job.Ct.ThrowIfCancellationRequested();
            var read = file.Read(buffer, filled, buffer.Length - filled);
            filled += read;
            if (file.Position == filled && from == 0)
                from = JsonText.Start(buffer.AsSpan(0, filled));
            var reader = new Utf8JsonReader(buffer.AsSpan(from, filled - from), isFinalBlock: read == 0, state);
            try
            {
                while (reader.Read())
                {
                    CheckEscapes(ref reader);
                    if (record < 0)
                    {
                        if (!begins(ref reader))
                            continue;
                        if (take is null)
                            return;
                        record = from + (int)reader.TokenStartIndex;
                        recordDepth = reader.CurrentDepth;
                        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                            continue;
                    }
                    else if (reader.CurrentDepth != recordDepth || reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray))
                        continue;
                    Take(take!, buffer.AsSpan(record, from + (int)reader.BytesConsumed - record));
                    record = -1;
                }
            }
            catch (JsonException e)
            {
                throw Broken(e);
            }
            catch (InvalidOperationException)
            {
                throw FileIngest.Unreadable("The JSON holds text that is not UTF-8. Save it again as UTF-8.");
            }
            if (read == 0)
                return;
            state = reader.CurrentState;
            from += (int)reader.BytesConsumed;
            var keep = record >= 0 ? record : from;
            if (filled - keep > JsonText.MaximumRecord)
                throw FileIngest.Unreadable("A single record or value of the JSON is larger than 16 MiB. Upload the list of records alone, as an array of objects or one object a line.");
            var target = (filled - keep) * 2 > buffer.Length ? new byte[buffer.Length * 2] : buffer;
            buffer.AsSpan(keep, filled - keep).CopyTo(target);
            (buffer, filled, from) = (target, filled - keep, from - keep);
            record = record >= 0 ? 0 : -1;
            progress((double)file.Position / file.Length);
        }
    }

    private static void Take(JsonRecord take, ReadOnlySpan<byte> record)
    {
        if (record.Length > JsonText.MaximumRecord)
            throw FileIngest.Unreadable("A single record of the JSON is larger than 16 MiB. Upload the list of records alone, as an array of objects or one object a line.");
        if (!Utf8.IsValid(record))
            throw FileIngest.Unreadable("The JSON is not UTF-8. Save it again as UTF-8, or name its encoding.");
        take(record);
    }

    private static EngineException Broken(JsonException e)
    {
        var place = e.LineNumber is { } line ? string.Create(CultureInfo.InvariantCulture, $" at line {line + 1}, byte {e.BytePositionInLine + 1}") : "";
        return FileIngest.Unreadable(e.Message.Contains("depth", StringComparison.Ordinal) && e.Message.Contains("maximum", StringComparison.OrdinalIgnoreCase)
            ? string.Create(CultureInfo.InvariantCulture, $"The JSON is nested more than {JsonText.MaximumDepth} levels deep{place}.")
            : $"The file is JSON but breaks off or is not well formed{place}. Words such as NaN and commas before a closing bracket are no JSON.");
    }
}
