using System.Reflection;
using Analyst.Api.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Wolverine.Http;

namespace Analyst.Tests.Docs;

/// <summary>A route of the host, with its method when it is a slice of ours.</summary>
internal sealed record Route(string Name, MethodInfo? Method)
{
    public IEnumerable<ProducesResponseTypeAttribute> Answers => Method?.GetCustomAttributes<ProducesResponseTypeAttribute>() ?? [];

    /// <summary>What the caller may say beside the path: names of queries and headers, and the body.</summary>
    public IEnumerable<ParameterInfo> Parameters => Method is null ? [] : Method.GetParameters().Concat(Method.DeclaringType!.GetMethod("Validate")?.GetParameters() ?? []);

    public Type? Body => Parameters.Select(p => p.ParameterType).FirstOrDefault(t => t.Namespace?.StartsWith("Analyst.Api.Features.", StringComparison.Ordinal) == true);

    public static IReadOnlyList<Route> All { get; } = [.. Slices(), .. Mapped()];

    private static IEnumerable<Route> Slices() =>
        from type in typeof(AnalystOptions).Assembly.GetTypes()
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
        from route in method.GetCustomAttributes<WolverineHttpMethodAttribute>()
        select new Route($"{route.HttpMethod} {route.Template}", method);

    /// <summary>Those that the set-up maps by hand, asked of a host that is never started.</summary>
    private static List<Route> Mapped()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddHealthChecks();
        builder.AddReference();
        var app = builder.Build();
        app.MapHealth();
        app.MapReference();
        return
        [
            .. ((IEndpointRouteBuilder)app).DataSources.SelectMany(d => d.Endpoints).Cast<RouteEndpoint>()
                .Select(e => new Route($"{e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods[0] ?? "GET"} {e.RoutePattern.RawText}", Method: null))
                // The page's own files.
                .Where(r => !r.Name.StartsWith("GET /docs/", StringComparison.Ordinal) || r.Name.EndsWith('}'))
                .Select(r => r with { Name = r.Name.Replace("/{documentName?}", "", StringComparison.Ordinal).Replace("{documentName}", "v1", StringComparison.Ordinal) }),
        ];
    }
}
