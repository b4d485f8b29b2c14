using Analyst.Domain.Questions;
using JasperFx.Events;
using Marten.Events.Aggregation;

namespace Analyst.Projections;

/// <summary>A line in the history of questions, with everything its answer shows but the rows.</summary>
/// <param name="Outcome"><c>pending</c>, <c>answered</c>, <c>clarification_needed</c>, <c>not_answerable</c> or <c>failed</c>.</param>
/// <param name="Source"><c>cache</c>, <c>interpreter</c>, <c>model</c> or <c>approved</c>.</param>
/// <param name="Text">The answer's sentence, the prompt of a clarification, or the reason why there is none.</param>
public sealed record QuestionLog(
    Guid Id,
    Guid DatasetId,
    int Revision,
    string AskedBy,
    DateTimeOffset AskedAt,
    DateTimeOffset? EndedAt,
    string Question,
    string Outcome,
    string? Source,
    string? Text,
    string? Code,
    string? Sql,
    IReadOnlyList<string> Assumptions,
    double? Confidence,
    IReadOnlyList<string> Evidence,
    IReadOnlyList<string> Choices,
    string? ResultKey,
    string? ResultHash,
    long? RowCount,
    bool Truncated,
    Chart? Chart,
    string? Engine,
    long? DurationMs,
    Guid? AnsweredFrom,
    string? CorrelationId);

public sealed class QuestionLogProjection : SingleStreamProjection<QuestionLog, Guid>
{
    public QuestionLogProjection() => Name = "question-log";

    public override QuestionLog? Evolve(QuestionLog? snapshot, Guid id, IEvent e) => (snapshot, e.Data) switch
    {
        (_, QuestionAsked q) => new QuestionLog(
            id, q.DatasetId, q.Revision, e.UserName ?? "", e.At(), EndedAt: null, q.Question, "pending", Source: null, Text: null, Code: null, Sql: null,
            Assumptions: [], Confidence: null, Evidence: [], Choices: [], ResultKey: null, ResultHash: null, RowCount: null, Truncated: false, Chart: null,
            Engine: null, DurationMs: null, AnsweredFrom: null, e.CorrelationId),
        ({ } s, QuestionInterpreted i) => s with { Sql = i.Sql, Source = i.Source, Assumptions = i.Assumptions, Confidence = i.Confidence, Evidence = i.Evidence },
        ({ } s, QuestionAnswered a) => s with
        {
            Outcome = "answered",
            EndedAt = e.At(),
            Text = a.Text,
            Sql = a.Sql,
            ResultKey = a.ResultKey,
            ResultHash = a.ResultHash,
            RowCount = a.RowCount,
            Truncated = a.Truncated,
            Chart = a.Chart,
            Engine = a.Engine,
            DurationMs = a.DurationMs,
            AnsweredFrom = a.AnsweredFrom,
        },
        ({ } s, ClarificationRequested c) => s with { Outcome = "clarification_needed", EndedAt = e.At(), Text = c.Prompt, Choices = c.Choices },
        ({ } s, QuestionNotAnswerable n) => s with { Outcome = "not_answerable", EndedAt = e.At(), Text = n.Reason },
        ({ } s, QuestionFailed f) => s with { Outcome = "failed", EndedAt = e.At(), Code = f.Code, Text = f.Reason },
        _ => snapshot,
    };
}
