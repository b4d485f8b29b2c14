using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Analyst.Api.Hosting;
using Microsoft.AspNetCore.Mvc;

namespace Analyst.Tests.Docs;

public sealed class Http_api_page
{
    private static readonly Page Document = new("docs/http-api.md");
    private static readonly IReadOnlyDictionary<string, string> Sections = Document.Sections();

    [Fact]
    public void has_every_route_and_no_other() => Assert.Equal(Route.All.Select(r => r.Name).Order(), Sections.Keys.Order());

    [Fact]
    public void says_what_each_route_answers()
    {
        var missing = from route in Route.All
                      from answer in route.Answers
                      let text = Sections[route.Name]
                      where !text.Contains($"{answer.StatusCode}", StringComparison.Ordinal) || (Named(answer.Type) is { } name && !Page.Code(text).Contains(name))
                      select $"{route.Name}: {answer.StatusCode} {Named(answer.Type)}";
        Assert.Empty(missing);
    }

    [Fact]
    public void says_what_each_route_takes()
    {
        var missing = from route in Route.All
                      from name in route.Parameters.Select(Said).OfType<string>().Append(route.Body?.Name).OfType<string>()
                      where !Page.Code(Sections[route.Name]).Contains(name)
                      select $"{route.Name}: {name}";
        Assert.Empty(missing);
    }

    [Fact]
    public void names_only_problems_that_exist()
    {
        var named = Sections.Values.SelectMany(s => s.Split('\n')).Where(l => l.StartsWith("- Problems:", StringComparison.Ordinal)).SelectMany(Page.Code);
        Assert.Empty(named.Except(Problems.Catalogue.Keys));
    }

    [Fact]
    public void lists_the_catalogue_of_problems() => Assert.Equal(
        Problems.Catalogue.Values.Select(k => $"{k.Code} {k.Status} {(k.Retryable ? "yes" : "")}".TrimEnd() + " " + k.Title).Order(),
        Document.Rows("Problem codes").Select(r => $"{r[0].Trim('`')} {r[1]} {r[2]}".TrimEnd() + " " + r[3]).Order());

    [Fact]
    public void lists_the_members_of_every_shape() => Assert.Equal(
        Shapes().Select(t => $"{NameOf(t)}: {string.Join(", ", Members(t))}").Order(),
        Document.Rows("Shapes").Select(r => $"{r[0].Trim('`')}: {string.Join(", ", Page.Code(r[1]))}").Order());

    private static string? Said(ParameterInfo p) => p.GetCustomAttribute<FromQueryAttribute>() is not null ? p.Name : p.GetCustomAttribute<FromHeaderAttribute>()?.Name;

    private static string? Named(Type? type) => type is null || !IsOurs(type) ? null : NameOf(type);

    private static string NameOf(Type type) => type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(a => a.Name))}>" : type.Name;

    private static bool IsOurs(Type type) => type.Namespace?.StartsWith("Analyst.", StringComparison.Ordinal) == true;

    /// <summary>Every type of ours that a request or an answer may hold.</summary>
    private static HashSet<Type> Shapes()
    {
        var found = new HashSet<Type>();
        var todo = new Queue<Type>(Route.All.SelectMany(r => r.Answers.Select(a => a.Type).Append(r.Body)).OfType<Type>().Append(typeof(Page<ProblemKind>)));
        while (todo.TryDequeue(out var type))
        {
            foreach (var inner in type.IsGenericType ? type.GetGenericArguments() : type.IsArray ? [type.GetElementType()!] : [])
                todo.Enqueue(inner);
            if (!IsOurs(type) || (type.IsGenericType && !type.Name.StartsWith("Page`", StringComparison.Ordinal)) || !found.Add(type.IsGenericType ? typeof(Page<>) : type) || type.IsEnum)
                continue;
            foreach (var property in type.GetProperties().Where(Shown))
                todo.Enqueue(property.PropertyType);
        }
        return found;
    }

    private static IEnumerable<string> Members(Type type) =>
        (type.IsEnum ? Enum.GetNames(type) : type.GetProperties().Where(Shown).Select(p => p.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? p.Name)).Select(JsonNamingPolicy.CamelCase.ConvertName);

    private static bool Shown(PropertyInfo property) => property.GetCustomAttribute<JsonIgnoreAttribute>() is null or { Condition: JsonIgnoreCondition.Never };
}
