using System.Text.Json.Serialization;

namespace Analyst.Domain.Questions;

/// <summary>Every fact of a question names the dataset it is about, so that a dataset's history needs no second look-up.</summary>
public interface IQuestionEvent
{
    Guid DatasetId { get; }
}

// Facts in the order of a question's life. Who, when, tenant and cause are event metadata, never members.

/// <summary>Somebody asked about a revision of a dataset. The question's id is also its job's id.</summary>
public sealed record QuestionAsked(Guid JobId, Guid DatasetId, int Revision, string Question) : IJobAccepted, IQuestionEvent
{
    [JsonIgnore]
    public string JobKind => JobKinds.Answer;
}

/// <summary>The words became one SELECT statement that has not run yet.</summary>
/// <param name="Source">Where it came from: <c>approved</c>, <c>cache</c>, <c>interpreter</c> or <c>model</c>.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Evidence">Why, one sentence each: which word was taken for which column or value.</param>
public sealed record QuestionInterpreted(Guid DatasetId, string Sql, string Source, string[] Assumptions, double Confidence, string[] Evidence) : IQuestionEvent;

/// <summary>The statement ran; its rows are kept under <paramref name="ResultKey"/>.</summary>
/// <param name="Sql">The statement that ran, printed back from the checked parse tree.</param>
/// <param name="ResultHash">SHA-256 of the rows as JSON, lower-case hexadecimal.</param>
/// <param name="AnsweredFrom">The earlier question whose answer this repeats, when the cache knew it.</param>
/// <param name="Engine">Name and version of what computed it.</param>
public sealed record QuestionAnswered(
    Guid JobId,
    Guid DatasetId,
    string Text,
    string Sql,
    string ResultKey,
    string ResultHash,
    long RowCount,
    bool Truncated,
    Chart? Chart,
    string Engine,
    long DurationMs,
    Guid? AnsweredFrom = null) : IJobSucceeded, IQuestionEvent;

/// <summary>Several readings are close; the person chooses.</summary>
public sealed record ClarificationRequested(Guid JobId, Guid DatasetId, string Prompt, string[] Choices) : IJobSucceeded, IQuestionEvent;

/// <summary>The data cannot know this.</summary>
public sealed record QuestionNotAnswerable(Guid JobId, Guid DatasetId, string Reason) : IJobSucceeded, IQuestionEvent;

/// <summary>The question could not be answered though it might be answerable.</summary>
public sealed record QuestionFailed(Guid JobId, Guid DatasetId, string Code, string Reason) : IJobFailed, IQuestionEvent;
