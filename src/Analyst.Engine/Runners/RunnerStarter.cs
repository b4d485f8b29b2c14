using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Analyst.Engine.Runners;

/// <summary>Starts children and keeps a few blank ones warm.</summary>
internal sealed class RunnerStarter : IDisposable
{
    private readonly BlockingCollection<TaskCompletionSource<RunnerProcess>> orders = [];
    private readonly ConcurrentQueue<RunnerProcess> spares = new();
    private readonly RunnerOptions options;
    private readonly ILogger logger;
    private readonly ConcurrentDictionary<int, RunnerProcess> started = new();
    private int coming;
    private volatile bool closed;

    public RunnerStarter(RunnerOptions options, Isolation isolation, ILogger logger)
    {
        this.options = options;
        this.logger = logger;
        // The kernel ends a child when the thread that started it ends, so that thread is ours and stays.
        new Thread(() => Work(isolation)) { IsBackground = true, Name = "runner-starter" }.Start();
        Refill();
    }

    public IReadOnlyCollection<int> Alive => [.. started.Where(p => p.Value.Alive).Select(p => p.Key)];

    /// <summary>A blank process: a warm one when there is one.</summary>
    public async Task<RunnerProcess> Take()
    {
        while (spares.TryDequeue(out var spare))
        {
            Refill();
            if (spare.Alive)
                return spare;
            spare.Dispose();
        }
        var started = await Start();
        Refill();
        return started;
    }

    public void Dispose()
    {
        closed = true;
        orders.CompleteAdding();
        while (spares.TryDequeue(out var spare))
            spare.Dispose();
    }

    private Task<RunnerProcess> Start()
    {
        ObjectDisposedException.ThrowIf(closed, this);
        var order = new TaskCompletionSource<RunnerProcess>(TaskCreationOptions.RunContinuationsAsynchronously);
        orders.Add(order);
        return order.Task;
    }

    private void Refill()
    {
        if (closed || spares.Count + Volatile.Read(ref coming) >= options.WarmSpares)
            return;
        Interlocked.Increment(ref coming);
        _ = AddSpare();
    }

    private async Task AddSpare()
    {
        try
        {
            var spare = await Start();
            spares.Enqueue(spare);
            if (closed)
                spare.Dispose();
        }
        catch (Exception e) when (e is EngineException or ObjectDisposedException or InvalidOperationException)
        {
            logger.LogWarning("No spare query runner: {Reason}", e.Message);
            return;
        }
        finally
        {
            Interlocked.Decrement(ref coming);
        }
        Refill();
    }

    private void Work(Isolation isolation)
    {
        foreach (var order in orders.GetConsumingEnumerable())
        {
            try
            {
                var process = RunnerProcess.Start(options, isolation);
                started[process.Pid] = process;
                foreach (var (pid, _) in started.Where(p => !p.Value.Alive))
                    started.TryRemove(pid, out _);
                order.SetResult(process);
            }
#pragma warning disable CA1031 // whatever it was, it belongs to the one who waits
            catch (Exception e)
#pragma warning restore CA1031
            {
                order.SetException(e);
            }
        }
    }
}
