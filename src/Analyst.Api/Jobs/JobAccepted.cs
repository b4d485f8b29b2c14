using Analyst.Projections;

namespace Analyst.Api.Jobs;

/// <summary>202: the work is durable in the queue; the job tells how it goes.</summary>
public sealed record JobAccepted(Guid JobId) : IResult
{
    public JobState Status => JobState.Queued;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.RetryAfter = "1";
        return Results.Accepted(Place(JobId), new { JobId, Status }).ExecuteAsync(httpContext);
    }

    public static string Place(Guid jobId) => $"/api/analyst/jobs/{jobId}";
}
