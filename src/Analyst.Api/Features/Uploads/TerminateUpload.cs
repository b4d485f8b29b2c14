using System.Security.Claims;
using Analyst.Api.Hosting;
using Analyst.Api.Storage;
using Analyst.Api.Uploads;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace Analyst.Api.Features.Uploads;

public static class TerminateUpload
{
    public static ProblemDetails Validate(HttpContext http) => Tus.CheckVersion(http);

    /// <summary>Ends an upload and removes its bytes (tus 1.0.0). The dataset of a finished one stays.</summary>
    [WolverineDelete("/api/analyst/uploads/{id}")]
    [ProducesResponseType(204)]
    [ProducesResponseType<ProblemDetails>(404, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(409, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(410, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(412, "application/problem+json")]
    public static async Task<IResult> Delete(Guid id, ClaimsPrincipal user, UploadStates states, IBlobStore store, CancellationToken ct)
    {
        var upload = await states.Find(user.Tenant(), id, ct);
        if (Tus.Missing(upload, user.Id(), states) is { } refusal)
            return refusal;
        await states.Change(upload!.Ended(UploadState.Terminated), ct);
        await store.DeleteAll(BlobKeys.Upload(upload.Tenant, id), ct);
        return Results.NoContent();
    }
}
