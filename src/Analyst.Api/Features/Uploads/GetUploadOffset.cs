using System.Globalization;
using System.Security.Claims;
using Analyst.Api.Hosting;
using Analyst.Api.Uploads;
using Microsoft.AspNetCore.Mvc;
using Wolverine;
using Wolverine.Http;

namespace Analyst.Api.Features.Uploads;

public static class GetUploadOffset
{
    public static ProblemDetails Validate(HttpContext http) => Tus.CheckVersion(http);

    /// <summary>How many bytes of an upload are durable, in <c>Upload-Offset</c> (tus 1.0.0). A finished one names its dataset in <c>Content-Location</c>.</summary>
    [WolverineHead("/api/analyst/uploads/{id}")]
    [ProducesResponseType(200)]
    [ProducesResponseType(404)]
    [ProducesResponseType(410)]
    [ProducesResponseType(412)]
    public static async Task<IResult> Head(Guid id, HttpContext http, ClaimsPrincipal user, UploadStates states, UploadJoin join, IMessageBus bus, CancellationToken ct)
    {
        var upload = await states.Find(user.Tenant(), id, ct);
        if (Tus.Missing(upload, user.Id(), states) is { } refusal)
            return refusal;
        Tus.Tell(http, await join.Finish(upload!, bus));
        http.Response.Headers["Upload-Length"] = upload!.Length.ToString(CultureInfo.InvariantCulture);
        if (upload.Metadata is { } metadata)
            http.Response.Headers["Upload-Metadata"] = metadata;
        return Results.Ok();
    }
}
