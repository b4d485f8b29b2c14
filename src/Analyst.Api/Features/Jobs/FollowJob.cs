using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using Analyst.Api.Hosting;
using Analyst.Api.Jobs;
using Analyst.Projections;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace Analyst.Api.Features.Jobs;

public static class FollowJob
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>Server-Sent Events: the whole job each time it changes, ended by <c>succeeded</c> or <c>failed</c>. Every event carries all there is to know, so a reader that comes back misses nothing.</summary>
    [WolverineGet("/api/analyst/jobs/{id}/events")]
    [ProducesResponseType<JobView>(200, "text/event-stream")]
    [ProducesResponseType<ProblemDetails>(404, "application/problem+json")]
    public static async Task<IResult> Get(Guid id, HttpContext http, ClaimsPrincipal user, IQuerySession session, IDocumentStore store, TimeProvider time, CancellationToken ct)
    {
        if (await session.LoadAsync<JobRow>(id, ct) is not { } job || !user.MaySee(job))
            return Results.Problem(Problems.NotFound());
        http.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(Follow(id, user.Tenant(), store, time, ct));
    }

    private static async IAsyncEnumerable<SseItem<JobView?>> Follow(Guid id, string tenant, IDocumentStore store, TimeProvider time, [EnumeratorCancellation] CancellationToken ct)
    {
        JobView? shown = null;
        var said = time.GetTimestamp();
        for (var n = 0; !ct.IsCancellationRequested;)
        {
            await using (var session = store.QuerySession(tenant))
            {
                var job = await session.LoadAsync<JobRow>(id, ct);
                if (job is null)
                    yield break;
                var now = JobView.Of(job, await session.LoadAsync<JobProgress>(id, ct));
                if (shown is null || now.State != shown.State || now.Stage != shown.Stage || now.Progress != shown.Progress || now.Rows != shown.Rows)
                {
                    yield return new SseItem<JobView?>(now, now.State) { EventId = $"{++n}" };
                    (shown, said) = (now, time.GetTimestamp());
                }
                else if (time.GetElapsedTime(said) > Heartbeat)
                {
                    yield return new SseItem<JobView?>(null, "heartbeat");
                    said = time.GetTimestamp();
                }
                if (job.EndedAt is not null)
                    yield break;
            }
            await Task.Delay(Look, time, ct);
        }
    }
}
