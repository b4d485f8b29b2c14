using System.Security.Claims;
using Analyst.Api.Caching;
using Analyst.Api.Hosting;
using Analyst.Domain.Datasets;
using Analyst.Domain.Questions;
using Analyst.Projections;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Wolverine;
using Wolverine.Http;
using Wolverine.Marten;

namespace Analyst.Api.Features.Questions;

/// <summary>A question in plain words.</summary>
/// <param name="Revision">Which revision to ask, the current one when left out.</param>
public sealed record AskQuestion(string? Question, int? Revision);

public static class AskQuestionEndpoint
{
    /// <summary>Answers from what is known for this revision, else hands the question to a worker and waits as long as <c>Prefer: wait=n</c> says (10 s), then answers 202.</summary>
    [WolverinePost("/api/analyst/datasets/{id}/query")]
    [ProducesResponseType<AnswerView>(200, "application/json")]
    [ProducesResponseType(202)]
    [ProducesResponseType<ProblemDetails>(404, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(409, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(422, "application/problem+json")]
    public static async Task<(IResult, IMartenOp, OutgoingMessages)> Post(
        Guid id, AskQuestion? ask, [FromHeader(Name = "Prefer")] string? prefer, ClaimsPrincipal user, IQuerySession session, AnswerCache cache, IOptions<AnalystOptions> options, TimeProvider time, CancellationToken ct)
    {
        var words = ask?.Question?.Trim() ?? "";
        if (words.Length == 0)
            return Refuse(Problems.Of("question-empty", "Send {\"question\": \"…\"}."));
        if (words.Length > options.Value.Limits.QuestionLength)
            return Refuse(Problems.Of("question-too-long", $"A question has at most {options.Value.Limits.QuestionLength} characters."));
        var dataset = await session.LoadAsync<Dataset>(id, ct);
        if (Access.CheckRevision(user, dataset, ask!.Revision) is { } problem)
            return Refuse(problem);

        var revision = ask.Revision ?? dataset!.Current!.Number;
        var questionId = Guid.CreateVersion7(time.GetUtcNow());
        var asked = new QuestionAsked(questionId, id, revision, words);
        var answer = new AnswerWhenReady(questionId, user.Tenant(), Preference.Read(prefer));
        if (await cache.Find(user.Tenant(), id, revision, words, ct) is { } known && await session.LoadAsync<QuestionLog>(known, ct) is { Outcome: "answered" } earlier)
            return (answer, MartenOps.StartStream<Question>(questionId, [asked, .. Repeat(questionId, earlier)]), []);
        return (answer, MartenOps.StartStream<Question>(questionId, asked), [new AnswerQuestion(questionId, id)]);
    }

    /// <summary>The facts of an answer that was already known for this revision.</summary>
    private static object[] Repeat(Guid questionId, QuestionLog earlier) =>
    [
        new QuestionInterpreted(earlier.DatasetId, earlier.Sql!, "cache", [.. earlier.Assumptions], earlier.Confidence ?? 0, [.. earlier.Evidence]),
        new QuestionAnswered(
            questionId, earlier.DatasetId, earlier.Text!, earlier.Sql!, earlier.ResultKey!, earlier.ResultHash!, earlier.RowCount ?? 0, earlier.Truncated, earlier.Chart, earlier.Engine!,
            DurationMs: 0, earlier.AnsweredFrom ?? earlier.Id),
    ];

    private static (IResult, IMartenOp, OutgoingMessages) Refuse(ProblemDetails problem) => (Results.Problem(problem), MartenOps.Nothing(), []);
}
