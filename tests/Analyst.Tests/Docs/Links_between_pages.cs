using System.Text.RegularExpressions;
using Analyst.Tests.Architecture;

namespace Analyst.Tests.Docs;

public sealed partial class Links_between_pages
{
    private static readonly string[] Pages = [.. Repository.Files().Where(f => f.EndsWith(".md", StringComparison.Ordinal))];

    [Fact]
    public void lead_somewhere()
    {
        var broken = from page in Pages
                     from Match link in Link().Matches(Repository.Read(page))
                     let target = link.Groups["path"].Value
                     where !target.Contains("://", StringComparison.Ordinal) && target.Length > 0
                     let path = Path.Combine(Repository.Root, Path.GetDirectoryName(page)!, target)
                     where !File.Exists(path) && !Directory.Exists(path)
                     select $"{page}: {target}";
        Assert.Empty(broken);
    }

    [Fact]
    public void leave_no_decision_without_context_and_cost() => Assert.All(
        Pages.Where(p => p.StartsWith("docs/decisions/", StringComparison.Ordinal)),
        p => Assert.All(["## Context", "## Decision", "## Cost"], heading => Assert.Contains(heading, Repository.Read(p), StringComparison.Ordinal)));

    [Fact]
    public void number_decisions_without_a_gap()
    {
        var numbers = Pages.Where(p => p.StartsWith("docs/decisions/", StringComparison.Ordinal)).Select(p => int.Parse(Path.GetFileName(p)[..4], System.Globalization.CultureInfo.InvariantCulture)).Order().ToArray();
        Assert.Equal(Enumerable.Range(1, numbers.Length), numbers);
    }

    [GeneratedRegex(@"\]\((?<path>[^)#\s]*)(#[^)]*)?\)")]
    private static partial Regex Link();
}
