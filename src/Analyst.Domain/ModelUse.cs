namespace Analyst.Domain;

/// <summary>One HTTP request to a language model: what it took and what came of it.</summary>
/// <param name="Purpose">Which agent asked, and with which prompt, such as <c>profile-narrative/1</c>.</param>
/// <param name="Model">As it was asked for.</param>
/// <param name="Outcome"><c>ok</c>, <c>http-429</c> and the like, <c>timeout</c>, <c>unreachable</c>, <c>broken-body</c>, <c>empty</c>, <c>wrong-shape</c>, <c>truncated</c> or <c>refused</c>.</param>
/// <param name="PromptTokens">Null when the endpoint did not tell.</param>
/// <param name="CachedTokens">Of the prompt's tokens, those that the endpoint had in its cache.</param>
/// <param name="CostUsd">By the price table, to six places; null when the table does not have the model or the tokens are not known.</param>
/// <param name="RequestId">The endpoint's own id of the request, null when it gave none.</param>
public sealed record ModelUse(
    string Purpose, string Model, string Outcome, int? PromptTokens, int? CachedTokens, int? CompletionTokens, decimal? CostUsd, long DurationMs, string? RequestId);
