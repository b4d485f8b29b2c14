using System.Text.Json;

namespace Analyst.Engine.Formats;

internal enum JsonForm { Raw, Quoted, Json, List, Struct }

/// <summary>How the values of one place are written for DuckDB, and what it makes of them.</summary>
/// <param name="Read">The type that DuckDB's reader is told.</param>
/// <param name="Type">What the column has in the end.</param>
internal sealed record JsonPlan(JsonForm Form, string Read, string Type, JsonPlan? Item = null, IReadOnlyList<JsonField>? Fields = null)
{
    /// <summary>Every value as it was written.</summary>
    public static readonly JsonPlan Text = Quoted("VARCHAR");

    /// <summary>Travels as text, because DuckDB would read and print its numbers anew.</summary>
    public static readonly JsonPlan Json = new(JsonForm.Json, "VARCHAR", "JSON");

    public static JsonPlan Raw(string type) => new(JsonForm.Raw, type, type);

    public static JsonPlan Quoted(string type) => new(JsonForm.Quoted, type, type);

    public static JsonPlan List(JsonPlan item) => new(JsonForm.List, $"{item.Read}[]", $"{item.Type}[]", item);

    public static JsonPlan Struct(JsonMembers members)
    {
        var fields = members.All.Select(m => new JsonField(m.Utf8, JsonEncodedText.Encode(m.Name), m.Node.Plan())).ToList();
        string Fields(Func<JsonPlan, string> type) => string.Join(", ", members.All.Zip(fields, (m, f) => $"{Sql.Name(m.Name)} {type(f.Plan)}"));
        return new(JsonForm.Struct, $"STRUCT({Fields(p => p.Read)})", $"STRUCT({Fields(p => p.Type)})", Fields: fields);
    }
}

/// <param name="Utf8">The name as it is.</param>
/// <param name="Name">The name as it is written.</param>
internal sealed record JsonField(byte[] Utf8, JsonEncodedText Name, JsonPlan Plan);
