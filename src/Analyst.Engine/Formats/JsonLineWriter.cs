using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Analyst.Engine.Formats;

/// <summary>Writes records for DuckDB: one a line, columns by number, exact values quoted.</summary>
internal sealed class JsonLineWriter(string path) : IDisposable
{
    private readonly FileStream file = new(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 1 << 20);
    private readonly List<byte[]> names = [];
    private byte[] buffer = new byte[1 << 16];
    private int length;
    private bool first;

    /// <summary>Bytes of the longest line.</summary>
    public int Longest { get; private set; }

    public void Begin()
    {
        length = 0;
        first = true;
        Add("{"u8);
    }

    /// <param name="reader">At the value; at its end afterwards.</param>
    /// <param name="record">What the reader reads.</param>
    public void Cell(int number, JsonPlan plan, ref Utf8JsonReader reader, ReadOnlySpan<byte> record)
    {
        while (names.Count <= number)
            names.Add(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\"c{names.Count}\":")));
        Separate(ref first);
        Add(names[number]);
        Value(plan, ref reader, record);
    }

    public void End()
    {
        Add("}\n"u8);
        Longest = Math.Max(Longest, length);
        file.Write(buffer.AsSpan(0, length));
    }

    public void Dispose() => file.Dispose();

    private void Value(JsonPlan plan, ref Utf8JsonReader reader, ReadOnlySpan<byte> record)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            Add("null"u8);
            return;
        }
        switch (plan.Form)
        {
            case JsonForm.Raw:
                Add(reader.ValueSpan);
                break;
            case JsonForm.Quoted:
                // The text of a string is still escaped here, and stays so.
                Add("\""u8);
                Add(reader.ValueSpan);
                Add("\""u8);
                break;
            case JsonForm.Json:
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                Quote(record[start..(int)reader.BytesConsumed]);
                break;
            case JsonForm.List:
                List(plan.Item!, ref reader, record);
                break;
            case JsonForm.Struct:
                Struct(plan, ref reader, record);
                break;
        }
    }

    private void List(JsonPlan item, ref Utf8JsonReader reader, ReadOnlySpan<byte> record)
    {
        Add("["u8);
        var isFirst = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Separate(ref isFirst);
            Value(item, ref reader, record);
        }
        Add("]"u8);
    }

    private void Struct(JsonPlan plan, ref Utf8JsonReader reader, ReadOnlySpan<byte> record)
    {
        Add("{"u8);
        var isFirst = true;
        var next = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var field = Field(plan, ref reader, ref next);
            reader.Read();
            Separate(ref isFirst);
            Add("\""u8);
            Add(field.Name.EncodedUtf8Bytes);
            Add("\":"u8);
            Value(field.Plan, ref reader, record);
        }
        Add("}"u8);
    }

    private static JsonField Field(JsonPlan plan, ref Utf8JsonReader reader, ref int next)
    {
        for (var i = 0; i < plan.Fields!.Count; i++)
        {
            var at = (next + i) % plan.Fields.Count;
            if (!reader.ValueTextEquals(plan.Fields[at].Utf8))
                continue;
            next = at + 1;
            return plan.Fields[at];
        }
        throw new InvalidOperationException("A member that was not there at the first reading.");
    }

    /// <summary>JSON as the text of a string.</summary>
    private void Quote(ReadOnlySpan<byte> json)
    {
        Add("\""u8);
        while (!json.IsEmpty)
        {
            var plain = json.IndexOfAny("\"\\\n\r\t"u8);
            Add(plain < 0 ? json : json[..plain]);
            if (plain < 0)
                break;
            Add(json[plain] switch { (byte)'\n' => "\\n"u8, (byte)'\r' => "\\r"u8, (byte)'\t' => "\\t"u8, (byte)'"' => "\\\""u8, _ => "\\\\"u8 });
            json = json[(plain + 1)..];
        }
        Add("\""u8);
    }

    private void Separate(ref bool isFirst)
    {
        if (!isFirst)
            Add(","u8);
        isFirst = false;
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        if (buffer.Length - length < bytes.Length)
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, length + bytes.Length));
        bytes.CopyTo(buffer.AsSpan(length));
        length += bytes.Length;
    }
}
