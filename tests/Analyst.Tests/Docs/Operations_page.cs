using Analyst.Api.Hosting;
using Analyst.Projections;
using Analyst.Tests.Architecture;

namespace Analyst.Tests.Docs;

public sealed class Operations_page
{
    private static readonly string Text = Repository.Read("docs/operations.md");

    [Fact]
    public void names_every_role() => Assert.All(Role.All, r => Assert.Contains($"`{r}`", Text, StringComparison.Ordinal));

    [Fact]
    public void names_every_read_model_that_can_be_rebuilt() => Assert.All(AnalystProjections.ReadModels, m => Assert.Contains($"`{m}`", Text, StringComparison.Ordinal));

    [Fact]
    public void names_every_schema() => Assert.All(
        [EventStoreSetup.Schema, MessagingSetup.QueueSchema, MessagingSetup.MessageStoreSchema(Role.All.ToHashSet()), MessagingSetup.MessageStoreSchema(new HashSet<string> { Role.Api })],
        schema => Assert.Contains($"`{schema}`", Text, StringComparison.Ordinal));

    [Fact]
    public void names_every_failpoint() => Assert.All(Failpoint.All, p => Assert.Contains($"| `{p}` |", Text, StringComparison.Ordinal));

    [Fact]
    public void tells_how_often_a_job_is_tried() => Assert.Contains($"{Analyst.Domain.OpenJobs.MaximumAttempts} attempts", Text, StringComparison.Ordinal);
}
