using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace Analyst.Api.Hosting;

/// <summary>Conditional requests: strong tags, <c>If-None-Match</c> on reads, <c>If-Match</c> on commands.</summary>
public static class ETags
{
    /// <summary>Says the tag; 304 when the reader already has it, else null.</summary>
    public static IResult? Fresh(HttpContext http, string tag)
    {
        http.Response.Headers.ETag = tag;
        return Named(http.Request.Headers.IfNoneMatch.ToString().Replace("W/", "", StringComparison.Ordinal), tag) ? Results.StatusCode(StatusCodes.Status304NotModified) : null;
    }

    /// <summary>428 when the command does not say what it is about, 412 when that has changed.</summary>
    public static ProblemDetails Match(string? ifMatch, string tag) => ifMatch switch
    {
        null or "" => Problems.Of("precondition-required", $"Send If-Match with the ETag you read; it is {tag} now."),
        _ when Named(ifMatch, tag) => WolverineContinue.NoProblems,
        _ => Problems.Of("precondition-failed", $"It has changed since you read it; its ETag is {tag} now."),
    };

    private static bool Named(string header, string tag) => header.Split(',', StringSplitOptions.TrimEntries).Any(t => t == tag || t == "*");
}
