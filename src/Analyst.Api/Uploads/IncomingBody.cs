using Analyst.Api.Hosting;

namespace Analyst.Api.Uploads;

/// <summary>A body while it streams in. Its end is only told when it is whole, not empty and what its digest says, so a store that reads it keeps nothing else.</summary>
/// <param name="atEnd">What must also be true before the end is told.</param>
internal sealed class IncomingBody(Stream inner, ContentDigest digest, Func<CancellationToken, Task>? atEnd = null) : Stream
{
    private long bytes;
    private bool ended;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

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

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

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
