using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Analyst.Agents.Models;

/// <summary>What one HTTP request brought: a name for the outcome, the answer when there is one, and the tokens as far as they were told.</summary>
internal sealed record ChatAnswer(string Outcome, JsonNode? Answer = null, int? PromptTokens = null, int? CachedTokens = null, int? CompletionTokens = null)
{
    public const string Ok = "ok", Timeout = "timeout", Unreachable = "unreachable", BrokenBody = "broken-body", Empty = "empty", WrongShape = "wrong-shape", Truncated = "truncated", Refused = "refused";

    /// <summary>Reads a chat completion. Nothing in it is believed to be there.</summary>
    public static ChatAnswer Read(ReadOnlyMemory<byte> body, ReplyShape shape)
    {
        if (Parse(Encoding.UTF8.GetString(body.Span)) is not JsonObject completion)
            return new ChatAnswer(BrokenBody);
        var usage = completion["usage"] as JsonObject;
        var choice = (completion["choices"] as JsonArray)?.FirstOrDefault() as JsonObject;
        var (outcome, answer) = Judge(choice, shape);
        return new ChatAnswer(outcome, answer, Count(usage?["prompt_tokens"]), Count((usage?["prompt_tokens_details"] as JsonObject)?["cached_tokens"]), Count(usage?["completion_tokens"]));
    }

    private static (string Outcome, JsonNode? Answer) Judge(JsonObject? choice, ReplyShape shape)
    {
        var message = choice?["message"] as JsonObject;
        if (Text(message?["refusal"]) is { Length: > 0 } || Text(choice?["finish_reason"]) is "content_filter")
            return (Refused, null);
        if (Text(message?["content"]) is not { } content || string.IsNullOrWhiteSpace(content))
            return (Empty, null);
        if (Text(choice?["finish_reason"]) is "length")
            return (Truncated, null);
        return Inside(content) is { } answer && shape.Accepts(answer) ? (Ok, answer) : (WrongShape, null);
    }

    // Some models put JSON between fences or words, whatever they are told.
    private static JsonNode? Inside(string content)
    {
        if (Parse(content.Trim()) is { } whole)
            return whole;
        var (from, to) = (content.IndexOf('{', StringComparison.Ordinal), content.LastIndexOf('}'));
        return from >= 0 && to > from ? Parse(content[from..(to + 1)]) : null;
    }

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static int? Count(JsonNode? node) => node is JsonValue value && value.TryGetValue<int>(out var count) && count >= 0 ? count : null;
}
