using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace Analyst.Api.Hosting;

/// <summary>The OpenAPI 3.1 document, its interactive page, and the catalogue of problems.</summary>
public static class ReferenceSetup
{
    /// <summary>The features as a newcomer meets them; the rest follows.</summary>
    private static readonly List<string> Order = ["Datasets", "Uploads", "Revisions", "Profiling", "Cleaning", "Questions", "Jobs", "History"];

    public static void AddReference(this WebApplicationBuilder builder) => builder.Services.AddOpenApi("v1", o =>
    {
        o.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        o.AddOperationTransformer((operation, context, _) =>
        {
            Tidy(operation, context.Document!);
            return Task.CompletedTask;
        });
        o.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "Analyst", Version = "v1", Description = "Turns uploaded data files into answers that can be trusted, traced and replayed." };
            document.Servers?.Clear();
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes[HeaderIdentity.Scheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = "X-User", Description = "name or name@tenant; believed in Development only." };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(HeaderIdentity.Scheme, document)] = [] }];
            document.Tags = document.Paths.Values.SelectMany(p => p.Operations!.Values).SelectMany(o => o.Tags ?? new HashSet<OpenApiTagReference>()).Select(t => t.Name).Distinct().OrderBy(n => Order.IndexOf(n!) is >= 0 and var place ? place : Order.Count).Select(n => new OpenApiTag { Name = n }).ToHashSet();
            return Task.CompletedTask;
        });
    });

    /// <summary>Groups operations by feature, and leaves out the 200 that the framework adds for every result it cannot look into.</summary>
    private static void Tidy(OpenApiOperation operation, OpenApiDocument document)
    {
        const string features = "Analyst.Api.Features.";
        if (operation.Tags?.FirstOrDefault()?.Name is { } name && name.StartsWith(features, StringComparison.Ordinal))
            operation.Tags = new HashSet<OpenApiTagReference> { new(name[features.Length..].Split('.')[0], document) };
        operation.Description = null;
        if (operation.Responses is { Count: > 1 } responses && responses.TryGetValue("200", out var ok) && ok.Content?.Values.Any(c => c.Schema is OpenApiSchemaReference { Reference.Id: "IResult" }) == true)
            responses.Remove("200");
    }

    public static void MapReference(this WebApplication app)
    {
        app.MapGet("/", () => Results.Redirect("/docs")).AllowAnonymous().ExcludeFromDescription();
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.MapScalarApiReference("/docs", o => o.WithTitle("Analyst").DisableDefaultFonts()).AllowAnonymous();
        app.MapGet(Problems.Path, () => new Page<ProblemKind>([.. Problems.Catalogue.Values], Next: null)).AllowAnonymous().WithTags("Problems").WithSummary("The catalogue of problem codes.");
        app.MapGet(Problems.Path + "/{code}", (string code) => Problems.Catalogue.TryGetValue(code, out var kind) ? Results.Ok(kind) : Results.Problem(Problems.NotFound()))
            .AllowAnonymous().WithTags("Problems").WithSummary("One problem code.").Produces<ProblemKind>();
    }
}
