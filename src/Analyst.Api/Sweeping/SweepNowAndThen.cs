namespace Analyst.Api.Sweeping;

/// <summary>Sweeps every ten minutes, in the role <c>api</c>.</summary>
public sealed class SweepNowAndThen(Sweep sweep, TimeProvider time, ILogger<SweepNowAndThen> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                foreach (var line in await sweep.Run(sweep.SafeAge, stoppingToken) ?? [])
                    log.LogInformation("Swept {What}", line);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogWarning(e, "The sweep failed; the next one tries again");
            }
        }
    }
}
