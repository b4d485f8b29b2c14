using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using Analyst.Api.Hosting;
using Analyst.Api.Storage;
using Analyst.Domain.Datasets;
using Analyst.Engine;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Wolverine.Http;

namespace Analyst.Api.Features.Revisions;

/// <summary>A page of a revision's rows, in the order of the file.</summary>
/// <param name="Rows">Arrays of cells; integers beyond 2^53 and decimals are strings.</param>
/// <param name="RowCount">Of this page.</param>
/// <param name="Truncated">More rows follow.</param>
/// <param name="Next">What <c>?after=</c> takes for the next page, null on the last.</param>
public sealed record RowsPage(IReadOnlyList<Column> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows, int RowCount, bool Truncated, int RowLimit, IReadOnlyList<string> Notes, string? Next);

public static class GetRows
{
    private const int DefaultRows = 1_000;
    private const string Json = "application/json", Ndjson = "application/x-ndjson", Csv = "text/csv", Parquet = "application/vnd.apache.parquet", Arrow = "application/vnd.apache.arrow.stream";

    /// <summary>The rows of a revision by <c>Accept</c>: a page as JSON, or all of them as NDJSON, CSV, Parquet or an Arrow stream.</summary>
    [WolverineGet("/api/analyst/datasets/{id}/revisions/{n}/rows")]
    [ProducesResponseType<RowsPage>(200, Json, Ndjson, Csv, Parquet, Arrow)]
    [ProducesResponseType<ProblemDetails>(404, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(406, "application/problem+json")]
    public static async Task<IResult> Get(
        Guid id, int n, [FromQuery] string? after, [FromQuery] int? limit, HttpContext http, ClaimsPrincipal user, IQuerySession session, TableFiles files, IQueryRunner engine, IOptions<AnalystOptions> options, CancellationToken ct)
    {
        var dataset = await session.LoadAsync<Dataset>(id, ct);
        if (Access.CheckRevision(user, dataset, n) is { } problem)
            return Results.Problem(problem);
        http.Response.Headers.Vary = "Accept";
        var revision = dataset!.Find(n)!;
        var rows = new RevisionRows(new RunnerScope(user.Tenant(), id), revision, files, engine);
        var format = Accepted.Best(http.Request, Json, Ndjson, Csv, Parquet, Arrow);
        if (format == Json)
            return await Page(rows, http, after, limit, (int)options.Value.Limits.Rows, ct);
        var whole = format switch
        {
            Parquet => await rows.Stored(Parquet, ct),
            Csv => await rows.Whole(ExportFormat.Csv, "text/csv; charset=utf-8; header=present", ct),
            Ndjson => await rows.Whole(ExportFormat.Ndjson, Ndjson, ct),
            Arrow => await rows.Whole(ExportFormat.Arrow, Arrow, ct),
            _ => Problems.Result("not-acceptable", $"Rows are given as {Json}, {Ndjson}, {Csv}, {Parquet} or {Arrow}."),
        };
        if (format is not null)
            Describe(http.Response.Headers, revision, $"{Path.GetFileNameWithoutExtension(dataset.Name)}-{n}{Ending(format)}");
        return whole;
    }

    private static void Describe(IHeaderDictionary headers, Revision revision, string name)
    {
        headers["X-Row-Count"] = revision.RowCount.ToString(CultureInfo.InvariantCulture);
        headers["X-Truncated"] = "false";
        headers.CacheControl = GetRevision.ForEver;
        headers.ContentDisposition = FileDownload.Attachment(name);
    }

    private static async Task<IResult> Page(RevisionRows rows, HttpContext http, string? after, int? limit, int most, CancellationToken ct)
    {
        if (limit is { } asked && (asked < 1 || asked > most))
            return Problems.Result("bad-request", $"limit takes 1 to {most}.");
        var (_, offset, problem) = Paging.Read<long>(limit: null, after);
        if (problem is not null || offset < 0)
            return problem ?? Problems.Result("bad-request", "after takes the 'next' of an earlier page, as it was given.");
        var (page, next) = await rows.Page(offset ?? 0, limit ?? Math.Min(DefaultRows, most), ct);
        if (page.RowCount == 0 && page.Truncated)
            return Problems.Result("query-too-big", "One row is larger than a page may be; ask for the whole table in another format.");
        return new RowsAnswer(page, next is { } more ? Paging.Next(http, more) : null);
    }

    private static string Ending(string format) => format switch
    {
        Parquet => ".parquet",
        Csv => ".csv",
        Ndjson => ".ndjson",
        _ => ".arrows",
    };

    /// <summary>Writes a <see cref="RowsPage"/> with the engine's rows as they came.</summary>
    private sealed class RowsAnswer(QueryResult page, string? next) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.ContentType = "application/json; charset=utf-8";
            httpContext.Response.Headers.CacheControl = GetRevision.ForEver;
            await using var json = new Utf8JsonWriter(httpContext.Response.BodyWriter, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
            json.WriteStartObject();
            json.WritePropertyName("columns");
            JsonSerializer.Serialize(json, page.Columns, JsonSerializerOptions.Web);
            json.WritePropertyName("rows");
            json.WriteRawValue(page.Rows.Span, skipInputValidation: true);
            json.WriteNumber("rowCount", page.RowCount);
            json.WriteBoolean("truncated", next is not null);
            json.WriteNumber("rowLimit", page.RowLimit);
            json.WritePropertyName("notes");
            JsonSerializer.Serialize(json, page.Notes, JsonSerializerOptions.Web);
            json.WriteString("next", next);
            json.WriteEndObject();
            await json.FlushAsync(httpContext.RequestAborted);
        }
    }
}
