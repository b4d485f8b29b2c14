using System.Reflection;
using System.Text.Json.Serialization;
using Analyst.Projections;
using Analyst.Tests.Architecture;

namespace Analyst.Tests.Projections;

/// <summary>tests/cases/events.golden pins what lies in databases. Lines may be added to it, never changed or removed.</summary>
public sealed class Stored_form_of_facts
{
    private const string Golden = "tests/cases/events.golden";

    private static readonly string[] Now = [.. AnalystProjections.EventNames.OrderBy(e => e.Value, StringComparer.Ordinal).SelectMany(e => Members(e.Value, e.Key).Prepend(e.Value))];

    private static readonly string[] Pinned = [.. Repository.Read(Golden).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(l => !l.StartsWith('#'))];

    [Fact]
    public void keeps_every_name_and_member_that_was_ever_written() => Assert.Empty(Pinned.Except(Now));

    [Fact]
    public void is_pinned_as_soon_as_it_exists() => Assert.Empty(Now.Except(Pinned));

    private static IEnumerable<string> Members(string path, Type type) => type.GetProperties()
        .Where(p => p.GetCustomAttribute<JsonIgnoreAttribute>() is null)
        .OrderBy(p => p.Name, StringComparer.Ordinal)
        .SelectMany(p => Member($"{path}.{p.Name}", p.PropertyType, new NullabilityInfoContext().Create(p).ReadState == NullabilityState.Nullable));

    private static IEnumerable<string> Member(string path, Type type, bool nullable)
    {
        var inner = Nullable.GetUnderlyingType(type) ?? (type.IsArray ? type.GetElementType()! : type);
        var values = inner.IsEnum ? $" ({string.Join(", ", Enum.GetNames(inner).Select(n => $"{n} = {(int)Enum.Parse(inner, n)}"))})" : "";
        var line = $"{path}: {inner.Name}{(type.IsArray ? "[]" : "")}{(nullable ? "?" : "")}{values}";
        return inner is { IsEnum: false, Namespace: { } ns } && ns.StartsWith("Analyst.", StringComparison.Ordinal)
            ? Members(path + (type.IsArray ? "[]" : ""), inner).Prepend(line)
            : [line];
    }
}
