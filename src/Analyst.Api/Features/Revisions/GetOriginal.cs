using System.Security.Claims;
using Analyst.Api.Hosting;
using Analyst.Api.Storage;
using Analyst.Domain.Datasets;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace Analyst.Api.Features.Revisions;

public static class GetOriginal
{
    /// <summary>The bytes of the file whose rows a revision holds, as they were uploaded. A range of them may be asked for.</summary>
    [WolverineGet("/api/analyst/datasets/{id}/revisions/{n}/original")]
    [ProducesResponseType<Stream>(200, "application/octet-stream")]
    [ProducesResponseType(206)]
    [ProducesResponseType<ProblemDetails>(404, "application/problem+json")]
    public static async Task<IResult> Get(Guid id, int n, HttpContext http, ClaimsPrincipal user, IQuerySession session, TableFiles files, CancellationToken ct)
    {
        var dataset = await session.LoadAsync<Dataset>(id, ct);
        if (Access.CheckRevision(user, dataset, n) is { } problem)
            return Results.Problem(problem);
        var file = dataset!.SourceOf(dataset.Find(n)!);
        var lease = await files.Original(file, ct);
        http.Response.Headers.ContentDisposition = FileDownload.Attachment(file.Name);
        http.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        http.Response.Headers.CacheControl = GetRevision.ForEver;
        return new FileDownload(lease.Path, file.MediaType, file.ContentHash, lease);
    }
}
