using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using Analyst.Api.Hosting;
using Analyst.Api.Uploads;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace Analyst.Api.Features.Uploads;

/// <summary>How far an upload is.</summary>
/// <param name="Offset">Bytes that have come; while a request is sending, some of them may not be durable yet.</param>
/// <param name="Dataset">Where the dataset is, when the upload is complete.</param>
public sealed record UploadView(Guid Id, long Offset, long Length, string? Dataset);

public static class FollowUpload
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>Server-Sent Events: <c>progress</c> each time more bytes have come, ended by <c>complete</c>, <c>terminated</c> or <c>expired</c>. Every event carries all there is to know, so a reader that comes back misses nothing.</summary>
    [WolverineGet("/api/analyst/uploads/{id}/events")]
    [ProducesResponseType<UploadView>(200, "text/event-stream")]
    [ProducesResponseType<ProblemDetails>(404, "application/problem+json")]
    public static async Task<IResult> Get(Guid id, HttpContext http, ClaimsPrincipal user, UploadStates states, IDocumentStore store, TimeProvider time, CancellationToken ct)
    {
        if (await states.Find(user.Tenant(), id, ct) is not { } upload || upload.OwnerId != user.Id())
            return Results.Problem(Problems.NotFound());
        http.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(Follow(id, user.Tenant(), states, store, time, ct));
    }

    private static async IAsyncEnumerable<SseItem<UploadView?>> Follow(Guid id, string tenant, UploadStates states, IDocumentStore store, TimeProvider time, [EnumeratorCancellation] CancellationToken ct)
    {
        (string Name, UploadView View)? shown = null;
        var said = time.GetTimestamp();
        for (var n = 0; !ct.IsCancellationRequested;)
        {
            await using (var session = store.QuerySession(tenant))
            {
                if (await session.LoadAsync<Upload>(id, ct) is not { } upload)
                    yield break;
                var now = (Name: NameOf(upload, states), View: View(upload, await session.LoadAsync<UploadProgress>(id, ct)));
                if (now != shown)
                {
                    yield return new SseItem<UploadView?>(now.View, now.Name) { EventId = $"{++n}" };
                    (shown, said) = (now, time.GetTimestamp());
                }
                else if (time.GetElapsedTime(said) > Heartbeat)
                {
                    yield return new SseItem<UploadView?>(null, "heartbeat");
                    said = time.GetTimestamp();
                }
                if (now.Name != "progress")
                    yield break;
            }
            await Task.Delay(Look, time, ct);
        }
    }

    private static string NameOf(Upload upload, UploadStates states) => upload.State switch
    {
        UploadState.Complete => "complete",
        UploadState.Terminated => "terminated",
        _ => states.HasExpired(upload) ? "expired" : "progress",
    };

    private static UploadView View(Upload upload, UploadProgress? progress) => new(
        upload.Id,
        progress is not null && progress.Writer == upload.Writer ? Math.Max(upload.Offset, progress.Offset) : upload.Offset,
        upload.Length,
        upload.State == UploadState.Complete ? upload.DatasetPlace : null);
}
