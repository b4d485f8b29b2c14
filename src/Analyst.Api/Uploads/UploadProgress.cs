using Marten;

namespace Analyst.Api.Uploads;

/// <summary>How many bytes have come while a request is still sending. Overwritten all the time, and only true of its writer.</summary>
public sealed record UploadProgress(Guid Id, Guid Writer, long Offset);

/// <summary>Writes progress where every process can read it, at most twice a second for each upload.</summary>
public sealed class UploadProgressBoard(IDocumentStore store, TimeProvider time, ILogger<UploadProgressBoard> log)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    /// <summary>Takes the number of bytes that have come in a request.</summary>
    public Action<long> For(Upload upload)
    {
        var (next, last, before) = (time.GetUtcNow() + Interval, Task.CompletedTask, upload.Offset);
        return bytes =>
        {
            var now = time.GetUtcNow();
            if (now < next || !last.IsCompleted)
                return;
            next = now + Interval;
            last = Write(upload.Tenant, new UploadProgress(upload.Id, upload.Writer!.Value, before + bytes));
        };
    }

    private async Task Write(string tenant, UploadProgress progress)
    {
        try
        {
            await using var session = store.LightweightSession(tenant);
            session.Store(progress);
            await session.SaveChangesAsync();
        }
        catch (Exception e)
        {
            log.LogDebug(e, "Progress of upload {UploadId} was not written", progress.Id);
        }
    }
}
