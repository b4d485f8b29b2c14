namespace Analyst.Engine.Runners;

/// <param name="Capacity">Processes at most; idle ones count.</param>
/// <param name="Uses">A process is replaced after so many orders.</param>
/// <param name="Wait">How long a caller stands in line.</param>
internal sealed record LaneLimits(int Capacity, int Uses, TimeSpan Wait, TimeSpan IdleLife);

/// <summary>Hands out processes, first come first served: one that already serves the key, else a blank one, else in place of the one idle longest.</summary>
internal sealed class RunnerLane(LaneLimits limits, RunnerStarter starter, TimeProvider time) : IDisposable
{
    /// <summary>A key that has processes of its own takes another key's idle one only after this long, so that two busy keys do not starve each other of warm processes.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    /// <summary>A process that its own key still waits for is left to it for this long.</summary>
    private static readonly TimeSpan Loyalty = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly List<RunnerProcess> idle = [];
    private readonly Dictionary<RunnerKey, int> owned = [];
    private readonly LinkedList<Waiter> waiters = [];
    private int total;

    public async Task<RunnerProcess> Rent(RunnerKey key, CancellationToken ct)
    {
        var waiter = new Waiter(key, time.GetTimestamp());
        lock (gate)
        {
            waiters.AddLast(waiter);
            Serve();
        }
        if (!waiter.Served.Task.IsCompleted)
            await Wait(waiter, ct);
        if (await waiter.Served.Task is { } warm)
            return warm;
        try
        {
            var blank = await starter.Take();
            blank.Key = key;
            return blank;
        }
        catch
        {
            Forget(key);
            throw;
        }
    }

    /// <param name="fit">It is worth keeping.</param>
    public void Return(RunnerProcess process, bool fit = true)
    {
        var keep = fit && process.Usable && process.Served < limits.Uses;
        lock (gate)
        {
            if (keep)
            {
                process.LastUsed = time.GetTimestamp();
                idle.Add(process);
            }
            else
            {
                Uncount(process.Key!);
            }
            Serve();
        }
        if (!keep)
            process.Dispose();
    }

    /// <summary>Closes those that had nothing to do for long.</summary>
    public void Trim()
    {
        lock (gate)
        {
            foreach (var process in idle.Where(p => time.GetElapsedTime(p.LastUsed) > limits.IdleLife).ToList())
                Evict(process);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            foreach (var process in idle.ToList())
                Evict(process);
        }
    }

    private async Task Wait(Waiter waiter, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(limits.Wait, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        await using var given = either.Token.UnsafeRegister(_ => GiveUp(waiter), null);
        using var nudge = time.CreateTimer(_ => Nudge(), null, Patience, Patience);
        try
        {
            await waiter.Served.Task;
        }
        catch (OperationCanceledException)
        {
            ct.ThrowIfCancellationRequested();
            throw new EngineException("runner-busy", "All query runners are busy; try again shortly.", retryable: true);
        }
    }

    private void Nudge()
    {
        lock (gate)
            Serve();
    }

    private void GiveUp(Waiter waiter)
    {
        lock (gate)
        {
            if (waiters.Remove(waiter))
                waiter.Served.SetCanceled();
        }
    }

    private void Forget(RunnerKey key)
    {
        lock (gate)
        {
            Uncount(key);
            Serve();
        }
    }

    private void Serve()
    {
        // Without an idle process or room for a new one nobody can be served, however long the line is.
        for (var node = waiters.First; node is not null && (idle.Count > 0 || total < limits.Capacity);)
        {
            var next = node.Next;
            if (TryServe(node.Value))
                waiters.Remove(node);
            node = next;
        }
    }

    private bool TryServe(Waiter waiter)
    {
        // The same tables are still open there; other tables of the same scope take some ten milliseconds, a new process several hundred.
        while ((idle.FindLast(p => p.Key == waiter.Key) ?? idle.FindLast(p => p.Key!.Scope == waiter.Key.Scope)) is { } process)
        {
            if (!process.Alive)
            {
                Evict(process);
                continue;
            }
            idle.Remove(process);
            Uncount(process.Key!);
            Count(process.Key = waiter.Key);
            waiter.Served.SetResult(process);
            return true;
        }
        if (total >= limits.Capacity)
        {
            var waited = time.GetElapsedTime(waiter.Since);
            if (waited < Patience && owned.ContainsKey(waiter.Key) || idle.Find(p => waited >= Loyalty || !IsAwaited(p.Key!)) is not { } least)
                return false;
            Evict(least);
        }
        Count(waiter.Key);
        waiter.Served.SetResult(null);
        return true;
    }

    private bool IsAwaited(RunnerKey key) => waiters.Any(w => w.Key == key);

    private void Evict(RunnerProcess process)
    {
        idle.Remove(process);
        Uncount(process.Key!);
        process.Dispose();
    }

    private void Count(RunnerKey key)
    {
        total++;
        owned[key] = owned.GetValueOrDefault(key) + 1;
    }

    private void Uncount(RunnerKey key)
    {
        total--;
        if (--owned[key] == 0)
            owned.Remove(key);
    }

    /// <summary>Served with a warm process, or with null for the right to start one.</summary>
    private sealed class Waiter(RunnerKey key, long since)
    {
        public RunnerKey Key { get; } = key;

        public long Since { get; } = since;

        public TaskCompletionSource<RunnerProcess?> Served { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
