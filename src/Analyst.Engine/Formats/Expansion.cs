using System.Globalization;

namespace Analyst.Engine.Formats;

/// <summary>Where expanded bytes go: counted, told, and stopped when they are more than may be.</summary>
internal sealed class Expansion : IDisposable
{
    /// <summary>Up to here a file may shrink to nothing.</summary>
    private const long Harmless = 1L << 30;

    /// <summary>Real tables shrink to a fifth, very even ones to a hundredth.</summary>
    private const long UnlikelyRatio = 500;

    private const long ReportEvery = 32L << 20;

    private readonly FileStream output;
    private readonly FileStream input;
    private readonly long limit;
    private readonly Job job;
    private readonly double share;
    private long told;

    /// <param name="input">The compressed file, whose position tells how far it is.</param>
    public Expansion(string path, FileStream input, long limit, Job job, double share)
    {
        this.input = input;
        this.limit = limit;
        this.job = job;
        this.share = share;
        output = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 1 << 20);
        job.Report("expanding", 0);
    }

    public long Bytes { get; private set; }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        Bytes += bytes.Length;
        Check(Bytes, input.Position, limit);
        output.Write(bytes);
        if (Bytes - told < ReportEvery)
            return;
        told = Bytes;
        job.Report("expanding", share * input.Position / Math.Max(1, input.Length));
    }

    /// <summary>Refuses what is larger than the limit, and what shrank too well to be a table.</summary>
    /// <param name="compressed">Bytes that it was made of so far.</param>
    public static void Check(long expanded, long compressed, long limit)
    {
        if (expanded > limit)
            throw new EngineException("too-large-expanded", $"The file expands to more than {Size(limit)}, and no more is read here. Split it and upload the parts, or have Analyst__Limits__ExpandedBytes raised.");
        if (expanded > Harmless && expanded / UnlikelyRatio > compressed)
            throw new EngineException("too-large-expanded", $"The file expands to more than {UnlikelyRatio} times its size, as no table does. Expand it yourself and upload what is inside.");
    }

    public void Dispose() => output.Dispose();

    private static string Size(long bytes) => bytes switch
    {
        < 1 << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes:N0} bytes"),
        < 1 << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 20):0.#} MiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1 << 30):0.#} GiB"),
    };
}
