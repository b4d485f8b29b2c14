using System.Security.Claims;
using Analyst.Api.Hosting;
using Analyst.Domain.Datasets;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;
using Wolverine.Marten;
using Events = Wolverine.Marten.Events;

namespace Analyst.Api.Features.Cleaning;

/// <summary>Why a person says no, if they care to tell.</summary>
public sealed record Rejection(string? Reason);

public static class RejectCleaning
{
    public static ProblemDetails Validate(Dataset dataset, ClaimsPrincipal user) => Access.Check(user, dataset);

    /// <summary>Says no to the plan; the data stays as it is. Repeating it changes nothing.</summary>
    [WolverinePost("/api/analyst/datasets/{id}/cleaning-plans/{planId}/reject")]
    [ProducesResponseType(204)]
    [ProducesResponseType<ProblemDetails>(409, "application/problem+json")]
    public static (IResult, Events) Post(Guid planId, Rejection? rejection, [WriteAggregate("id")] Dataset dataset)
    {
        var decision = dataset.RejectCleaning(planId, rejection?.Reason);
        return (decision.ToHttp(Results.NoContent), [.. decision.Events]);
    }
}
