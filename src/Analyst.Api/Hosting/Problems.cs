using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Analyst.Api.Storage;
using Analyst.Domain;
using Analyst.Engine;
using JasperFx;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Npgsql;
using AmazonServiceException = Amazon.Runtime.AmazonServiceException;

namespace Analyst.Api.Hosting;

/// <summary>A kind of problem: its status and title. The code is what programs may rely on.</summary>
/// <param name="Retryable">The same request may succeed later.</param>
public sealed record ProblemKind(string Code, int Status, string Title, bool Retryable = false);

/// <summary>RFC 9457 problem documents: one catalogue, one shape, for refusals, engine errors and what nobody foresaw.</summary>
public static class Problems
{
    public const string Path = "/api/analyst/problems";

    public static readonly IReadOnlyDictionary<string, ProblemKind> Catalogue = new ProblemKind[]
    {
        new("bad-request", 400, "The request cannot be understood"),
        new("body-truncated", 400, "The body ended before it was complete"),
        new("empty-body", 400, "The body is empty"),
        new("unauthenticated", 401, "Who is calling is not known"),
        new("forbidden", 403, "This may not be done"),
        new("not-found", 404, "There is no such thing"),
        new("method-not-allowed", 405, "This method is not served here"),
        new("not-acceptable", 406, "No asked-for format can be given"),
        new("conflict", 409, "Somebody else was faster", Retryable: true),
        new("offset-conflict", 409, "The upload has another offset"),
        new("upload-ended", 410, "The upload is not there any more"),
        new("body-too-slow", 408, "The body took too long"),
        new("precondition-failed", 412, "It has changed since it was read"),
        new("too-large", 413, "The body is too large"),
        new("unsupported-media-type", 415, "This kind of body is not read here"),
        new("precondition-required", 428, "The request must say which state it is about"),
        new("internal-error", 500, "Something broke on our side", Retryable: true),
        new("unavailable", 503, "A part of the system is away", Retryable: true),
        new("uploads-busy", 503, "Too many files are coming in at once", Retryable: true),
        new("storage-full", 507, "There is no room left", Retryable: true),

        new("checksum-mismatch", 460, "The bytes are not those that were announced"),
        new("digest-mismatch", 422, "The bytes are not those that were announced"),
        new("dataset-not-ready", 409, "The dataset cannot be asked yet", Retryable: true),
        new("dataset-failed", 409, "The file could not be read"),
        new("dataset-deleted", 410, "The dataset was deleted"),
        new("revision-not-found", 404, "There is no such revision"),
        new("revision-in-progress", 409, "Another revision is being made", Retryable: true),
        new("column-not-found", 404, "There is no such column"),
        new("type-unknown", 422, "There is no such type"),
        new("column-unknown", 422, "There is no such column"),
        new("semantic-type-unknown", 422, "There is no such semantic type"),
        new("role-unknown", 422, "There is no such role"),
        new("profile-not-ready", 404, "The profile is not known yet", Retryable: true),
        new("plan-not-found", 404, "There is no such plan"),
        new("plan-outdated", 409, "The plan is for an older revision"),
        new("plan-already-approved", 409, "The plan is closed"),
        new("plan-closed", 409, "The plan is closed"),
        new("operation-not-found", 422, "The plan has no such operation"),
        new("no-operations", 422, "No operation was named"),
        new("destructive-operation", 422, "The operation removes rows or columns"),
        new("cleaning-in-progress", 409, "A plan is being applied", Retryable: true),
        new("operation-invalid", 422, "The operation is not known or lacks a parameter"),
        new("operation-does-not-fit", 422, "The operation does not fit the data"),
        new("no-rows", 409, "The answer has no rows to show"),
        new("no-chart", 404, "The answer has no chart"),
        new("question-empty", 422, "There is no question"),
        new("question-too-long", 422, "The question is too long"),
        new("job-gave-up", 500, "The job was tried too often"),

        new("input-missing", 503, "A file of the dataset cannot be reached", Retryable: true),
        new("csv-empty", 422, "The file is empty"),
        new("csv-unreadable", 422, "The file cannot be read as a table"),
        new("file-unreadable", 422, "The file is damaged or not of a kind that is read here"),
        new("too-large-expanded", 422, "The file is too large once it is expanded"),
        new("choice-invalid", 422, "A declared choice does not fit the file"),
        new("sql-empty", 422, "There is no statement"),
        new("sql-invalid", 422, "The statement cannot be parsed"),
        new("sql-too-long", 422, "The statement is too long"),
        new("sql-too-complex", 422, "The statement is too complex"),
        new("sql-parameter-missing", 422, "A parameter has no value"),
        new("sql-not-select", 422, "Only one SELECT may run"),
        new("sql-unknown-name", 422, "The statement names something that is not there"),
        new("sql-function-refused", 422, "The statement calls a function that may not be called"),
        new("sql-refused", 422, "The statement may not run"),
        new("sql-failed", 422, "The statement failed on the data"),
        new("query-timeout", 422, "The statement ran too long"),
        new("query-too-big", 422, "The statement needs too much memory"),
        new("work-timeout", 422, "The work took too long"),
        new("work-too-big", 422, "The work needs too much memory or disk"),
        new("engine-failed", 500, "The engine failed"),
        new("runner-crashed", 503, "The engine's process died", Retryable: true),
        new("runner-busy", 503, "All engine processes are busy", Retryable: true),
    }.ToDictionary(k => k.Code);

    private static readonly IReadOnlyDictionary<int, string> CodeOfStatus = Catalogue.Values.GroupBy(k => k.Status).ToDictionary(g => g.Key, g => g.First().Code);

