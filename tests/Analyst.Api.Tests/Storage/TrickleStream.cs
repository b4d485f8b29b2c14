namespace Analyst.Api.Tests.Storage;

/// <summary>Gives its content in uneven pieces of unknown number, as a network does; then ends, or breaks.</summary>
public sealed class TrickleStream(byte[] content, Exception? then = null, Action? whenDone = null) : Stream
{
    private const int LargestPiece = 77_777;

    private int given;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var piece = Math.Min(Math.Min(buffer.Length, LargestPiece), content.Length - given);
        if (piece == 0)
        {
            whenDone?.Invoke();
            cancellationToken.ThrowIfCancellationRequested();
            return then is null ? ValueTask.FromResult(0) : ValueTask.FromException<int>(then);
        }

        content.AsMemory(given, piece).CopyTo(buffer);
        given += piece;
        return ValueTask.FromResult(piece);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Nothing may block a thread here.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
