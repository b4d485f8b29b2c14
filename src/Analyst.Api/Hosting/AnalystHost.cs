using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Analyst.Agents.Cleaning;
using Analyst.Agents.Questions;
using Analyst.Api.Caching;
using Analyst.Api.Charts;
using Analyst.Api.Jobs;
using Analyst.Api.Models;
using Analyst.Api.Uploads;
using Microsoft.Extensions.Options;
using Wolverine.Http;

namespace Analyst.Api.Hosting;

/// <summary>Puts the process together: every role from the same list, each concern in its own set-up.</summary>
public static class AnalystHost
{
    /// <summary>Reads the configuration, starts the private database when none is named, and registers everything.</summary>
    public static async Task AddAnalyst(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<AnalystOptions>().BindConfiguration(AnalystOptions.Section).ValidateDataAnnotations()
            .Validate<IHostEnvironment>((o, environment) => o.Failpoint.Length == 0 || !environment.IsProduction(), "Analyst__Failpoint is set; it kills the process and is refused in Production.")
            .ValidateOnStart();
        var options = builder.Configuration.GetSection(AnalystOptions.Section).Get<AnalystOptions>() ?? new AnalystOptions();
        Failpoint.Arm(builder.Environment.IsProduction() ? "" : options.Failpoint);
        var postgres = await builder.AddPostgres(options);

        builder.AddServerLimits();
        builder.AddLogs();
        builder.AddTelemetry();
        builder.AddProblems();
        builder.AddIdentity();
        builder.AddEventStore(postgres, options.RoleSet);
        builder.AddMessaging(options);
        builder.AddEngine(options);
        builder.AddStores(options);
        builder.AddModels(options);
        builder.AddUploads(options);
        builder.AddHealth(postgres);
        builder.AddReference();
        builder.Services.ConfigureHttpJsonOptions(o => Shape(o.SerializerOptions));
        builder.Services.AddHostedService<UnknownSettings>();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IQuestionAgent, OfflineQuestionAgent>();
        builder.Services.AddSingleton<ICleaningAgent, OfflineCleaningAgent>();
        builder.Services.AddSingleton<AnswerCache>();
        builder.Services.AddSingleton<Features.Questions.AnswerFinder>();
        builder.Services.AddSingleton<Attempts>();
        builder.Services.AddSingleton<ProgressBoard>();
        builder.Services.AddSingleton<JobWatch>();
        builder.Services.AddHostedService(s => s.GetRequiredService<JobWatch>());
        builder.Services.AddSingleton<SvgRenderer>();
    }

    /// <summary>Health for every role; the interface for the role <c>api</c>.</summary>
    public static void MapAnalyst(this WebApplication app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages(page => Problems.OfStatus(page.HttpContext.Response.StatusCode).ExecuteAsync(page.HttpContext));
        app.UseTus();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapHealth();
        if (!app.Services.GetRequiredService<IOptions<AnalystOptions>>().Value.RoleSet.Contains(Role.Api))
            return;
        app.MapReference();
        app.MapWolverineEndpoints(http =>
        {
            http.TenantId.IsClaimTypeNamed(AuthSetup.TenantClaim);
            http.ApplyCorrelationIdHeaderToAllEndpoints = true;
            http.RejectUnparseableQueryValues = true;
        });
    }

    /// <summary>JSON on the wire: camelCase, enums as words, nothing said about what is not there, SQL readable (it is never put into a page).</summary>
    public static void Shape(JsonSerializerOptions json)
    {
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        json.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        json.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
    }
}
