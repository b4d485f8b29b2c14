using System.Reflection;
using Analyst.Agents.Questions;
using Analyst.Api.Hosting;
using Analyst.Domain;
using Analyst.Engine;
using Analyst.Projections;

namespace Analyst.Tests.Architecture;

public sealed class Direction_of_references
{
    private static readonly Assembly
        Domain = typeof(Decision).Assembly, Projections = typeof(AnalystProjections).Assembly, Engine = typeof(IQueryRunner).Assembly,
        Agents = typeof(IQuestionAgent).Assembly, Api = typeof(AnalystOptions).Assembly;

    [Fact]
    public void the_domain_knows_nothing_but_the_framework() =>
        Assert.All(Domain.GetReferencedAssemblies(), a => Assert.StartsWith("System.", a.Name, StringComparison.Ordinal));

    [Fact]
    public void siblings_know_the_domain_and_not_each_other()
    {
        foreach (var sibling in new[] { Projections, Engine, Agents })
            Assert.Equal(["Analyst.Domain"], Ours(sibling));
    }

    [Fact]
    public void the_host_knows_all_of_them() =>
        Assert.Equal(["Analyst.Agents", "Analyst.Domain", "Analyst.Engine", "Analyst.Projections"], Ours(Api));

    [Fact]
    public void only_the_engine_speaks_to_DuckDB()
    {
        Assert.Contains(Engine.GetReferencedAssemblies(), a => a.Name!.StartsWith("DuckDB", StringComparison.Ordinal));
        Assert.All(new[] { Api, Projections, Agents }, other => Assert.DoesNotContain(other.GetReferencedAssemblies(), a => a.Name!.StartsWith("DuckDB", StringComparison.Ordinal)));
    }

    [Fact]
    public void only_the_host_and_the_read_models_know_the_event_store() =>
        Assert.All(new[] { Engine, Agents }, a => Assert.DoesNotContain(a.GetReferencedAssemblies(), r => r.Name is "Marten" or "Wolverine" or "Npgsql" or "JasperFx.Events"));

    private static IEnumerable<string> Ours(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(a => a.Name!).Where(n => n.StartsWith("Analyst.", StringComparison.Ordinal)).Order();
}
