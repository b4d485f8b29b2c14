using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Analyst.Engine.Runners;

/// <summary>The parent's side of one child: an order in, frames out, a deadline that ends in a kill.</summary>
internal sealed class RunnerProcess : IDisposable
{
    private readonly Process process;
    private readonly Stream input;
    private readonly Stream output;
    private readonly string folder;
    private readonly RunnerOptions options;
    private readonly ConcurrentQueue<string> complaints = new();
    private int disposed;

    private RunnerProcess(Process process, string folder, RunnerOptions options)
    {
        this.process = process;
        this.folder = folder;
        this.options = options;
        Pid = process.Id;
        input = process.StandardInput.BaseStream;
        output = process.StandardOutput.BaseStream;
        process.ErrorDataReceived += (_, e) => Remember(e.Data);
        process.BeginErrorReadLine();
    }

    public int Pid { get; }

    /// <summary>Whom it serves. The tables may change, the scope never.</summary>
    public RunnerKey? Key { get; set; }

    public int Served { get; private set; }

    public long LastUsed { get; set; }

    /// <summary>It may take another order.</summary>
    public bool Usable { get; private set; } = true;

    /// <summary>It may take another order and has not ended meanwhile.</summary>
    public bool Alive => Usable && !process.HasExited;

    public string TempFolder => folder;

    /// <summary>What it last wrote to standard error, for the log.</summary>
    public string Complaint => string.Join('\n', complaints);

    /// <summary>Starts a child. The calling thread must live as long as the child: its end is the child's.</summary>
    public static RunnerProcess Start(RunnerOptions options, Isolation isolation)
    {
        var folder = RunnerFolders.New(options.TempFolder);
        string[] command = [.. isolation.Prefix, .. options.Command];
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = folder,
        };
        RunnerEnvironment.Fill(start.Environment, folder);
        try
        {
            return new RunnerProcess(Process.Start(start)!, folder, options);
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or IOException)
        {
            Directory.Delete(folder, recursive: true);
            throw new EngineException("runner-crashed", "The query runner could not be started.", retryable: true);
        }
    }

    /// <summary>One order, until its last frame. Afterwards <see cref="Usable"/> says whether the child may go on.</summary>
    public async Task<RunnerReply> Send(RunnerRequest request, TimeSpan limit, IProgress<WorkProgress>? progress, CancellationToken ct)
    {
        Served++;
        using var deadline = new CancellationTokenSource(limit);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, deadline.Token);
        using var finished = new CancellationTokenSource();
        try
        {
            await input.WriteAsync(RunnerProtocol.Frame(RunnerProtocol.Request, RunnerProtocol.Write(request)), CancellationToken.None);
            await input.FlushAsync(CancellationToken.None);
            await using var registration = stop.Token.UnsafeRegister(_ => Stop(finished.Token), null);
            return await RunnerFrames.Read(output, progress, failure => Failure(failure, stop.Token));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidDataException or OperationCanceledException)
        {
            if (e is not OperationCanceledException)
                Usable = false;
            ct.ThrowIfCancellationRequested();
            if (deadline.IsCancellationRequested)
                throw TooLate(request.Task, limit);
            throw await Crashed();
        }
        finally
        {
            await finished.CancelAsync();
        }
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0)
            return;
        Usable = false;
        Kill();
        _ = Task.Run(CleanUp);
    }

    private Exception Failure(RunnerFailure failure, CancellationToken stop)
    {
        if (failure.Spent)
            Usable = false;
        return stop.IsCancellationRequested && failure.Code == EngineErrors.Interrupted
            ? new OperationCanceledException(stop)
            : new EngineException(failure.Code, failure.Message, failure.Retryable);
    }

    private static EngineException TooLate(RunnerTask task, TimeSpan limit)
    {
        var seconds = limit.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        return task is RunnerTask.Query or RunnerTask.Page
            ? new EngineException("query-timeout", $"The statement ran longer than {seconds} s and was stopped.")
            : new EngineException("work-timeout", $"The work took longer than {seconds} s and was stopped.");
    }

    private void Stop(CancellationToken finished) => _ = Task.Run(async () =>
    {
        try
        {
            await input.WriteAsync(RunnerProtocol.Frame(RunnerProtocol.Cancel, []), finished);
            await input.FlushAsync(finished);
            await Task.Delay(options.CancelGrace, finished);
            Usable = false;
            Kill();
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // It ended by itself in time, or is gone already.
        }
    }, CancellationToken.None);

    private async Task<EngineException> Crashed()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            Kill();
        }
        // 137 is SIGKILL: somebody outside, or the kernel short of memory. Anything else the input brought about.
        var outside = process.HasExited && process.ExitCode is 137 or 143;
        return new EngineException("runner-crashed", outside ? "The query runner was ended from outside." : "The query runner ended unexpectedly.", retryable: outside);
    }

    private void Kill()
    {
        try
        {
            process.Kill();
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has ended already.
        }
    }

    private async Task CleanUp()
    {
        try
        {
            await process.WaitForExitAsync();
            process.Dispose();
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            // What is left goes when a pool starts a day later.
        }
    }

    private void Remember(string? line)
    {
        if (string.IsNullOrEmpty(line))
            return;
        complaints.Enqueue(line.Length > 300 ? line[..300] : line);
        if (complaints.Count > 20)
            complaints.TryDequeue(out _);
    }
}
