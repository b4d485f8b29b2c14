using System.Security.Claims;
using System.Text.Json.Serialization;
using Analyst.Api.Hosting;
using Analyst.Api.Storage;
using Analyst.Domain.Datasets;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace Analyst.Api.Features.Revisions;

/// <summary>Something of a file that did not become a row or a value.</summary>
/// <param name="Line">Counts from 1 in the file; the row's number when a table was cast.</param>
/// <param name="Lines">How many lines it takes.</param>
/// <param name="Kind"><c>row</c>, <c>cell</c> or <c>line</c>.</param>
/// <param name="Column">Of a cell.</param>
/// <param name="Value">Of a cell, as it stands in the file.</param>
/// <param name="Text">As it stands in the file.</param>
public sealed record Reject(long Line, long Lines, string Kind, string? Column, string? Value, string Reason, string Text);

/// <summary>A page of them.</summary>
/// <param name="Counts">Of all pages.</param>
/// <param name="Next">What <c>?after=</c> takes for the next page, null on the last.</param>
public sealed record RejectsPage(IReadOnlyList<Reject> Items, RejectCounts Counts, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next);

public static class GetRejects
{
    private const string Json = "application/json", Ndjson = "application/x-ndjson", Csv = "text/csv", CsvWithHeader = "text/csv; charset=utf-8; header=present";

    /// <summary>Lines and cells that did not become a row or a value when the revision was made: a page as JSON, or all of them as NDJSON or CSV.</summary>
    [WolverineGet("/api/analyst/datasets/{id}/revisions/{n}/rejects")]
    [ProducesResponseType<RejectsPage>(200, Json, Ndjson, Csv)]
    [ProducesResponseType<ProblemDetails>(404, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(406, "application/problem+json")]
    public static async Task<IResult> Get(Guid id, int n, [FromQuery] string? after, [FromQuery] int? limit, HttpContext http, ClaimsPrincipal user, IQuerySession session, TableFiles files, CancellationToken ct)
    {
        var (take, from, problem) = Paging.Read<long>(limit, after);
        if (problem is not null)
            return problem;
        var dataset = await session.LoadAsync<Dataset>(id, ct);
        if (Access.CheckRevision(user, dataset, n) is { } refused)
            return Results.Problem(refused);
        http.Response.Headers.Vary = "Accept";
        if (Accepted.Best(http.Request, Json, Ndjson, Csv) is not { } format)
            return Problems.Result("not-acceptable", $"Rejects are given as {Json}, {Ndjson} or {Csv}.");
        if (dataset!.Find(n)!.Rejects is not { } log)
            return Nothing(format);
        var lease = await files.Rejects(log, ct);
        return format switch
        {
            Ndjson => new FileDownload(lease.Path, Ndjson, log.Hash, lease),
            Csv => new RejectsAsCsv(lease),
            _ => await Page(http, lease, log.Counts, from ?? 0, take, ct),
        };
    }

    private static IResult Nothing(string format) => format switch
    {
        Ndjson => Results.Bytes([], Ndjson),
        Csv => Results.Text(RejectFile.Header, CsvWithHeader),
        _ => Results.Ok(new RejectsPage([], RejectCounts.None, Next: null)),
    };

    private static async Task<IResult> Page(HttpContext http, CacheLease lease, RejectCounts counts, long from, int take, CancellationToken ct)
    {
        await using (lease)
        {
            if (await RejectFile.Page(lease.Path, from, take, ct) is not var (items, next))
                return Problems.Result("bad-request", "after takes the 'next' of an earlier page, as it was given.");
            return Results.Ok(new RejectsPage(items, counts, next is { } more ? Paging.Next(http, more) : null));
        }
    }

    private sealed class RejectsAsCsv(CacheLease lease) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.ContentType = CsvWithHeader;
            httpContext.Response.Headers["X-Content-Type-Options"] = "nosniff";
            await using (lease)
                await RejectFile.WriteCsv(lease.Path, httpContext.Response.Body, httpContext.RequestAborted);
        }
    }
}
