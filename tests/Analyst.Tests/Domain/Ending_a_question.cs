using Analyst.Domain;
using Analyst.Domain.Questions;
using static Analyst.Tests.Domain.Facts;

namespace Analyst.Tests.Domain;

public sealed class Ending_a_question
{
    [Fact]
    public void takes_up_its_job() =>
        GivenQuestion.Of(Asked).When(q => q.BeginJob(QuestionId)).Yields(Attempt(QuestionId, JobKinds.Answer, 1));

    [Fact]
    public void records_the_words_and_the_answer_in_one_append() =>
        GivenQuestion.Of(Asked).When(q => q.Record(new AnswerFound(Interpreted, Answered: Answered))).Yields(Interpreted, Answered);

    [Fact]
    public void records_the_words_of_a_statement_that_failed() =>
        GivenQuestion.Of(Asked).When(q => q.Record(new AnswerFound(Interpreted, Failed: NotAnswered))).Yields(Interpreted, NotAnswered);

    [Fact]
    public void records_a_clarification_without_words() =>
        GivenQuestion.Of(Asked).When(q => q.Record(new AnswerFound(null, Clarification: Clarify))).Yields(Clarify);

    [Fact]
    public void records_that_the_data_cannot_know() =>
        GivenQuestion.Of(Asked).When(q => q.Record(new AnswerFound(null, NotAnswerable: NotAnswerable))).Yields(NotAnswerable);

    public static readonly TheoryData<string> Endings = ["answered", "clarification", "not answerable", "failed"];

    [Theory, MemberData(nameof(Endings))]
    public void happens_once(string ending)
    {
        object fact = ending switch { "answered" => Answered, "clarification" => Clarify, "not answerable" => NotAnswerable, _ => NotAnswered };
        var ended = GivenQuestion.Of(Asked, fact);
        ended.When(q => q.Record(new AnswerFound(Interpreted, Answered: Answered))).AppendsNothing();
        ended.When(q => q.Record(new AnswerFound(null, Failed: NotAnswered))).AppendsNothing();
        ended.When(q => q.BeginJob(QuestionId)).AppendsNothing();
        Assert.Same(fact, ended.Outcome);
    }

    [Fact]
    public void gives_up_after_the_last_attempt() =>
        GivenQuestion.Of([Asked, .. Enumerable.Range(1, OpenJobs.MaximumAttempts).Select(n => Attempt(QuestionId, JobKinds.Answer, n))])
            .When(q => q.BeginJob(QuestionId)).IsRefused("job-gave-up");

    [Fact]
    public void needs_one_of_the_four_endings() =>
        Assert.Throws<InvalidOperationException>(() => new AnswerFound(Interpreted).Outcome);

    [Fact]
    public void begins_with_the_asking()
    {
        var question = GivenQuestion.Of(Asked);
        Assert.Equal((QuestionId, Facts.DatasetId, 1, Asked.Question), (question.Id, question.DatasetId, question.Revision, question.Text));
        Assert.Equal((null, null), (question.Interpretation, question.Outcome));
        Assert.Equal([new OpenJob(QuestionId, JobKinds.Answer, 0)], question.Jobs.All);
    }

    [Fact]
    public void is_nothing_without_the_asking() => Assert.Null(GivenQuestion.Of(Answered));

    [Fact]
    public void keeps_the_words_and_counts_attempts()
    {
        var question = GivenQuestion.Of(Asked, Attempt(QuestionId, JobKinds.Answer, 1), Interpreted);
        Assert.Same(Interpreted, question.Interpretation);
        Assert.Equal(1, question.Jobs.Find(QuestionId)?.Attempts);
    }
}
