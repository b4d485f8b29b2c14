using System.Security.Claims;
using Analyst.Api.Hosting;
using Analyst.Domain.Datasets;
using Analyst.Projections;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace Analyst.Api.Features.History;

/// <summary>A fact with who, when and why.</summary>
/// <param name="Position">Among all facts.</param>
/// <param name="Version">Within its stream.</param>
/// <param name="CausationId">The message that led to it.</param>
/// <param name="Data">The fact itself.</param>
public sealed record Fact(long Position, Guid StreamId, long Version, string Type, DateTimeOffset At, string User, string Tenant, string? CorrelationId, string? CausationId, string Text, object Data);

public static class GetAuditTrail
{
    /// <summary>Every fact of a dataset and of the questions about it, newest first.</summary>
    [WolverineGet("/api/analyst/datasets/{id}/audit")]
    [ProducesResponseType<Page<Fact>>(200, "application/json")]
    [ProducesResponseType<ProblemDetails>(404, "application/problem+json")]
    public static async Task<IResult> Get(Guid id, HttpContext http, ClaimsPrincipal user, IQuerySession session, [FromQuery] string? after, [FromQuery] int? limit, CancellationToken ct)
    {
        var (take, from, problem) = Paging.Read<long>(limit, after);
        if (problem is not null)
            return problem;
        if (!user.MaySee(await session.LoadAsync<Dataset>(id, ct)))
            return Results.Problem(Problems.NotFound());

        var rows = session.Query<HistoryEntry>().Where(h => h.DatasetId == id);
        if (from is { } position)
            rows = rows.Where(h => h.Position < position);
        var page = await rows.OrderByDescending(h => h.Position).Take(take + 1).ToListAsync(ct);

        var ids = page.Select(h => h.Id).ToArray();
        var facts = (await session.Events.QueryAllRawEvents().Where(e => e.Id.IsOneOf(ids)).ToListAsync(ct)).ToDictionary(e => e.Id);
        return Paging.Page(http, page, take, h => h.Position, h => new Fact(h.Position, h.StreamId, h.Version, h.Type, h.At, h.By, user.Tenant(), h.CorrelationId, h.CausationId, h.Text, facts[h.Id].Data));
    }
}
