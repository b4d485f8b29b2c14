using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Analyst.Agents.Models;

/// <summary>The body of a request to a chat completion endpoint.</summary>
internal static class ChatBody
{
    // Fixed, so that equal requests are answered alike as far as an endpoint can.
    private const int Seed = 20_261_123;

    // Writes < and > as escapes: the data cannot hold the marks around it, whatever stands in a cell.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static BinaryData Of(string model, ModelRequest request) => BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(
        new JsonObject
        {
            ["model"] = model,
            ["messages"] = new JsonArray(
                Message("system", request.Instructions),
                Message("user", $"<data>\n{request.Data.ToJsonString(Json)}\n</data>")),
            ["temperature"] = 0,
            ["seed"] = Seed,
            ["max_completion_tokens"] = request.MaximumTokens,
            ["response_format"] = new JsonObject
            {
                ["type"] = "json_schema",
                ["json_schema"] = new JsonObject { ["name"] = request.Shape.Name, ["strict"] = true, ["schema"] = request.Shape.Schema },
            },
        },
        Json));

    private static JsonObject Message(string role, string content) => new() { ["role"] = role, ["content"] = content };
}
