using System.Text.RegularExpressions;
using Analyst.Api.Hosting;
using Analyst.Tests.Architecture;

namespace Analyst.Tests.Api;

/// <summary>A code that is not in the catalogue reaches the caller as 500, though the caller is at fault.</summary>
public sealed partial class Codes_that_code_may_raise
{
    private static readonly Dictionary<string, string> Raised = Repository.Files("src")
        .Where(f => f.EndsWith(".cs", StringComparison.Ordinal))
        .SelectMany(f => Code().Matches(Repository.Read(f)).Select(m => (Code: m.Groups["code"].Value, File: f)))
        .GroupBy(c => c.Code).ToDictionary(g => g.Key, g => g.First().File);

    [Fact]
    public void are_all_in_the_catalogue() =>
        Assert.Empty(Raised.Where(c => !Problems.Catalogue.ContainsKey(c.Key)).Select(c => $"{c.Key} in {c.Value}"));

    [Fact]
    public void are_found_by_this_test() => Assert.Superset(new HashSet<string> { "plan-outdated", "too-large", "sql-not-select", "runner-busy" }, Raised.Keys.ToHashSet());

    [GeneratedRegex("""(?:Refuse|BodyRefusedException|Problems\.Of|Problems\.Result|new Refusal|EngineException|RunnerFailure|StatementException|=> new)\(\s*"(?<code>[a-z]+(-[a-z]+)+)",""")]
    private static partial Regex Code();
}
