using System.Security.Claims;
using Analyst.Api.Hosting;
using Analyst.Api.Storage;
using Analyst.Domain.Datasets;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace Analyst.Api.Features.Revisions;

/// <summary>What changed between two revisions.</summary>
/// <param name="From">The older one, as asked for.</param>
/// <param name="Profile">How columns that are in both moved; this and what follows is absent until both are profiled.</param>
/// <param name="Verdict">The worst of the columns and of the quality score.</param>
public sealed record RevisionDifference(
    int From,
    int To,
    MovedCount RowCount,
    SchemaDifference Schema,
    IReadOnlyList<ColumnDrift>? Profile,
    DriftVerdict? Verdict,
    MovedNumber? Quality,
    IReadOnlyList<AlertChange>? AlertsGained,
    IReadOnlyList<AlertChange>? AlertsLost);

public static class GetDifference
{
    /// <summary>Columns added, dropped, renamed and retyped since another revision, and how far rows, values and alerts moved.</summary>
    [WolverineGet("/api/analyst/datasets/{id}/revisions/{n}/diff")]
    [ProducesResponseType<RevisionDifference>(200, "application/json")]
    [ProducesResponseType<ProblemDetails>(404, "application/problem+json")]
    public static async Task<IResult> Get(Guid id, int n, [FromQuery] int? from, ClaimsPrincipal user, IQuerySession session, JsonBlobs blobs, CancellationToken ct)
    {
        var dataset = await session.LoadAsync<Dataset>(id, ct);
        if ((Access.CheckRevision(user, dataset, n) ?? Access.CheckRevision(user, dataset, from)) is { } problem)
            return Results.Problem(problem);
        var to = dataset!.Find(n)!;
        if ((from ?? to.From) is not { } other)
            return Problems.Result("bad-request", "The first revision was made from none; name another one with ?from=.");
        var old = dataset.Find(other)!;
        var schema = SchemaDifference.Of(old.Columns, to.Columns);
        var drift = await Drift(dataset, old, to, schema, blobs, ct);
        return Results.Ok(new RevisionDifference(old.Number, n, new(old.RowCount, to.RowCount), schema, drift?.Columns, drift?.Verdict, drift?.Quality, drift?.AlertsGained, drift?.AlertsLost));
    }

    private static async Task<ProfileDrift?> Drift(Dataset dataset, Revision from, Revision to, SchemaDifference schema, JsonBlobs blobs, CancellationToken ct) =>
        from.ProfileKey is { } before && to.ProfileKey is { } after
            ? ProfileDrift.Of(dataset.WithMeanings(await blobs.Read<TableProfile>(before, ct)), dataset.WithMeanings(await blobs.Read<TableProfile>(after, ct)), schema)
            : null;
}
