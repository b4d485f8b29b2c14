using System.Security.Claims;
using Analyst.Api.Features.Profiling;
using Analyst.Api.Features.Questions;
using Analyst.Api.Hosting;
using Analyst.Api.Storage;
using Analyst.Domain.Datasets;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine;
using Wolverine.Http;
using Wolverine.Marten;
using Events = Wolverine.Marten.Events;

namespace Analyst.Api.Features.Datasets;

/// <summary>Remove every object of a deleted dataset.</summary>
public sealed record EraseDataset(Guid DatasetId);

public static class DeleteDataset
{
    public static ProblemDetails Validate(Dataset dataset, ClaimsPrincipal user) =>
        user.MaySee(dataset) ? WolverineContinue.NoProblems : Problems.NotFound();

    /// <summary>Erases a dataset: the data goes, its open jobs end, the skeleton of facts stays. Repeating it changes nothing.</summary>
    [WolverineDelete("/api/analyst/datasets/{id}")]
    [ProducesResponseType(204)]
    [ProducesResponseType<ProblemDetails>(404, "application/problem+json")]
    public static (IResult, Events, OutgoingMessages) Delete([WriteAggregate("id", LoadStyle = ConcurrencyStyle.Exclusive)] Dataset dataset)
    {
        var decision = dataset.Delete();
        OutgoingMessages next = [.. decision.Events.OfType<DatasetDeleted>().Select(_ => new EraseDataset(dataset.Id))];
        return (decision.ToHttp(Results.NoContent), [.. decision.Events], next);
    }
}

public static class EraseDatasetHandler
{
    public static async Task Handle(EraseDataset work, Envelope envelope, IBlobStore store, ParquetCache cache, IDocumentStore facts, CancellationToken ct)
    {
        var everything = BlobKeys.Dataset(envelope.TenantId!, work.DatasetId);
        cache.Forget(everything);
        await store.DeleteAll(everything, ct);
        await ProfileDraft.Erase(work.DatasetId, envelope.TenantId!, facts, ct);
        await EraseQuestions.Of(work.DatasetId, envelope.TenantId!, facts, ct);
    }
}
