using Analyst.Agents.Models;
using Analyst.Agents.Profiling;
using Analyst.Api.Hosting;

namespace Analyst.Api.Models;

/// <summary>The language model behind the agents; without a key there is none, and the offline agents do the work.</summary>
public static class ModelSetup
{
    public static void AddModels(this WebApplicationBuilder builder, AnalystOptions options)
    {
        var settings = OpenAiSettings.Of(builder.Configuration);
        var check = builder.Services.AddOptions<ModelCheck>();
        foreach (var fault in settings.Faults())
            check.Validate(_ => false, fault);
        check.ValidateOnStart();

        builder.Services.AddSingleton<OfflineProfilingAgent>().AddSingleton<NarrativeCache>().AddSingleton<Narrator>();
        if (settings.Offline)
            builder.Services.AddSingleton<IProfilingAgent>(s => s.GetRequiredService<OfflineProfilingAgent>());
        else
            builder.Services.AddSingleton<IChatModel>(s => new OpenAiModel(Endpoint(settings, options.Model), s.GetRequiredService<TimeProvider>())).AddSingleton<IProfilingAgent, ModelProfilingAgent>();
    }

    private static ModelEndpoint Endpoint(OpenAiSettings settings, ModelOptions options) => new()
    {
        Address = new Uri(settings.Address),
        Key = settings.Key,
        Model = settings.Model,
        Deadline = TimeSpan.FromSeconds(options.DeadlineSeconds),
        AttemptDeadline = TimeSpan.FromSeconds(options.AttemptSeconds),
        Attempts = options.Attempts,
        Prices = PriceTable.Parse(options.Prices, out _) ?? PriceTable.Empty,
    };

    /// <summary>Stands for settings that are read before there are services, so that they are judged with all others.</summary>
    private sealed class ModelCheck;
}
