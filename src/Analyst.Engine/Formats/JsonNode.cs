using System.Text.Json;

namespace Analyst.Engine.Formats;

[Flags]
internal enum JsonKinds { None = 0, Boolean = 1, Number = 2, Text = 4, Array = 8, Object = 16 }

/// <summary>Everything that was seen in one place of the records: a member, or the elements of a list.</summary>
internal sealed class JsonNode(JsonNodes nodes, int depth)
{
    /// <summary>Deeper things stay JSON, in which every one of DuckDB's functions reaches them as well.</summary>
    private const int MaximumTypedDepth = 8;

    /// <summary>An object with more members than this is a map by some key, not a record.</summary>
    private const int MaximumMembers = 200;

    private JsonNumbers? numbers;
    private JsonTexts texts;
    private bool staysJson;

    public JsonKinds Kinds { get; private set; }

    /// <summary>Of the elements of a list.</summary>
    public JsonNode? Item { get; private set; }

    public JsonMembers? Members { get; private set; }

    /// <summary>Takes in the value at which the reader stands, and leaves it at its end.</summary>
    public void Observe(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.True or JsonTokenType.False:
                Kinds |= JsonKinds.Boolean;
                break;
            case JsonTokenType.Number:
                Kinds |= JsonKinds.Number;
                (numbers ??= new JsonNumbers()).Observe(reader.ValueSpan);
                break;
            case JsonTokenType.String:
                Kinds |= JsonKinds.Text;
                if ((texts & JsonTexts.Plain) == 0)
                    texts |= reader.ValueIsEscaped ? JsonTexts.Plain : JsonMoments.Of(reader.ValueSpan);
                break;
            case JsonTokenType.StartArray:
                Kinds |= JsonKinds.Array;
                ObserveArray(ref reader);
                break;
            case JsonTokenType.StartObject:
                Kinds |= JsonKinds.Object;
                ObserveObject(ref reader);
                break;
        }
    }

    public JsonPlan Plan() => Kinds switch
    {
        JsonKinds.None => JsonPlan.Text,
        _ when staysJson => JsonPlan.Json,
        JsonKinds.Boolean => JsonPlan.Raw("BOOLEAN"),
        JsonKinds.Number => numbers!.Type switch
        {
            "BIGINT" or "DOUBLE" => JsonPlan.Raw(numbers.Type),
            // DuckDB takes a number with a decimal point for a DOUBLE, but reads text into a DECIMAL digit by digit.
            { } exact => JsonPlan.Quoted(exact),
            null => JsonPlan.Text,
        },
        JsonKinds.Text => JsonMoments.Type(texts) is { } type ? JsonPlan.Quoted(type) : JsonPlan.Text,
        JsonKinds.Array => JsonPlan.List(Item?.Plan() ?? JsonPlan.Text),
        JsonKinds.Object when Members!.AreFields => JsonPlan.Struct(Members),
        _ when (Kinds & (JsonKinds.Array | JsonKinds.Object)) != 0 => JsonPlan.Json,
        _ => JsonPlan.Text,
    };

    /// <summary>What stands there, in words; null when it is one kind of thing.</summary>
    public string? Mixture()
    {
        (JsonKinds Kind, string Word)[] words = [(JsonKinds.Number, "numbers"), (JsonKinds.Text, "text"), (JsonKinds.Boolean, "true or false"), (JsonKinds.Array, "lists"), (JsonKinds.Object, "objects")];
        var seen = words.Where(w => Kinds.HasFlag(w.Kind)).Select(w => w.Word).ToList();
        return seen.Count < 2 ? null : $"Holds {string.Join(", ", seen.Take(seen.Count - 1))} and {seen[^1]}, so every value stands as it was written.";
    }

    private void ObserveArray(ref Utf8JsonReader reader)
    {
        if (KeepsJson(ref reader))
            return;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Null)
                Item ??= nodes.New(depth + 1);
            Item?.Observe(ref reader);
        }
    }

    private void ObserveObject(ref Utf8JsonReader reader)
    {
        if (KeepsJson(ref reader))
            return;
        Members ??= new JsonMembers(nodes, depth + 1);
        Members.Begin();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var member = staysJson ? null : Members.Find(ref reader);
            reader.Read();
            if (member is null || member.Repeated || Members.Count > MaximumMembers)
            {
                staysJson = true;
                reader.Skip();
            }
            else
                member.Node.Observe(ref reader);
        }
        if (staysJson)
            Members = null;
    }

    private bool KeepsJson(ref Utf8JsonReader reader)
    {
        staysJson |= depth >= MaximumTypedDepth || nodes.AreMany;
        if (staysJson)
            reader.Skip();
        return staysJson;
    }
}

/// <summary>Counts what is remembered about a file, so that no file can fill the memory with names.</summary>
internal sealed class JsonNodes
{
    private const int Many = 20_000;

    private int count;

    public bool AreMany => count > Many;

    public JsonNode New(int depth)
    {
        count++;
        return new JsonNode(this, depth);
    }
}
