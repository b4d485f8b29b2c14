using System.Security.Claims;
using Analyst.Api.Hosting;
using Analyst.Domain.Datasets;
using Analyst.Projections;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace Analyst.Api.Features.Datasets;

/// <summary>A line in the list of datasets.</summary>
public sealed record DatasetLine(Guid Id, string Name, DatasetStatus Status, int Revision, long? RowCount, int ColumnCount, long Bytes, string Sha256, DateTimeOffset UploadedAt, DateTimeOffset UpdatedAt, string Owner);

public static class ListDatasets
{
    /// <summary>The caller's datasets, newest first; deleted ones only when asked for.</summary>
    [WolverineGet("/api/analyst/datasets")]
    [ProducesResponseType<Page<DatasetLine>>(200, "application/json")]
    public static async Task<IResult> Get(HttpContext http, ClaimsPrincipal user, IQuerySession session, [FromQuery] string? status, [FromQuery] string? after, [FromQuery] int? limit, CancellationToken ct)
    {
        var (take, from, problem) = Paging.Read<Guid>(limit, after);
        if (problem is not null)
            return problem;
        var wanted = DatasetStatus.Deleted;
        if (status is not null && !(status.All(char.IsAsciiLetter) && Enum.TryParse(status, ignoreCase: true, out wanted) && Enum.IsDefined(wanted)))
            return Problems.Result("bad-request", "status takes uploaded, ingesting, ready, failed or deleted.");

        var owner = user.Id();
        var rows = session.Query<DatasetSummary>().Where(d => d.OwnerId == owner);
        rows = status is null ? rows.Where(d => d.Status != DatasetStatus.Deleted) : rows.Where(d => d.Status == wanted);
        if (from is { } id)
            rows = rows.Where(d => d.Id.CompareTo(id) < 0);
        var page = await rows.OrderByDescending(d => d.Id).Take(take + 1).ToListAsync(ct);
        return Paging.Page(http, page, take, d => d.Id, d => new DatasetLine(d.Id, d.Name, d.Status, d.Revision, d.RowCount, d.ColumnCount, d.Bytes, d.Sha256, d.UploadedAt, d.UpdatedAt, d.OwnerId));
    }
}
