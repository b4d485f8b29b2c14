using System.Security.Claims;
using Analyst.Api.Features.Datasets;
using Analyst.Api.Hosting;
using Analyst.Api.Jobs;
using Analyst.Api.Storage;
using Analyst.Api.Uploads;
using Analyst.Domain.Datasets;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine;
using Wolverine.Http;

namespace Analyst.Api.Features.Revisions;

public static class UploadRevision
{
    /// <summary>Takes a further file of the same kind as the next revision. Its rows replace those of the revision before, which stays; what changed in the columns is told with it.</summary>
    [WolverinePost("/api/analyst/datasets/{id}/revisions")]
    [ProducesResponseType<JobAccepted>(202, "application/json")]
    [ProducesResponseType<ProblemDetails>(400, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(404, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(408, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(409, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(413, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(415, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(422, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(503, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(507, "application/problem+json")]
    public static async Task<(IResult, OutgoingMessages)> Post(Guid id, HttpContext http, ClaimsPrincipal user, IDocumentSession session, FileReception reception, IBlobStore store, TimeProvider time, CancellationToken ct)
    {
        // Before the bytes come, so that nobody sends a gigabyte in vain.
        var dataset = await session.LoadAsync<Dataset>(id, ct);
        if (Access.Check(user, dataset!) is { } refused && refused != WolverineContinue.NoProblems)
            return (Results.Problem(refused), []);
        if (dataset!.NotNow is { } now)
            return (Problems.Result(now.Code, now.Reason), []);

        var jobId = Guid.CreateVersion7(time.GetUtcNow());
        var key = BlobKeys.Original(user.Tenant(), id, jobId);
        var (file, problem) = await reception.Take(http, key, ct);
        if (file is null)
            return (Results.Problem(problem!), []);

        Failpoint.At(Failpoint.AfterObject);
        // Whatever happened while they came is seen here, and nobody appends between this look and the commit.
        var stream = await session.Events.FetchForExclusiveWriting<Dataset>(id, ct);
        var decision = stream.Aggregate!.ReceiveFile(jobId, new SourceFile(file.Name, file.MediaType, file.Blob.Sha256, file.Blob.Bytes, key), file.Choices);
        stream.AppendMany(decision.Events);
        if (decision.Refusal is not null)
            await store.DeleteAll(key, ct);
        OutgoingMessages next = [.. decision.Events.OfType<RevisionUploaded>().Select(e => new IngestDataset(id, e.JobId))];
        return (decision.ToHttp(() => new JobAccepted(jobId)), next);
    }
}
