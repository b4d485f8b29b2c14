using System.Security.Claims;
using Analyst.Api.Hosting;
using Analyst.Api.Storage;
using Analyst.Domain.Datasets;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace Analyst.Api.Features.Profiling;

/// <summary>The numbers of a revision. Every count is exact, taken over every row.</summary>
/// <param name="Complete">No more numbers will follow.</param>
public sealed record ProfileView(Guid DatasetId, int Revision, long RowCount, long DuplicateRows, bool Complete, IReadOnlyList<ColumnProfile> Columns);

public static class GetProfile
{
    private const int TopValuesShown = 20;

    /// <summary>The numbers of the current revision, or of <c>?revision=</c>.</summary>
    [WolverineGet("/api/analyst/datasets/{id}/profile")]
    [ProducesResponseType<ProfileView>(200, "application/json")]
    [ProducesResponseType<ProblemDetails>(404, "application/problem+json")]
    public static async Task<IResult> Get(Guid id, [FromQuery] int? revision, HttpContext http, ClaimsPrincipal user, IQuerySession session, JsonBlobs blobs, CancellationToken ct)
    {
        var dataset = await session.LoadAsync<Dataset>(id, ct);
        if (Access.CheckRevision(user, dataset, revision) is { } problem)
            return Results.Problem(problem.Extensions["code"] is "dataset-not-ready" ? Problems.Of("profile-not-ready", "The file is still being read; wait for its job.") : problem);
        var of = revision is { } n ? dataset!.Find(n)! : dataset!.Current!;
        if (of.ProfileKey is not { } key)
            return Problems.Result("profile-not-ready", "The numbers are still being computed, or computing them failed; GET /jobs tells.");

        var profile = await blobs.Read<TableProfile>(key, ct);
        return ETags.Fresh(http, $"\"{Path.GetFileNameWithoutExtension(key)}\"")
            ?? Results.Ok(new ProfileView(id, of.Number, profile.RowCount, profile.DuplicateRows, Complete: true, [.. profile.Columns.Select(c => c with { TopValues = [.. c.TopValues.Take(TopValuesShown)] })]));
    }
}
