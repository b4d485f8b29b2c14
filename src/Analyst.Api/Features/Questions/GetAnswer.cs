using System.Security.Claims;
using Analyst.Api.Charts;
using Analyst.Api.Hosting;
using Analyst.Api.Storage;
using Analyst.Domain.Datasets;
using Analyst.Projections;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace Analyst.Api.Features.Questions;

public static class GetAnswer
{
    /// <summary>One question with its answer.</summary>
    [WolverineGet("/api/analyst/queries/{id}")]
    [ProducesResponseType<AnswerView>(200, "application/json")]
    [ProducesResponseType<ProblemDetails>(404, "application/problem+json")]
    public static async Task<IResult> Get(Guid id, ClaimsPrincipal user, IQuerySession session, JsonBlobs blobs, CancellationToken ct) =>
        await session.LoadAsync<QuestionLog>(id, ct) is { } log && user.MaySee(log)
            ? Results.Ok(await AnswerView.Of(log, await session.LoadAsync<Dataset>(log.DatasetId, ct), blobs, ct))
            : Results.Problem(Problems.NotFound());
}

public static class GetResult
{
    /// <summary>The rows of an answer.</summary>
    [WolverineGet("/api/analyst/queries/{id}/result")]
    [ProducesResponseType<ResultTable>(200, "application/json")]
    [ProducesResponseType<ProblemDetails>(404, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(409, "application/problem+json")]
    public static async Task<IResult> Get(Guid id, HttpContext http, ClaimsPrincipal user, IQuerySession session, JsonBlobs blobs, CancellationToken ct)
    {
        if (await session.LoadAsync<QuestionLog>(id, ct) is not { } log || !user.MaySee(log))
            return Results.Problem(Problems.NotFound());
        if (await KeptRows.Of(log, session, blobs, ct) is not { } table)
            return log.ResultKey is null ? Problems.Result("no-rows", $"The question has no rows to show; its outcome is '{log.Outcome}'.") : KeptRows.Gone();
        http.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return Results.Ok(table);
    }
}

public static class GetChart
{
    /// <summary>The chart of an answer: a Vega-Lite 6 specification, or drawn as SVG when <c>Accept</c> asks for <c>image/svg+xml</c>.</summary>
    [WolverineGet("/api/analyst/queries/{id}/chart")]
    [ProducesResponseType<object>(200, ChartAnswer.VegaLite, ChartAnswer.Svg)]
    [ProducesResponseType<ProblemDetails>(404, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(406, "application/problem+json")]
    public static async Task<IResult> Get(Guid id, HttpContext http, ClaimsPrincipal user, IQuerySession session, JsonBlobs blobs, SvgRenderer svg, CancellationToken ct)
    {
        if (await session.LoadAsync<QuestionLog>(id, ct) is not { } log || !user.MaySee(log))
            return Results.Problem(Problems.NotFound());
        if (log.ResultKey is not null && await KeptRows.Of(log, session, blobs, ct) is null)
            return KeptRows.Gone();
        if (log.Chart is not { } chart || await KeptRows.Of(log, session, blobs, ct) is not { } table || VegaLiteSpec.Of(chart, table.Columns, table.RowsJson()) is not { } spec)
            return Problems.Result("no-chart", "This answer has no chart; its rows are under /result.");
        return await ChartAnswer.Of(http, svg, spec, tag: null, ct);
    }
}

internal static class KeptRows
{
    public static IResult Gone() => Problems.Result("dataset-deleted", "The rows went with their dataset, which was deleted; the question's history stays readable.");

    /// <summary>The rows of an answer, or null when there are none or the dataset was erased.</summary>
    public static async Task<ResultTable?> Of(QuestionLog log, IQuerySession session, JsonBlobs blobs, CancellationToken ct) =>
        log.ResultKey is { } key && await session.LoadAsync<Dataset>(log.DatasetId, ct) is { Status: not DatasetStatus.Deleted }
            ? await blobs.Read<ResultTable>(key, ct)
            : null;
}
