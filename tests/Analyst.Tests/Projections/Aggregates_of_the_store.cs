using Analyst.Domain.Datasets;
using Analyst.Domain.Questions;
using Analyst.Projections;
using JasperFx.Events.Projections;
using static Analyst.Tests.Domain.Facts;

namespace Analyst.Tests.Projections;

public sealed class Aggregates_of_the_store
{
    [Fact]
    public void fold_as_the_domain_does()
    {
        var stored = Stored.Facts(Planned).Aggregate((Dataset?)null, (state, e) => new DatasetAggregate().Evolve(state, DatasetId, e));
        var folded = Domain.GivenDataset.Of(Planned);
        Assert.Equal((folded.Status, folded.Current!.ProfileKey, folded.Plan!.Hash), (stored!.Status, stored.Current!.ProfileKey, stored.Plan!.Hash));
        Assert.Same(Answered, Stored.Facts([Asked, Answered]).Aggregate((Question?)null, (state, e) => new QuestionAggregate().Evolve(state, QuestionId, e))!.Outcome);
    }

    [Fact]
    public void have_the_names_that_a_rebuild_takes()
    {
        var names = typeof(AnalystProjections).Assembly.GetTypes()
            .Where(t => !t.IsAbstract && typeof(ProjectionBase).IsAssignableFrom(t))
            .Select(t => ((ProjectionBase)Activator.CreateInstance(t)!).Name)
            .Order();
        Assert.Equal(AnalystProjections.ReadModels.Append("question").Order(), names);
    }
}