    public static ProblemDetails Of(string code, string detail)
    {
        var kind = Catalogue.GetValueOrDefault(code) ?? Catalogue["internal-error"];
        return new ProblemDetails
        {
            Type = $"{Path}/{kind.Code}",
            Title = kind.Title,
            Status = kind.Status,
            Detail = detail,
            Extensions = { ["code"] = kind.Code, ["retryable"] = kind.Retryable },
        };
    }

    public static IResult Result(string code, string detail) => Results.Problem(Of(code, detail));

    /// <summary>The same body for what is not there and for what another owns.</summary>
    public static ProblemDetails NotFound() => Of("not-found", "There is no such thing, or it is not yours.");

    /// <summary>For an answer that has a status and no body yet, in the same form whatever the caller accepts.</summary>
    public static IResult OfStatus(int status) => status == StatusCodes.Status404NotFound
        ? Results.Problem(NotFound())
        : Result(CodeOfStatus.GetValueOrDefault(status) ?? (status < 500 ? "bad-request" : "internal-error"), Hint(status) ?? "");

    public static Task Write(HttpContext http, string code, string detail) => Result(code, detail).ExecuteAsync(http);

    public static void AddProblems(this WebApplicationBuilder builder)
    {
        builder.Services.AddProblemDetails(o => o.CustomizeProblemDetails = Complete);
        builder.Services.AddExceptionHandler<ProblemOfException>();
    }

    /// <summary>Gives every problem, also the framework's own, its code, trace and place.</summary>
    private static void Complete(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        problem.Instance ??= context.HttpContext.Request.Path;
        problem.Extensions["traceId"] = Activity.Current?.TraceId.ToString() ?? context.HttpContext.TraceIdentifier;
        if (problem.Status is StatusCodes.Status503ServiceUnavailable or StatusCodes.Status507InsufficientStorage)
            context.HttpContext.Response.Headers.TryAdd("Retry-After", "2");
        if (problem.Extensions.ContainsKey("code"))
            return;
        var status = problem.Status ?? context.HttpContext.Response.StatusCode;
        var kind = Catalogue[CodeOfStatus.GetValueOrDefault(status) ?? (status < 500 ? "bad-request" : "internal-error")];
        problem.Type = $"{Path}/{kind.Code}";
        problem.Title = kind.Title;
        problem.Detail = problem.Extensions.ContainsKey("bytePositionInLine") || problem.Detail?.Contains("Analyst.", StringComparison.Ordinal) == true
            ? "The JSON body cannot be read in the shape that this route takes; /docs shows it."
            : problem.Detail ?? Hint(status);
        problem.Extensions["code"] = kind.Code;
        problem.Extensions["retryable"] = kind.Retryable;
    }

    private static string? Hint(int status) => status switch
    {
        StatusCodes.Status404NotFound => NotFound().Detail,
        StatusCodes.Status405MethodNotAllowed => "The header Allow names the methods that are served here.",
        StatusCodes.Status415UnsupportedMediaType => "Send the body as JSON, with Content-Type: application/json.",
        _ => null,
    };

    private sealed class ProblemOfException(ILogger<ProblemOfException> log) : IExceptionHandler
    {
        public async ValueTask<bool> TryHandleAsync(HttpContext http, Exception e, CancellationToken ct)
        {
            var (code, detail) = e switch
            {
                _ when await Vanished.IsDeleted(http, e, ct) => ("dataset-deleted", "The dataset was deleted meanwhile; its history stays readable."),
                EngineException x => (x.Code, x.Message),
                BlobMissingException => ("input-missing", "An object of the dataset cannot be found in the object store."),
                ConcurrencyException => ("conflict", "Somebody changed this at the same moment; read it again and repeat."),
                BlobTooLargeException x => ("too-large", x.Message),
                BadHttpRequestException { StatusCode: 413 } => ("too-large", "The body is larger than this server takes."),
                BadHttpRequestException x => ("bad-request", x.Message),
                _ when Chain(e).Any(NoRoom) => ("storage-full", "There is no room left where files are kept; nothing of this one was. Send it again when the operator has made room."),
                // A lock that another request holds, a deadlock, a serialization failure: a lost race, not an outage.
                _ when Chain(e).Any(x => x is Marten.Exceptions.StreamLockedException or PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure }) => ("conflict", "Somebody changed this at the same moment; read it again and repeat."),
                _ when Chain(e).Any(x => x is NpgsqlException { IsTransient: true } or SocketException or AmazonServiceException { StatusCode: >= HttpStatusCode.InternalServerError }) => ("unavailable", "The database or the object store does not answer; nothing was acknowledged, send it again in a moment."),
                _ => ("internal-error", "The request was not carried out. Nothing was acknowledged; it can be sent again."),
            };
            if (code is "internal-error" or "unavailable" or "storage-full")
                log.LogError(e, "Unforeseen error in {Method} {Path}", http.Request.Method, http.Request.Path);
            http.Response.StatusCode = Of(code, detail).Status!.Value;
            await Write(http, code, detail);
            return true;
        }

        // ENOSPC and EDQUOT of Linux, ERROR_DISK_FULL of Windows.
        private static bool NoRoom(Exception e) => e is IOException { HResult: 28 or 122 or unchecked((int)0x80070070) };

        private static IEnumerable<Exception> Chain(Exception? e)
        {
            for (; e is not null; e = e.InnerException)
                yield return e;
        }
    }
}

/// <summary>Turns decisions into HTTP.</summary>
public static class DecisionHttp
{
    /// <summary>The refusal as a problem, or what was wanted.</summary>
    public static IResult ToHttp(this Decision decision, Func<IResult> accepted) => decision.Refusal is { } r ? Problems.Result(r.Code, r.Reason) : accepted();
}
