using Analyst.Domain.Datasets;
using Analyst.Engine.Profiling.Alerts;
using Analyst.Tests.Architecture;
using Analyst.Tests.Engine;

namespace Analyst.Tests.Docs;

public sealed class Profile_page
{
    private static readonly Page Document = new("docs/profile.md");

    [Fact]
    public void has_every_kind_of_alert_and_no_other() => Assert.Equal(
        typeof(AlertKinds).GetFields().Select(f => (string)f.GetRawConstantValue()!).Order(),
        Document.Rows("Alerts").Select(r => r[0].Trim('`')).Order());

    [Fact]
    public void names_only_severities_and_operations_that_exist()
    {
        var operations = typeof(OperationKinds).GetFields().Select(f => (string)f.GetRawConstantValue()!).ToHashSet();
        Assert.All(Document.Rows("Alerts"), r =>
        {
            Assert.Contains(r[2].Split(' ', ';')[0], new[] { "info", "warning", "error" });
            Assert.Empty(Page.Code(r[3]).Except(operations));
        });
    }

    [Fact]
    public void shows_the_formula_of_the_score()
    {
        var formula = Quality.Of(new TableProfile(1, 0, [Alerting.Text("a", ("x", 1))]))!.Formula;
        Assert.Contains($"\n{formula.Split(". ")[0]}\n", Repository.Read("docs/profile.md"), StringComparison.Ordinal);
    }
}
