using System.Security.Claims;
using Analyst.Api.Hosting;
using Analyst.Api.Storage;
using Analyst.Api.Uploads;
using Analyst.Domain.Datasets;
using Microsoft.AspNetCore.Mvc;
using Wolverine;
using Wolverine.Http;
using Wolverine.Marten;

namespace Analyst.Api.Features.Datasets;

/// <summary>What an upload answers: the bytes and the fact are durable, reading the file goes on in the job.</summary>
public sealed record UploadAccepted(Guid Id, string Name, DatasetStatus Status, long Bytes, string Sha256, Guid JobId);

public static class UploadDataset
{
    /// <summary>Takes a file, as the raw body or as the first file of a form, and streams it to the object store in constant memory.</summary>
    [WolverinePost("/api/analyst/datasets")]
    [ProducesResponseType<UploadAccepted>(201, "application/json")]
    [ProducesResponseType<ProblemDetails>(400, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(408, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(413, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(415, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(422, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(503, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(507, "application/problem+json")]
    public static async Task<(IResult, IMartenOp, OutgoingMessages)> Post(HttpContext http, ClaimsPrincipal user, FileReception reception, TimeProvider time, CancellationToken ct)
    {
        var (id, jobId) = (Guid.CreateVersion7(time.GetUtcNow()), Guid.CreateVersion7(time.GetUtcNow()));
        var (file, problem) = await reception.Take(http, BlobKeys.Original(user.Tenant(), id), ct);
        if (file is null)
            return (Results.Problem(problem!), MartenOps.Nothing(), []);

        Failpoint.At(Failpoint.AfterObject);
        var uploaded = new DatasetUploaded(jobId, user.Id(), file.Name, file.MediaType, file.Blob.Sha256, file.Blob.Bytes, file.Blob.Key, file.Choices);
        return (
            Results.Created($"/api/analyst/datasets/{id}", new UploadAccepted(id, file.Name, DatasetStatus.Uploaded, file.Blob.Bytes, file.Blob.Sha256, jobId)),
            MartenOps.StartStream<Dataset>(id, uploaded),
            [new IngestDataset(id, jobId)]);
    }
}
