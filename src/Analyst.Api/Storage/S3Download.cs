using Amazon.S3.Model;
using Analyst.Engine;

namespace Analyst.Api.Storage;

/// <summary>The body of one object. A store that falls silent ends the read after a while instead of holding it for ever.</summary>
internal sealed class S3Download(GetObjectResponse response) : ReadOnlyStream
{
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(60);

    private readonly Stream body = response.ResponseStream;

    public override long Length => response.ContentLength;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Silence);
        try
        {
            return await body.ReadAsync(buffer, patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"The store sent nothing of {response.Key} for {Silence.TotalSeconds} seconds.");
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => body.Read(buffer, offset, count);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            response.Dispose();
        base.Dispose(disposing);
    }
}
