using System.Security.Claims;
using Analyst.Api.Hosting;
using Analyst.Domain;
using Analyst.Domain.Datasets;
using Analyst.Projections;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace Analyst.Api.Features.Datasets;

/// <summary>A dataset as its readers see it.</summary>
/// <param name="Revision">The one that is asked when none is named; 0 before the file was read.</param>
/// <param name="Sha256">Of the newest file that was read, as uploaded.</param>
/// <param name="JobId">The job that reads or read the newest file.</param>
/// <param name="Reading">How the file was read: delimiter, encoding, header and what was decided on the way.</param>
/// <param name="Failure">Why the file could not be read.</param>
public sealed record DatasetView(
    Guid Id,
    string Name,
    DatasetStatus Status,
    int Revision,
    long? RowCount,
    IReadOnlyList<ColumnView> Columns,
    long Bytes,
    string Sha256,
    DateTimeOffset UploadedAt,
    DateTimeOffset UpdatedAt,
    string Owner,
    double? QualityScore,
    Guid JobId,
    Guid? PlanId,
    string? Reading,
    Refusal? Failure,
    IReadOnlyDictionary<string, string> Links);

/// <summary>A column with what it is, as a person said or the numbers show.</summary>
/// <param name="SemanticType">Absent until the revision is profiled.</param>
public sealed record ColumnView(string Name, string Type, string? SemanticType, string? Role)
{
    public static ColumnView Of(Column column, Dataset dataset, DatasetSummary summary)
    {
        var (found, said) = (summary.Meanings?.FirstOrDefault(m => m.Column == column.Name), dataset.MeaningOf(column.Name));
        return new ColumnView(column.Name, column.Type, said?.SemanticType ?? found?.SemanticType, said?.EffectiveRole ?? found?.Role);
    }
}

public static class GetDataset
{
    /// <summary>One dataset with its columns.</summary>
    [WolverineGet("/api/analyst/datasets/{id}")]
    [ProducesResponseType<DatasetView>(200, "application/json")]
    [ProducesResponseType<ProblemDetails>(404, "application/problem+json")]
    public static async Task<IResult> Get(Guid id, HttpContext http, ClaimsPrincipal user, IQuerySession session, CancellationToken ct)
    {
        // The tag first: read later, it could be newer than what it stands for.
        var version = (await session.Events.FetchStreamStateAsync(id, ct))?.Version;
        var dataset = await session.LoadAsync<Dataset>(id, ct);
        var summary = await session.LoadAsync<DatasetSummary>(id, ct);
        if (!user.MaySee(dataset) || summary is null)
            return Results.Problem(Problems.NotFound());
        return ETags.Fresh(http, $"\"{version}\"") ?? Results.Ok(View(dataset!, summary));
    }

    private static DatasetView View(Dataset dataset, DatasetSummary summary)
    {
        var self = $"/api/analyst/datasets/{dataset.Id}";
        return new DatasetView(
            dataset.Id, dataset.Name, dataset.Status, dataset.Current?.Number ?? 0, dataset.Current?.RowCount, [.. (dataset.Current?.Columns ?? []).Select(c => ColumnView.Of(c, dataset, summary))],
            summary.Bytes, summary.Sha256, summary.UploadedAt, summary.UpdatedAt, dataset.OwnerId, summary.QualityScore, summary.JobId, dataset.Plan?.Id, dataset.Revisions.LastOrDefault(r => r.Reading is not null)?.Reading, dataset.Failure,
            new Dictionary<string, string>
            {
                ["self"] = self,
                ["job"] = $"/api/analyst/jobs/{summary.JobId}",
                ["revisions"] = $"{self}/revisions",
                ["profile"] = $"{self}/profile",
                ["semantics"] = $"{self}/semantics",
                ["queries"] = $"{self}/queries",
                ["audit"] = $"{self}/audit",
            });
    }
}
