using System.Security.Claims;
using Analyst.Api.Hosting;
using Analyst.Api.Uploads;
using Microsoft.AspNetCore.Mvc;
using Wolverine;
using Wolverine.Http;

namespace Analyst.Api.Features.Uploads;

public static class AppendToUpload
{
    public static ProblemDetails Validate(HttpContext http) => Tus.CheckVersion(http);

    /// <summary>Sends bytes to an upload from its offset on (tus 1.0.0). With the last byte it becomes a dataset, named in <c>Content-Location</c>.</summary>
    [WolverinePatch("/api/analyst/uploads/{id}")]
    [ProducesResponseType(204)]
    [ProducesResponseType<ProblemDetails>(400, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(404, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(409, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(410, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(412, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(413, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(415, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(460, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(503, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(507, "application/problem+json")]
    public static async Task<IResult> Patch(Guid id, HttpContext http, ClaimsPrincipal user, UploadStates states, PieceReception reception, UploadJoin join, IMessageBus bus, CancellationToken ct)
    {
        if (http.Request.ContentType != Tus.MediaType)
            return Problems.Result("unsupported-media-type", $"Send the bytes with Content-Type: {Tus.MediaType}.");
        if (Tus.Number(http, "Upload-Offset") is not { } offset)
            return Problems.Result("bad-request", "Upload-Offset must say where these bytes belong.");
        var upload = await states.Find(user.Tenant(), id, ct);
        if (Tus.Missing(upload, user.Id(), states) is { } refusal)
            return refusal;
        if (offset != upload!.Offset)
            return Problems.Result("offset-conflict", $"The upload has {upload.Offset} bytes, so the next ones cannot begin at {offset}; ask by HEAD and go on from there.");
        try
        {
            var checksum = UploadChecksum.Read(http.Request.Headers["Upload-Checksum"].FirstOrDefault());
            if (upload.State == UploadState.Receiving || http.Request.ContentLength is not (null or 0))
                upload = await reception.Append(http, upload, checksum);
            Tus.Tell(http, await join.Finish(upload, bus));
            return Results.NoContent();
        }
        catch (BodyRefusedException e)
        {
            return Tus.Refuse(e);
        }
    }
}
