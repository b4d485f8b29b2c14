namespace Analyst.Api.Tests.Servers;

/// <summary>Waits for a condition, not for a time: looks every 25 ms, and says what did not come.</summary>
public static class Wait
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>Returns the first answer that is not null.</summary>
    public static async Task<T> For<T>(string what, Func<Task<T?>> look)
        where T : class
    {
        using var giveUp = new CancellationTokenSource(Patience);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        try
        {
            do
            {
                if (await look() is { } found)
                    return found;
            }
            while (await tick.WaitForNextTickAsync(giveUp.Token));
        }
        catch (OperationCanceledException) when (giveUp.IsCancellationRequested)
        {
        }
        throw new TimeoutException($"Waited {Patience.TotalSeconds} s for {what}.");
    }
}
