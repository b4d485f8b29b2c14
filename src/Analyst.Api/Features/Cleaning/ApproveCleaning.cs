using System.Security.Claims;
using System.Text.Json;
using System.Text.Json.Serialization;
using Analyst.Api.Hosting;
using Analyst.Api.Jobs;
using Analyst.Domain.Datasets;
using Microsoft.AspNetCore.Mvc;
using Wolverine;
using Wolverine.Http;
using Wolverine.Marten;
using Events = Wolverine.Marten.Events;

namespace Analyst.Api.Features.Cleaning;

/// <summary>Which operations a person approves.</summary>
/// <param name="Operations">The ids, or <c>"all"</c>.</param>
/// <param name="AllowDestructive">Operations that remove rows or columns are meant.</param>
public sealed record Approval([property: JsonRequired] JsonElement Operations, bool AllowDestructive = false);

public static class ApproveCleaning
{
    public static ProblemDetails Validate(Guid planId, Approval? approval, Dataset dataset, ClaimsPrincipal user, [FromHeader(Name = "If-Match")] string? ifMatch)
    {
        if (Access.Check(user, dataset) is { } problem && problem != WolverineContinue.NoProblems)
            return problem;
        if (dataset.Plan?.Id != planId)
            return Problems.Of("plan-not-found", "That plan is not this dataset's current one; read the dataset's plan again.");
        if (approval is null || !Readable(approval.Operations))
            return Problems.Of("bad-request", "operations takes \"all\" or a list of operation ids.");
        return ETags.Match(ifMatch, GetCleaningPlan.Tag(dataset.Plan));
    }

    /// <summary>Accepts all or some operations of the plan; the work itself runs on the cleaning queue. Repeating it changes nothing.</summary>
    [WolverinePost("/api/analyst/datasets/{id}/cleaning-plans/{planId}/approve")]
    [ProducesResponseType<JobAccepted>(202, "application/json")]
    [ProducesResponseType<ProblemDetails>(409, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(412, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(422, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(428, "application/problem+json")]
    public static (IResult, Events, OutgoingMessages) Post(Guid planId, Approval approval, [WriteAggregate("id")] Dataset dataset, TimeProvider time)
    {
        var jobId = dataset.Plan?.JobId ?? Guid.CreateVersion7(time.GetUtcNow());
        var ids = approval.Operations.ValueKind == JsonValueKind.Array ? approval.Operations.EnumerateArray().Select(o => o.GetString()!).ToArray() : null;
        var decision = dataset.ApproveCleaning(jobId, planId, ids, approval.AllowDestructive);
        OutgoingMessages next = [.. decision.Events.OfType<CleaningApproved>().Select(e => new CleanDataset(dataset.Id, e.JobId, e.PlanId))];
        return (decision.ToHttp(() => new JobAccepted(jobId)), [.. decision.Events], next);
    }

    private static bool Readable(JsonElement operations) => operations.ValueKind switch
    {
        JsonValueKind.String => operations.ValueEquals("all"),
        JsonValueKind.Array => operations.EnumerateArray().All(o => o.ValueKind == JsonValueKind.String),
        _ => false,
    };
}
