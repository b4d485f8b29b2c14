using Microsoft.Win32.SafeHandles;

namespace Analyst.Engine.Csv;

/// <summary>Looks at every cell of a file once, several parts at a time.</summary>
/// <remarks>Where a part begins is guessed to be behind a line end. The guess is checked when the part before it is done; a part that began inside a quoted cell is looked at again.</remarks>
internal sealed class FileScan
{
    private const long PartBytes = 4 << 20;

    private readonly Lock gate = new();
    private readonly SortedDictionary<int, (long From, long To, ScanTotals Totals)> done = [];
    private readonly CsvLayout layout;
    private readonly ScanTotals all;
    private int taken = -1;
    private int merged;
    private long expected;

    public FileScan(CsvLayout layout)
    {
        this.layout = layout;
        all = new ScanTotals(layout.Columns);
        expected = Begin;
    }

    private long Begin => layout.DataBegin;

    private long End => layout.DataEnd;

    /// <param name="told">Rows so far and the share of the file, 0 to 1.</param>
    public ScanTotals Run(int threads, Action<long, double> told, CancellationToken ct)
    {
        using var file = File.OpenHandle(layout.Source.Path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var parts = (int)((End - Begin + PartBytes - 1) / PartBytes);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var workers = Enumerable.Range(0, Math.Clamp(threads, 1, Math.Max(parts, 1)))
            .Select(_ => Task.Factory.StartNew(() => Work(file, parts, told, stop), stop.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default))
            .ToArray();
        try
        {
            Task.WaitAll(workers, CancellationToken.None);
        }
        catch (AggregateException e) when (all.NotUtf8 || e.InnerExceptions.All(x => x is OperationCanceledException))
        {
            ct.ThrowIfCancellationRequested();
        }
        catch (AggregateException e)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerExceptions.First(x => x is not OperationCanceledException));
        }
        return all;
    }

    private void Work(SafeFileHandle file, int parts, Action<long, double> told, CancellationTokenSource stop)
    {
        try
        {
            var walk = new RowWalk(file, layout.Rows());
            for (var part = Interlocked.Increment(ref taken); part < parts && !stop.IsCancellationRequested; part = Interlocked.Increment(ref taken))
            {
                var from = part == 0 ? Begin : LineBegin(file, Begin + part * PartBytes);
                Merge(walk, part, Scan(walk, from, part, stop.Token), told, stop);
            }
        }
        catch
        {
            stop.Cancel();
            throw;
        }
    }

    private (long From, long To, ScanTotals Totals) Scan(RowWalk walk, long from, int part, CancellationToken ct)
    {
        var totals = new ScanTotals(layout.Columns);
        var to = from;
        var until = Math.Min(End, Begin + (part + 1) * PartBytes);
        if (from < until)
            to = walk.Run(from, until, End, totals.Take, ct);
        totals.NotUtf8 = from < until && walk.NotUtf8;
        return (from, to, totals);
    }

    private void Merge(RowWalk walk, int part, (long From, long To, ScanTotals Totals) found, Action<long, double> told, CancellationTokenSource stop)
    {
        lock (gate)
        {
            done[part] = found;
            while (done.Remove(merged, out var next))
            {
                if (next.From != expected)
                    next = Scan(walk, expected, merged, stop.Token);
                all.Add(next.Totals);
                expected = next.To;
                merged++;
                if (all.NotUtf8)
                {
                    stop.Cancel();
                    return;
                }
            }
            told(all.Rows, (double)(expected - Begin) / Math.Max(End - Begin, 1));
        }
    }

    private long LineBegin(SafeFileHandle file, long at)
    {
        var piece = new byte[64 << 10];
        for (at--; at < End;)
        {
            var read = RandomAccess.Read(file, piece, at);
            if (read == 0)
                return End;
            var found = piece.AsSpan(0, read).IndexOfAny((byte)'\n', (byte)'\r');
            if (found >= 0)
            {
                at += found + 1;
                return piece[found] == '\r' && RandomAccess.Read(file, piece.AsSpan(0, 1), at) == 1 && piece[0] == '\n' ? at + 1 : at;
            }
            at += read;
        }
        return End;
    }
}
