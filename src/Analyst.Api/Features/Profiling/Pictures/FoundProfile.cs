using System.Security.Claims;
using Analyst.Api.Hosting;
using Analyst.Api.Storage;
using Analyst.Domain.Datasets;
using Marten;

namespace Analyst.Api.Features.Profiling.Pictures;

/// <summary>The profile that a picture is made from, or why there is none.</summary>
/// <param name="Tag">Changes with the profile.</param>
internal sealed record FoundProfile(TableProfile Table, string Tag)
{
    public static async Task<(FoundProfile? Found, IResult? Problem)> Of(Guid id, int? revision, ClaimsPrincipal user, IQuerySession session, JsonBlobs blobs, CancellationToken ct)
    {
        var dataset = await session.LoadAsync<Dataset>(id, ct);
        if (Access.CheckRevision(user, dataset, revision) is { } problem)
            return (null, problem.Extensions["code"] is "dataset-not-ready" ? NotReady() : Results.Problem(problem));
        var of = revision is { } n ? dataset!.Find(n)! : dataset!.Current!;
        return of.ProfileKey is { } key
            ? (new FoundProfile(dataset!.WithMeanings(await blobs.Read<TableProfile>(key, ct)), $"{Path.GetFileNameWithoutExtension(key)}{MeaningTag.Of(dataset)}"), null)
            : (null, NotReady());
    }

    private static IResult NotReady() => Problems.Result("profile-not-ready", "The numbers are still being computed, or computing them failed; GET /jobs tells.");
}
