using System.Text.Json.Serialization;

namespace Analyst.Domain.Questions;

/// <summary>The life of one question, from words to a checked answer.</summary>
public sealed record Question(
    Guid Id,
    Guid DatasetId,
    int Revision,
    string Text,
    QuestionInterpreted? Interpretation,
    object? Outcome,
    OpenJobs Jobs)
{
    /// <summary>Folds one fact into the state: no rules, one arm per event.</summary>
    public static Question? Evolve(Question? state, Guid id, object fact) => (state, fact) switch
    {
        (_, QuestionAsked e) => new Question(id, e.DatasetId, e.Revision, e.Question, Interpretation: null, Outcome: null, OpenJobs.None.After(e)),
        ({ } s, QuestionInterpreted e) => s with { Interpretation = e },
        ({ } s, QuestionAnswered or ClarificationRequested or QuestionNotAnswerable or QuestionFailed) => s with { Outcome = fact, Jobs = s.Jobs.After(fact) },
        ({ } s, _) => s with { Jobs = s.Jobs.After(fact) },
        _ => null,
    };

    public Decision BeginJob(Guid jobId) => Jobs.Begin(DatasetId, jobId);

    /// <summary>Ends the question with what the agent and the engine found, once.</summary>
    public Decision Record(AnswerFound found) => found switch
    {
        { Interpretation: { } words } => Jobs.End(Id, words, found.Outcome),
        _ => Jobs.End(Id, found.Outcome),
    };
}

/// <summary>How a question ended: its words if they were understood, and exactly one of the four endings.</summary>
public sealed record AnswerFound(
    QuestionInterpreted? Interpretation,
    QuestionAnswered? Answered = null,
    ClarificationRequested? Clarification = null,
    QuestionNotAnswerable? NotAnswerable = null,
    QuestionFailed? Failed = null)
{
    [JsonIgnore]
    public IJobEvent Outcome => (IJobEvent?)Answered ?? (IJobEvent?)Clarification ?? (IJobEvent?)NotAnswerable ?? Failed ?? throw new InvalidOperationException("A question ends in one of four ways.");
}
