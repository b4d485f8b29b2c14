using System.Security.Claims;
using Analyst.Api.Hosting;
using Analyst.Api.Jobs;
using Analyst.Domain;
using Analyst.Domain.Datasets;
using Microsoft.AspNetCore.Mvc;
using Wolverine;
using Wolverine.Http;
using Wolverine.Marten;
using Events = Wolverine.Marten.Events;

namespace Analyst.Api.Features.Profiling;

public static class RequestProfile
{
    public static ProblemDetails Validate(Dataset dataset, ClaimsPrincipal user) => Access.Check(user, dataset);

    /// <summary>Asks for the numbers of the current revision; while they are being computed, names the job that does it.</summary>
    [WolverinePost("/api/analyst/datasets/{id}/profile")]
    [ProducesResponseType<JobAccepted>(202, "application/json")]
    [ProducesResponseType<ProblemDetails>(409, "application/problem+json")]
    public static (IResult, Events, OutgoingMessages) Post([WriteAggregate("id")] Dataset dataset, TimeProvider time)
    {
        var jobId = dataset.Jobs.OfKind(JobKinds.Profile)?.Id ?? Guid.CreateVersion7(time.GetUtcNow());
        var decision = dataset.RequestProfile(jobId);
        return (decision.ToHttp(() => new JobAccepted(jobId)), [.. decision.Events], ProfileDataset.After(dataset, decision));
    }
}
