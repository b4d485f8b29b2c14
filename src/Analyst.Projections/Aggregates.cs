using Analyst.Domain.Datasets;
using Analyst.Domain.Questions;
using JasperFx.Events;
using Marten.Events.Aggregation;

namespace Analyst.Projections;

/// <summary>Hands Marten the domain's own fold, so the domain needs no package.</summary>
public sealed class DatasetAggregate : SingleStreamProjection<Dataset, Guid>
{
    public DatasetAggregate() => Name = "dataset";

    public override Dataset? Evolve(Dataset? snapshot, Guid id, IEvent e) => Dataset.Evolve(snapshot, id, e.Data);
}

/// <summary>Hands Marten the domain's own fold, so the domain needs no package.</summary>
public sealed class QuestionAggregate : SingleStreamProjection<Question, Guid>
{
    public QuestionAggregate() => Name = "question";

    public override Question? Evolve(Question? snapshot, Guid id, IEvent e) => Question.Evolve(snapshot, id, e.Data);
}
