using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace Analyst.Api.Hosting;

/// <summary>The OpenAPI 3.1 document, its interactive page, and the catalogue of problems.</summary>
public static class ReferenceSetup
{
    public static void AddReference(this WebApplicationBuilder builder) => builder.Services.AddOpenApi("v1", o =>
    {
        o.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        o.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "Analyst", Version = "v1", Description = "Turns uploaded data files into answers that can be trusted, traced and replayed." };
            document.Servers?.Clear();
            return Task.CompletedTask;
        });
    });

    public static void MapReference(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.MapScalarApiReference("/docs", o => o.WithTitle("Analyst").DisableDefaultFonts()).AllowAnonymous();
        app.MapGet(Problems.Path, () => new Page<ProblemKind>([.. Problems.Catalogue.Values], Next: null)).AllowAnonymous().WithSummary("The catalogue of problem codes.");
        app.MapGet(Problems.Path + "/{code}", (string code) => Problems.Catalogue.TryGetValue(code, out var kind) ? Results.Ok(kind) : Results.Problem(Problems.NotFound()))
            .AllowAnonymous().WithSummary("One problem code.").Produces<ProblemKind>();
    }
}
