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

namespace Analyst.Api.Features.Questions;

/// <summary>One SELECT over the view <c>data</c>.</summary>
/// <param name="Parameters">Values of <c>$name</c> parameters: strings, numbers, booleans or null.</param>
/// <param name="Limit">Rows at most, 1,000 when left out.</param>
/// <param name="Revision">Which revision to ask, the current one when left out.</param>
public sealed record RunSql(string? Sql, Dictionary<string, JsonElement>? Parameters, int? Limit, int? Revision);

public static class RunSqlEndpoint
{
    private const int DefaultRows = 1_000;

    /// <summary>Checks the statement on DuckDB's own parse tree and runs it in an engine process of this dataset.</summary>
    [WolverinePost("/api/analyst/datasets/{id}/sql")]
    [ProducesResponseType<TableView>(200, "application/json")]
    [ProducesResponseType<ProblemDetails>(404, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(409, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(422, "application/problem+json")]
    public static async Task<IResult> Post(Guid id, RunSql? run, ClaimsPrincipal user, IQuerySession session, TableFiles files, IQueryRunner engine, IOptions<AnalystOptions> options, CancellationToken ct)
    {
        var most = (int)options.Value.Limits.Rows;
        if (string.IsNullOrWhiteSpace(run?.Sql))
            return Problems.Result("sql-empty", "Send {\"sql\": \"SELECT … FROM data\"}.");
        if (run.Limit is { } limit && (limit < 1 || limit > most))
            return Problems.Result("bad-request", $"limit takes 1 to {most}.");
        if (run.Parameters?.Values.Any(v => v.ValueKind is JsonValueKind.Object or JsonValueKind.Array) == true)
            return Problems.Result("bad-request", "parameters takes strings, numbers, booleans and null.");
        var dataset = await session.LoadAsync<Dataset>(id, ct);
        if (Access.CheckRevision(user, dataset, run.Revision) is { } problem)
            return Results.Problem(problem);

        await using var table = await files.Revision(run.Revision is { } n ? dataset!.Find(n)! : dataset!.Current!, ct);
        var work = new QueryWork(new RunnerScope(user.Tenant(), id), new Dictionary<string, string> { ["data"] = table.Path }, run.Sql, run.Limit ?? Math.Min(DefaultRows, most), run.Parameters);
        return new TableResult(await engine.Query(work, ct));
    }

    /// <summary>The same by QUERY, the method for reads that need a body.</summary>
    [WolverineQuery("/api/analyst/datasets/{id}/sql")]
    [ProducesResponseType<TableView>(200, "application/json")]
    [ProducesResponseType<ProblemDetails>(404, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(409, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(422, "application/problem+json")]
    public static Task<IResult> Query(Guid id, RunSql? run, ClaimsPrincipal user, IQuerySession session, TableFiles files, IQueryRunner engine, IOptions<AnalystOptions> options, CancellationToken ct) =>
        Post(id, run, user, session, files, engine, options, ct);
}

/// <summary>A route for the HTTP method QUERY (draft-ietf-httpbis-safe-method-w-body).</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class WolverineQueryAttribute(string template) : WolverineHttpMethodAttribute("QUERY", template);

/// <summary>A table as every list of rows is sent.</summary>
/// <param name="Rows">Arrays of cells; integers beyond 2^53 and decimals are strings.</param>
/// <param name="Truncated">There were more rows than <paramref name="RowLimit"/>.</param>
public sealed record TableView(string Sql, IReadOnlyList<Column> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows, int RowCount, bool Truncated, int RowLimit, double DurationMs, IReadOnlyList<string> Notes);

/// <summary>Writes a <see cref="TableView"/> with the engine's rows as they came.</summary>
public sealed class TableResult(QueryResult table) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        await using var json = new Utf8JsonWriter(httpContext.Response.BodyWriter, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("sql", table.Sql);
        json.WritePropertyName("columns");
        JsonSerializer.Serialize(json, table.Columns, JsonSerializerOptions.Web);
        json.WritePropertyName("rows");
        json.WriteRawValue(table.Rows.Span, skipInputValidation: true);
        json.WriteNumber("rowCount", table.RowCount);
        json.WriteBoolean("truncated", table.Truncated);
        json.WriteNumber("rowLimit", table.RowLimit);
        json.WriteNumber("durationMs", Math.Round(table.DurationMs, 3));
        json.WritePropertyName("notes");
        JsonSerializer.Serialize(json, table.Notes, JsonSerializerOptions.Web);
        json.WriteEndObject();
        await json.FlushAsync(httpContext.RequestAborted);
    }
}
