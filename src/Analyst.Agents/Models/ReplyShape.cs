using System.Text.Json;
using System.Text.Json.Nodes;

namespace Analyst.Agents.Models;

/// <summary>The JSON schema that an answer must have, with the same check on our side: an endpoint may not know schemas, and a model may not keep to them.</summary>
public sealed class ReplyShape
{
    private readonly JsonObject schema;

    /// <param name="name">Of letters, digits and <c>_</c>.</param>
    /// <param name="schema">In the part of JSON Schema that strict answers allow: types, required properties, items and enumerations.</param>
    public ReplyShape(string name, string schema)
    {
        Name = name;
        this.schema = JsonNode.Parse(schema)!.AsObject();
    }

    public string Name { get; }

    /// <summary>A copy, to be put into a request.</summary>
    public JsonNode Schema => schema.DeepClone();

    /// <summary>Whether an answer keeps to the schema.</summary>
    public bool Accepts(JsonNode? answer) => Fits(answer, schema);

    private static bool Fits(JsonNode? value, JsonObject schema)
    {
        if (schema["anyOf"] is JsonArray choices)
            return choices.Any(choice => Fits(value, choice!.AsObject()));
        if (schema["enum"] is JsonArray words && !words.Any(word => JsonNode.DeepEquals(word, value)))
            return false;
        return schema["type"] switch
        {
            JsonArray types => types.Any(type => IsOf((string)type!, value, schema)),
            { } type => IsOf((string)type!, value, schema),
            null => true,
        };
    }

    private static bool IsOf(string type, JsonNode? value, JsonObject schema) => (type, value?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        ("object", JsonValueKind.Object) => IsObject(value!.AsObject(), schema),
        ("array", JsonValueKind.Array) => schema["items"] is not JsonObject items || value!.AsArray().All(item => Fits(item, items)),
        ("integer", JsonValueKind.Number) => value!.AsValue().TryGetValue<long>(out _),
        ("string", JsonValueKind.String) or ("number", JsonValueKind.Number) or ("boolean", JsonValueKind.True or JsonValueKind.False) or ("null", JsonValueKind.Null) => true,
        _ => false,
    };

    private static bool IsObject(JsonObject value, JsonObject schema)
    {
        var properties = schema["properties"] as JsonObject ?? [];
        var required = schema["required"] as JsonArray ?? [];
        return required.All(name => value.ContainsKey((string)name!))
            && value.All(member => properties[member.Key] is JsonObject shape ? Fits(member.Value, shape) : schema["additionalProperties"]?.GetValueKind() is not JsonValueKind.False);
    }
}
