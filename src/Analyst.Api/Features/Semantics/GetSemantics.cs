using System.Security.Claims;
using Analyst.Api.Hosting;
using Analyst.Api.Storage;
using Analyst.Domain.Datasets;
using Analyst.Projections;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace Analyst.Api.Features.Semantics;

/// <summary>What the columns of the current revision mean.</summary>
public sealed record SemanticsView(IReadOnlyList<ColumnSemantics> Columns);

/// <summary>What a column is, and why.</summary>
/// <param name="SemanticType">Absent when the revision is not profiled and nobody said it.</param>
/// <param name="Confidence">That <paramref name="SemanticType"/> is right, 0 to 1.</param>
/// <param name="Source"><c>proposed</c> by the numbers or said by a <c>person</c>.</param>
public sealed record ColumnSemantics(string Name, string? SemanticType, string? Role, double? Confidence, IReadOnlyList<string> Evidence, string Source, string? SetBy = null, DateTimeOffset? SetAt = null)
{
    public static ColumnSemantics Of(Column column, TableProfile? profile, Dataset dataset, DatasetSummary summary)
    {
        var (found, said) = (profile?.Columns.FirstOrDefault(c => c.Name == column.Name), dataset.MeaningOf(column.Name));
        var author = summary.Set?.FirstOrDefault(a => said?.IsOf(a.Column) == true);
        return new ColumnSemantics(
            column.Name, said?.SemanticType ?? found?.SemanticType, said?.EffectiveRole ?? (found is null ? null : ColumnRoles.NameOf(found.Role)),
            said?.SemanticType is null ? found?.SemanticConfidence : 1, found?.Evidence ?? [], said is null ? "proposed" : "person", author?.By, author?.At);
    }
}

public static class GetSemantics
{
    /// <summary>What the columns of the current revision mean: proposed from the numbers, or said by a person.</summary>
    [WolverineGet("/api/analyst/datasets/{id}/semantics")]
    [ProducesResponseType<SemanticsView>(200, "application/json")]
    [ProducesResponseType<ProblemDetails>(404, "application/problem+json")]
    public static async Task<IResult> Get(Guid id, HttpContext http, ClaimsPrincipal user, IQuerySession session, JsonBlobs blobs, CancellationToken ct)
    {
        // The tag first: read later, it could be newer than what it stands for.
        var version = (await session.Events.FetchStreamStateAsync(id, ct))?.Version;
        var dataset = await session.LoadAsync<Dataset>(id, ct);
        if (Access.CheckRevision(user, dataset, revision: null) is { } problem)
            return Results.Problem(problem);
        return ETags.Fresh(http, $"\"{version}\"") ?? Results.Ok(await View(dataset!, session, blobs, ct));
    }

    internal static async Task<SemanticsView> View(Dataset dataset, IQuerySession session, JsonBlobs blobs, CancellationToken ct)
    {
        var summary = await session.LoadAsync<DatasetSummary>(dataset.Id, ct);
        var profile = dataset.Current!.ProfileKey is { } key ? dataset.WithMeanings(await blobs.Read<TableProfile>(key, ct)) : null;
        return new SemanticsView([.. dataset.Current.Columns.Select(c => ColumnSemantics.Of(c, profile, dataset, summary!))]);
    }
}
