using Analyst.Domain.Datasets;

namespace Analyst.Engine.Runners;

/// <summary>What a piece of long work needs beside its input: limits, somebody to tell, a reason to stop.</summary>
internal sealed class Job(RunnerLimits limits, Action<WorkProgress> report, CancellationToken ct)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);

    public RunnerLimits Limits => limits;

    public CancellationToken Ct => ct;

    /// <summary>The same work with a further reason to stop.</summary>
    public Job With(CancellationToken narrower) => new(limits, report, narrower);

    /// <summary>The same work, told as what is left after a part of it is done.</summary>
    public Job After(double done) => new(limits, p => report(p with { Fraction = done + (1 - done) * p.Fraction }), ct);

    public void Report(string stage, double fraction, long? rows = null, FirstNumbers? numbers = null)
    {
        ct.ThrowIfCancellationRequested();
        report(new WorkProgress(stage, Math.Clamp(fraction, 0, 1), rows, numbers));
    }

    /// <summary>Runs one statement's worth of work, telling DuckDB's own progress between two fractions.</summary>
    public T Watch<T>(Duck duck, string stage, double from, double to, Func<T> work)
    {
        Report(stage, from);
        using var interrupt = new Interruption(duck, ct);
        using var ticks = TimeProvider.System.CreateTimer(_ => Tell(duck, stage, from, to), null, Tick, Tick);
        return work();
    }

    private void Tell(Duck duck, string stage, double from, double to)
    {
        var percent = duck.Percent;
        if (percent is > 0 and <= 100)
            report(new WorkProgress(stage, from + (to - from) * percent / 100));
    }
}

/// <summary>Interrupts DuckDB again and again once the token is cancelled: an interrupt between two statements would be lost.</summary>
internal sealed class Interruption : IDisposable
{
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenRegistration registration;
    private readonly Lock gate = new();
    private ITimer? timer;
    private bool over;

    public Interruption(Duck duck, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        registration = ct.Register(() => Begin(duck));
    }

    public void Dispose()
    {
        lock (gate)
        {
            over = true;
            timer?.Dispose();
        }
        registration.Dispose();
    }

    private void Begin(Duck duck)
    {
        lock (gate)
        {
            if (!over)
                timer = TimeProvider.System.CreateTimer(_ => Fire(duck), null, TimeSpan.Zero, Again);
        }
    }

    private void Fire(Duck duck)
    {
        lock (gate)
        {
            if (!over)
                duck.Interrupt();
        }
    }
}
