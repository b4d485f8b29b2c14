namespace Analyst.Api.Hosting;

/// <summary>Says at start which settings mean nothing, because a misspelt key looks like one that works.</summary>
public sealed class UnknownSettings(IConfiguration configuration, ILogger<UnknownSettings> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            configuration.GetSection(AnalystOptions.Section).Get<AnalystOptions>(o => o.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException e)
        {
            log.LogWarning("Some settings are not known to this version and do nothing: {Reason}", e.Message);
        }
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
