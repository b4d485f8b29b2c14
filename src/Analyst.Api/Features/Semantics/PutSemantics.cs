using System.Security.Claims;
using Analyst.Api.Hosting;
using Analyst.Api.Storage;
using Analyst.Domain.Datasets;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace Analyst.Api.Features.Semantics;

/// <summary>What a person says of some columns.</summary>
public sealed record SetSemantics(IReadOnlyList<SetColumnSemantics?>? Columns);

/// <summary>What a person says of a column; what is null is left to what is found.</summary>
public sealed record SetColumnSemantics(string? Name, string? SemanticType = null, string? Role = null);

public static class PutSemantics
{
    /// <summary>Says what columns are, or takes it back. Columns that are not named stay as they are; what is so already changes nothing.</summary>
    [WolverinePut("/api/analyst/datasets/{id}/semantics")]
    [ProducesResponseType<SemanticsView>(200, "application/json")]
    [ProducesResponseType<ProblemDetails>(400, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(404, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(409, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(412, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(422, "application/problem+json")]
    public static async Task<IResult> Put(
        Guid id, SetSemantics? wanted, [FromHeader(Name = "If-Match")] string? ifMatch, HttpContext http, ClaimsPrincipal user, IDocumentSession session, JsonBlobs blobs, CancellationToken ct)
    {
        if (wanted?.Columns is not { } columns || columns.Any(c => c?.Name is null))
            return Problems.Result("bad-request", "columns is a list of objects with a name each.");

        // Nobody appends between this look and the commit: the facts of a profile that is just ending must not turn a person away.
        var stream = await session.Events.FetchForExclusiveWriting<Dataset>(id, ct);
        if (Access.Refused(user, stream, ifMatch) is { } problem)
            return Results.Problem(problem);
        var decision = stream.Aggregate!.SetMeanings([.. columns.Select(c => new MeaningOverride(c!.Name!, c.SemanticType, c.Role))]);
        if (decision.Refusal is { } refusal)
            return Problems.Result(refusal.Code, refusal.Reason);
        stream.AppendMany(decision.Events);
        await session.SaveChangesAsync(ct);

        // As stored, with who and when.
        var dataset = await session.LoadAsync<Dataset>(id, ct);
        http.Response.Headers.ETag = $"\"{stream.CurrentVersion}\"";
        return Results.Ok(await GetSemantics.View(dataset!, session, blobs, ct));
    }
}
