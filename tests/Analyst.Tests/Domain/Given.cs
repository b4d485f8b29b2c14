using System.Text.Json;
using Analyst.Domain;
using Analyst.Domain.Datasets;
using Analyst.Domain.Questions;

namespace Analyst.Tests.Domain;

/// <summary>Given these facts of a dataset.</summary>
internal static class GivenDataset
{
    public static Dataset Of(params IEnumerable<object> facts) => facts.Aggregate((Dataset?)null, (state, fact) => Dataset.Evolve(state, Facts.DatasetId, fact))!;

    public static Decision When(this Dataset dataset, Func<Dataset, Decision> decide) => decide(dataset);

    /// <summary>Folds what was decided, to decide again on the newer state.</summary>
    public static Dataset And(this Dataset dataset, params IEnumerable<object> facts) => facts.Aggregate(dataset, (state, fact) => Dataset.Evolve(state, Facts.DatasetId, fact)!);
}

/// <summary>Given these facts of a question.</summary>
internal static class GivenQuestion
{
    public static Question Of(params IEnumerable<object> facts) => facts.Aggregate((Question?)null, (state, fact) => Question.Evolve(state, Facts.QuestionId, fact))!;

    public static Decision When(this Question question, Func<Question, Decision> decide) => decide(question);
}

/// <summary>Then exactly these facts, or this refusal.</summary>
internal static class Then
{
    public static void Yields(this Decision decision, params object[] facts)
    {
        Assert.Null(decision.Refusal);
        Assert.Equal(facts.Select(Text), decision.Events.Select(Text));
    }

    public static void AppendsNothing(this Decision decision) => decision.Yields();

    public static void IsRefused(this Decision decision, string code)
    {
        Assert.Equal(code, decision.Refusal?.Code);
        Assert.NotEmpty(decision.Refusal!.Reason);
        Assert.Empty(decision.Events);
    }

    // Records with lists are equal only when the lists are the same object; as text they are equal when they say the same.
    private static string Text(object fact) => $"{fact.GetType().Name} {JsonSerializer.Serialize(fact, fact.GetType())}";
}
