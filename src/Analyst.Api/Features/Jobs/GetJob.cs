using System.Security.Claims;
using Analyst.Api.Hosting;
using Analyst.Api.Jobs;
using Analyst.Domain;
using Analyst.Projections;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace Analyst.Api.Features.Jobs;

/// <summary>A job as its readers see it.</summary>
/// <param name="Progress">0 to 1 within the job.</param>
/// <param name="Rows">Read so far, while a file is read.</param>
/// <param name="Error">Why it failed.</param>
public sealed record JobView(
    Guid Id,
    string Kind,
    Guid DatasetId,
    string State,
    string? Stage,
    double Progress,
    long? Rows,
    int Attempts,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    ProblemDetails? Error,
    JobResult? Result)
{
    public static JobView Of(JobRow job, JobProgress? progress) => new(
        job.Id, job.Kind, job.DatasetId, StateOf(job), job.State == JobState.Running ? progress?.Stage : null,
        job.State switch { JobState.Succeeded => 1, JobState.Running => progress?.Fraction ?? 0, _ => 0 },
        job.State == JobState.Running ? progress?.Rows : null,
        job.Attempts, job.CreatedAt, job.StartedAt, job.EndedAt,
        job.Code is { } code ? Problems.Of(code, job.Reason ?? "") : null,
        job.State == JobState.Succeeded ? new JobResult(Place(job)) : null);

    private static string StateOf(JobRow job) => job switch
    {
        { State: JobState.Running, Attempts: > 1 } => "retrying",
        { State: var s } => s.ToString().ToLowerInvariant(),
    };

    private static string Place(JobRow job) => job.Kind switch
    {
        JobKinds.Profile => $"/api/analyst/datasets/{job.DatasetId}/profile?revision={job.Revision}",
        JobKinds.ProposeCleaning => $"/api/analyst/datasets/{job.DatasetId}/cleaning-plans/{job.Plan}",
        JobKinds.Retype => $"/api/analyst/datasets/{job.DatasetId}/revisions/{job.Revision}",
        JobKinds.Ingest when job.Revision > 1 => $"/api/analyst/datasets/{job.DatasetId}/revisions/{job.Revision}",
        JobKinds.Answer => $"/api/analyst/queries/{job.StreamId}",
        _ => $"/api/analyst/datasets/{job.DatasetId}",
    };
}

/// <summary>Where the job's result is.</summary>
public sealed record JobResult(string Href);

public static class GetJob
{
    /// <summary>One job: its state, how far it is, and where its result is.</summary>
    [WolverineGet("/api/analyst/jobs/{id}")]
    [ProducesResponseType<JobView>(200, "application/json")]
    [ProducesResponseType<ProblemDetails>(404, "application/problem+json")]
    public static async Task<IResult> Get(Guid id, HttpContext http, ClaimsPrincipal user, IQuerySession session, CancellationToken ct)
    {
        if (await session.LoadAsync<JobRow>(id, ct) is not { } job || !user.MaySee(job))
            return Results.Problem(Problems.NotFound());
        if (job.EndedAt is null)
            http.Response.Headers.RetryAfter = "1";
        return Results.Ok(JobView.Of(job, await session.LoadAsync<JobProgress>(id, ct)));
    }
}

public static class ListJobs
{
    /// <summary>The caller's jobs, newest first.</summary>
    [WolverineGet("/api/analyst/jobs")]
    [ProducesResponseType<Page<JobView>>(200, "application/json")]
    public static async Task<IResult> Get(HttpContext http, ClaimsPrincipal user, IQuerySession session, [FromQuery] string? state, [FromQuery] string? after, [FromQuery] int? limit, CancellationToken ct)
    {
        var (take, from, problem) = Paging.Read<Guid>(limit, after);
        if (problem is not null)
            return problem;
        var wanted = JobState.Queued;
        if (state is not (null or "retrying") && !(state.All(char.IsAsciiLetter) && Enum.TryParse(state, ignoreCase: true, out wanted) && Enum.IsDefined(wanted)))
            return Problems.Result("bad-request", "state takes queued, running, retrying, succeeded or failed.");

        var owner = user.Id();
        var rows = session.Query<JobRow>().Where(j => j.OwnerId == owner);
        rows = state switch
        {
            null => rows,
            "retrying" => rows.Where(j => j.State == JobState.Running && j.Attempts > 1),
            "running" => rows.Where(j => j.State == JobState.Running && j.Attempts <= 1),
            _ => rows.Where(j => j.State == wanted),
        };
        if (from is { } id)
            rows = rows.Where(j => j.Id.CompareTo(id) < 0);
        var page = await rows.OrderByDescending(j => j.Id).Take(take + 1).ToListAsync(ct);
        return Paging.Page(http, page, take, j => j.Id, j => JobView.Of(j, progress: null));
    }
}
