using Analyst.Domain.Questions;
using Analyst.Projections;
using JasperFx.Events;

namespace Analyst.Tests.Projections;

/// <summary>Facts with the metadata that the event store gives them, one second apart.</summary>
internal static class Stored
{
    public static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    /// <param name="stream">Of which the facts are; null for the dataset or question that the fact is about.</param>
    public static IReadOnlyList<IEvent> Facts(IEnumerable<object> facts, Guid? stream = null) => [.. facts.Select((fact, n) => Fact(fact, n, stream))];

    public static IEvent Fact(object fact, int number = 0, Guid? stream = null)
    {
        var e = (IEvent)Activator.CreateInstance(typeof(Event<>).MakeGenericType(fact.GetType()), fact)!;
        e.Id = Domain.Facts.Id(1000 + number);
        e.StreamId = stream ?? (fact is IQuestionEvent ? Domain.Facts.QuestionId : Domain.Facts.DatasetId);
        e.Version = number + 1;
        e.Sequence = 500 + number;
        // PostgreSQL keeps microseconds; .NET counts in tenths of them.
        e.Timestamp = At(number).AddTicks(7);
        e.EventTypeName = AnalystProjections.EventNames[fact.GetType()];
        e.UserName = "alice";
        e.CorrelationId = "correlation";
        e.CausationId = "causation";
        return e;
    }

    public static DateTimeOffset At(int number) => Start.AddSeconds(number);
}
