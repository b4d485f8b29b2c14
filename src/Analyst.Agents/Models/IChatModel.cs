using System.Text.Json.Nodes;
using Analyst.Domain;

namespace Analyst.Agents.Models;

/// <summary>A language model behind one question and one answer in JSON.</summary>
public interface IChatModel
{
    /// <summary>The model's name, as it stands in facts and keys of caches.</summary>
    string Name { get; }

    /// <summary>Asks within the model's own deadline, and again when that may help. Only the caller's cancellation throws.</summary>
    Task<ModelReply> Ask(ModelRequest request, CancellationToken ct);
}

/// <summary>What a model is asked.</summary>
/// <param name="Purpose">Agent and prompt version; stands in every <see cref="ModelUse"/>.</param>
/// <param name="Instructions">Our own words, never made of data.</param>
/// <param name="Data">Material to work on; sent as JSON between marks that it cannot hold.</param>
/// <param name="MaximumTokens">That the answer may take.</param>
public sealed record ModelRequest(string Purpose, string Instructions, JsonNode Data, ReplyShape Shape, int MaximumTokens);

/// <summary>What came of it: an answer in the shape asked for, or the reason why there is none.</summary>
/// <param name="Uses">One for each HTTP request, in order, also when none brought an answer.</param>
public sealed record ModelReply(JsonNode? Answer, ModelFault? Fault, IReadOnlyList<ModelUse> Uses);

/// <summary>Why a model gave no answer.</summary>
public enum ModelFault
{
    /// <summary>It could not be reached, or it answered with an error of its own.</summary>
    Unavailable,

    /// <summary>It had too much to do, also after waiting.</summary>
    Busy,

    /// <summary>It did not answer within the deadline.</summary>
    TooSlow,

    /// <summary>It does not accept the request: key, model name or the request itself.</summary>
    Rejected,

    /// <summary>It would not answer this.</summary>
    Declined,

    /// <summary>What it said is not an answer: no JSON, another shape, cut off or nothing at all.</summary>
    Unusable,
}
