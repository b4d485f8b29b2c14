using System.Security.Claims;
using Analyst.Api.Hosting;
using Analyst.Domain.Datasets;
using Analyst.Projections;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace Analyst.Api.Features.Questions;

/// <summary>A line in the history of questions.</summary>
public sealed record QuestionLine(Guid Id, Guid DatasetId, int Revision, string Question, string Outcome, string? Text, string? Sql, string? Source, bool Cached, long? RowCount, DateTimeOffset AskedAt, string AskedBy);

public static class ListQuestions
{
    /// <summary>The caller's questions about every dataset, newest first.</summary>
    [WolverineGet("/api/analyst/queries")]
    [ProducesResponseType<Page<QuestionLine>>(200, "application/json")]
    public static Task<IResult> Get(HttpContext http, ClaimsPrincipal user, IQuerySession session, [FromQuery] string? after, [FromQuery] int? limit, CancellationToken ct)
    {
        var asker = user.Id();
        return List(http, session.Query<QuestionLog>().Where(q => q.AskedBy == asker), after, limit, ct);
    }

    internal static async Task<IResult> List(HttpContext http, IQueryable<QuestionLog> rows, string? after, int? limit, CancellationToken ct)
    {
        var (take, from, problem) = Paging.Read<Guid>(limit, after);
        if (problem is not null)
            return problem;
        if (from is { } id)
            rows = rows.Where(q => q.Id.CompareTo(id) < 0);
        var page = await rows.OrderByDescending(q => q.Id).Take(take + 1).ToListAsync(ct);
        return Paging.Page(http, page, take, q => q.Id, q => new QuestionLine(q.Id, q.DatasetId, q.Revision, q.Question, q.Outcome, q.Text, q.Sql, q.Source, q.AnsweredFrom is not null, q.RowCount, q.AskedAt, q.AskedBy));
    }
}

public static class ListDatasetQuestions
{
    /// <summary>The questions about one dataset, newest first.</summary>
    [WolverineGet("/api/analyst/datasets/{id}/queries")]
    [ProducesResponseType<Page<QuestionLine>>(200, "application/json")]
    [ProducesResponseType<ProblemDetails>(404, "application/problem+json")]
    public static async Task<IResult> Get(Guid id, HttpContext http, ClaimsPrincipal user, IQuerySession session, [FromQuery] string? after, [FromQuery] int? limit, CancellationToken ct) =>
        user.MaySee(await session.LoadAsync<Dataset>(id, ct))
            ? await ListQuestions.List(http, session.Query<QuestionLog>().Where(q => q.DatasetId == id), after, limit, ct)
            : Results.Problem(Problems.NotFound());
}
