using Analyst.Api.Hosting;
using Analyst.Engine;

namespace Analyst.Api.Uploads;

/// <summary>A body while it streams in. Its end is only told when it is whole, not empty and what its digest says, so a store that reads it keeps nothing else.</summary>
/// <param name="atEnd">What must also be true before the end is told.</param>
internal sealed class IncomingBody(Stream inner, ContentDigest digest, Func<CancellationToken, Task>? atEnd = null) : ReadOnlyStream
{
    private long bytes;
    private bool ended;

    /// <exception cref="BodyRefusedException">The body is cut, empty or not what its digest says.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (ended || buffer.IsEmpty)
            return 0;
        var read = await ReadOn(buffer, cancellationToken);
        bytes += read;
        digest.Add(buffer.Span[..read]);
        if (read == 0)
        {
            await Finish(cancellationToken);
            ended = true;
        }
        return read;
    }

    private async Task Finish(CancellationToken ct)
    {
        if (bytes == 0)
            throw new BodyRefusedException("empty-body", "The body holds no bytes; send the file as the body, or as the first file of a form.");
        digest.Check();
        if (atEnd is not null)
            await atEnd(ct);
        Failpoint.At(Failpoint.AfterBody);
    }

    private async ValueTask<int> ReadOn(Memory<byte> buffer, CancellationToken ct)
    {
        try
        {
            return await inner.ReadAsync(buffer, ct);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw new BodyRefusedException("too-large", "The body is larger than this server takes.");
        }
        catch (IOException)
        {
            // Kestrel's own exception, a reset connection, and a form without its closing boundary all mean the same.
            throw new BodyRefusedException("body-truncated", "The connection ended before the whole body had come; send it again.");
        }
    }
}
