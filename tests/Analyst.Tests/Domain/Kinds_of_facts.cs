using Analyst.Domain;
using Analyst.Domain.Datasets;
using Analyst.Domain.Questions;
using Analyst.Projections;

namespace Analyst.Tests.Domain;

public sealed class Kinds_of_facts
{
    private static readonly Type[] Types = [.. typeof(Dataset).Assembly.GetTypes().Where(t => t is { IsClass: true, IsAbstract: false })];

    public static readonly TheoryData<string> Names = [.. Facts.All.Select(f => f.GetType().Name)];

    private static object Fact(string name) => Facts.All.Single(f => f.GetType().Name == name);

    [Fact]
    public void are_all_covered_here() =>
        Assert.Equal(AnalystProjections.EventNames.Keys.Select(t => t.Name).Order(), Names.Select(n => n.Data).Order());

    [Fact]
    public void are_all_stored_under_a_name()
    {
        var facts = Types.Where(t => typeof(IJobEvent).IsAssignableFrom(t) || typeof(IQuestionEvent).IsAssignableFrom(t));
        Assert.Empty(facts.Except(AnalystProjections.EventNames.Keys));
    }

    [Fact]
    public void have_names_that_differ() =>
        Assert.Equal(AnalystProjections.EventNames.Count, AnalystProjections.EventNames.Values.Distinct().Count());

    [Fact]
    public void of_jobs_open_count_or_close_a_job()
    {
        foreach (var fact in Facts.All.OfType<IJobEvent>())
        {
            var opened = new OpenJobs([new OpenJob(fact.JobId, JobKinds.Ingest, 0)]);
            var after = fact is IJobAccepted ? OpenJobs.None.After(fact) : opened.After(fact);
            var expected = fact switch
            {
                IJobAccepted a => new OpenJob(a.JobId, a.JobKind, 0),
                JobAttempted a => new OpenJob(a.JobId, JobKinds.Ingest, a.Attempt),
                _ => null,
            };
            Assert.Equal(expected, after.Find(fact.JobId));
        }
    }

    [Fact]
    public void of_jobs_have_a_kind_that_is_listed()
    {
        var kinds = typeof(JobKinds).GetFields().Select(f => (string)f.GetRawConstantValue()!).Order();
        Assert.Equal(kinds, Facts.All.OfType<IJobAccepted>().Select(a => a.JobKind).Distinct().Order());
    }

    [Theory, MemberData(nameof(Names))]
    public void are_folded_without_loss_of_the_dataset(string name) =>
        Assert.NotNull(GivenDataset.Of([.. Facts.Planned, Fact(name)]));

    [Theory, MemberData(nameof(Names))]
    public void do_not_change_what_was_folded_before(string name)
    {
        var before = GivenDataset.Of(Facts.Planned);
        var copy = before with { };
        GivenDataset.And(before, Fact(name));
        Assert.Equal(copy, before);
    }
}
