using Analyst.Projections;
using static Analyst.Tests.Domain.Facts;

namespace Analyst.Tests.Projections;

public sealed class Line_in_the_history_of_questions
{
    private static QuestionLog? Of(params IEnumerable<object> facts) =>
        Stored.Facts(facts).Aggregate((QuestionLog?)null, (log, e) => new QuestionLogProjection().Evolve(log, QuestionId, e));

    [Fact]
    public void is_pending_when_it_is_asked()
    {
        var log = Of(Asked)!;
        Assert.Equal((QuestionId, DatasetId, 1, "alice", Stored.At(0), "correlation"), (log.Id, log.DatasetId, log.Revision, log.AskedBy, log.AskedAt, log.CorrelationId));
        Assert.Equal((Asked.Question, "pending", null), (log.Question, log.Outcome, log.EndedAt));
    }

    [Fact]
    public void shows_how_the_words_were_understood()
    {
        var log = Of(Asked, Interpreted)!;
        Assert.Equal((Interpreted.Sql, "interpreter", 0.9, "pending"), (log.Sql, log.Source, log.Confidence, log.Outcome));
        Assert.Equal((Interpreted.Assumptions, Interpreted.Evidence), (log.Assumptions, log.Evidence));
    }

    [Fact]
    public void shows_all_of_an_answer()
    {
        var log = Of(Asked, Interpreted, Answered with { Sql = "SELECT 1", Truncated = true })!;
        Assert.Equal(("answered", Stored.At(2), Answered.Text, "SELECT 1"), (log.Outcome, log.EndedAt, log.Text, log.Sql));
        Assert.Equal((Answered.ResultKey, Answered.ResultHash, 2L, true), (log.ResultKey, log.ResultHash, log.RowCount, log.Truncated));
        Assert.Equal((Answered.Chart, Answered.Engine, 12L, null), (log.Chart, log.Engine, log.DurationMs, log.AnsweredFrom));
    }

    [Fact]
    public void names_the_question_whose_answer_it_repeats() =>
        Assert.Equal(Id(7), Of(Asked, Interpreted, Answered with { AnsweredFrom = Id(7) })?.AnsweredFrom);

    [Fact]
    public void shows_the_choices_of_a_clarification()
    {
        var log = Of(Asked, Clarify)!;
        Assert.Equal(("clarification_needed", Stored.At(1), "Which date?"), (log.Outcome, log.EndedAt, log.Text));
        Assert.Equal(["ordered", "shipped"], log.Choices);
    }

    [Fact]
    public void says_why_the_data_cannot_know()
    {
        var log = Of(Asked, NotAnswerable)!;
        Assert.Equal(("not_answerable", Stored.At(1), NotAnswerable.Reason), (log.Outcome, log.EndedAt, log.Text));
    }

    [Fact]
    public void says_why_it_failed()
    {
        var log = Of(Asked, Interpreted, NotAnswered)!;
        Assert.Equal(("failed", Stored.At(2), "query-timeout", NotAnswered.Reason, Interpreted.Sql), (log.Outcome, log.EndedAt, log.Code, log.Text, log.Sql));
    }

    [Fact]
    public void does_not_change_while_a_worker_tries() =>
        Assert.Equal(Of(Asked), Of(Asked, Attempt(QuestionId, Analyst.Domain.JobKinds.Answer, 1)));

    [Fact]
    public void is_nothing_without_the_asking() => Assert.Null(Of(Answered));
}
