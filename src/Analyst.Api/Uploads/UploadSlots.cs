using Analyst.Api.Hosting;
using Microsoft.Extensions.Options;

namespace Analyst.Api.Uploads;

/// <summary>Bodies that this process takes in at once; more would only make each slower and memory grow.</summary>
public sealed class UploadSlots(IOptions<AnalystOptions> options) : IDisposable
{
    private readonly SemaphoreSlim free = new((int)options.Value.Limits.UploadsAtOnce);

    /// <summary>A slot until it is disposed.</summary>
    /// <exception cref="BodyRefusedException">There is none; nothing of the body was read.</exception>
    public IDisposable Take() => free.Wait(0)
        ? new Slot(free)
        : throw new BodyRefusedException("uploads-busy", $"This server is taking in {options.Value.Limits.UploadsAtOnce} files already; send it again in a moment.");

    public void Dispose() => free.Dispose();

    private sealed class Slot(SemaphoreSlim free) : IDisposable
    {
        private SemaphoreSlim? taken = free;

        public void Dispose() => Interlocked.Exchange(ref taken, null)?.Release();
    }
}
