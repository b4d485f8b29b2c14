using System.Globalization;
using System.Text.Json;

namespace Analyst.Engine.Formats;

/// <summary>The columns of a file's records: first found out, then written record by record in the form that DuckDB reads without losing anything.</summary>
internal sealed class JsonTable
{
    private const int MaximumColumns = 5_000;

    private readonly JsonMembers members;
    private long arrays;
    private long values;

    public JsonTable() => members = new JsonMembers(new JsonNodes(), depth: 0, apart: true);

    public IReadOnlyList<JsonMember> Columns => members.All;

    public long Rows { get; private set; }

    public IEnumerable<string> Notes
    {
        get
        {
            if (arrays > 0)
                yield return string.Create(CultureInfo.InvariantCulture, $"{arrays} records are lists; their values became columns by their place.");
            if (values > 0)
                yield return string.Create(CultureInfo.InvariantCulture, $"{values} records are single values; they stand in the column \"value\".");
        }
    }

    /// <summary>Takes in one record.</summary>
    public void Observe(ReadOnlySpan<byte> record)
    {
        Rows++;
        var reader = new Utf8JsonReader(record, isFinalBlock: true, new JsonReaderState(JsonText.One));
        reader.Read();
        arrays += reader.TokenType == JsonTokenType.StartArray ? 1 : 0;
        values += reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject ? 0 : 1;
        members.Begin();
        var cells = new Cells(members, reader.TokenType);
        while (cells.Next(ref reader) is { } member)
            member.Node.Observe(ref reader);
        if (members.Count > MaximumColumns)
            throw FileIngest.Unreadable(string.Create(CultureInfo.InvariantCulture, $"The records have more than {MaximumColumns} differently named members. If the names are values, as in a map by id, make them a member of each record."));
    }

    /// <summary>Writes one record as a line, every column under its number.</summary>
    public void Write(ReadOnlySpan<byte> record, IReadOnlyList<JsonPlan> plans, JsonLineWriter line)
    {
        var reader = new Utf8JsonReader(record, isFinalBlock: true, new JsonReaderState(JsonText.One));
        reader.Read();
        members.Begin();
        var cells = new Cells(members, reader.TokenType);
        line.Begin();
        while (cells.Next(ref reader) is { } member)
            line.Cell(member.Number, plans[member.Number], ref reader, record);
        line.End();
    }

    /// <summary>Goes from cell to cell of a record, whatever it is.</summary>
    private struct Cells(JsonMembers members, JsonTokenType shape)
    {
        private int number;

        /// <summary>The next column, with the reader at its value; null at the end.</summary>
        public JsonMember? Next(ref Utf8JsonReader reader)
        {
            number++;
            switch (shape)
            {
                case JsonTokenType.StartObject:
                    if (!reader.Read() || reader.TokenType == JsonTokenType.EndObject)
                        return null;
                    var member = members.Find(ref reader);
                    reader.Read();
                    return member;
                case JsonTokenType.StartArray:
                    return !reader.Read() || reader.TokenType == JsonTokenType.EndArray ? null : members.Named(string.Create(CultureInfo.InvariantCulture, $"column{number}"));
                default:
                    return number > 1 ? null : members.Named("value");
            }
        }
    }
}
