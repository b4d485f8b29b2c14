using System.Reflection;
using System.Text.Json.Serialization;
using Analyst.Projections;

namespace Analyst.Tests.Docs;

public sealed class Events_page
{
    private static readonly IReadOnlyList<string[]> Rows = [.. new[] { "Datasets", "Questions", "Jobs" }.SelectMany(new Page("docs/events.md").Rows)];

    [Fact]
    public void has_every_stored_name_and_no_other() =>
        Assert.Equal(AnalystProjections.EventNames.Values.Order(), Rows.Select(r => r[0].Trim('`')).Order());

    [Fact]
    public void has_every_member_and_no_other()
    {
        var said = Rows.ToDictionary(r => r[0].Trim('`'), r => string.Join(", ", Page.Code(r[2]).Order()));
        Assert.All(AnalystProjections.EventNames, e => Assert.Equal($"{e.Value}: {string.Join(", ", Members(e.Key).Order())}", $"{e.Value}: {said[e.Value]}"));
    }

    [Fact]
    public void says_what_each_means() => Assert.All(Rows, r => Assert.EndsWith(".", r[1], StringComparison.Ordinal));

    private static IEnumerable<string> Members(Type type) => type.GetProperties().Where(p => p.GetCustomAttribute<JsonIgnoreAttribute>() is null).Select(p => p.Name);
}
