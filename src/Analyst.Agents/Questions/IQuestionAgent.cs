using Analyst.Domain.Datasets;

namespace Analyst.Agents.Questions;

/// <summary>Plain words in, one SELECT over the view <c>data</c> out, or the reason why not.</summary>
public interface IQuestionAgent
{
    Task<Interpretation> Interpret(QuestionContext context, CancellationToken ct);
}

/// <param name="Profile">Columns, types, roles and values of the asked revision.</param>
public sealed record QuestionContext(string Question, TableProfile Profile);

public abstract record Interpretation
{
    private Interpretation() { }

    /// <summary>A statement that has not run.</summary>
    /// <param name="Sql">One SELECT in DuckDB's dialect over <c>data</c>, names quoted.</param>
    /// <param name="Confidence">0 to 1.</param>
    /// <param name="Evidence">One sentence each: which word was taken for which column or value.</param>
    /// <param name="Subject">Names the figure for the answer's sentence, e.g. <c>the sum of total</c>.</param>
    public sealed record Statement(string Sql, IReadOnlyList<string> Assumptions, double Confidence, IReadOnlyList<string> Evidence, string Subject) : Interpretation;

    /// <summary>Two readings are close; each choice is a question that can be asked as it stands.</summary>
    public sealed record Clarify(string Prompt, IReadOnlyList<string> Choices) : Interpretation;

    /// <summary>The data cannot know this.</summary>
    public sealed record NotAnswerable(string Reason) : Interpretation;
}
