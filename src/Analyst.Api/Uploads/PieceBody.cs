using Analyst.Engine;
namespace Analyst.Api.Uploads;

/// <summary>The body of one request that sends a piece, as a row of streams that each end soon enough to be made durable. A connection that breaks ends it too: what came until then is good.</summary>
/// <param name="room">Bytes that the upload still lacks.</param>
/// <param name="received">Told how many bytes have come so far.</param>
internal sealed class PieceBody(Stream inner, long room, UploadChecksum? checksum, Action<long> received, TimeProvider time, CancellationToken ct) : IDisposable
{
    private const int FirstBytes = 64 << 10;

    private readonly byte[] first = new byte[FirstBytes];
    private int firstHeld;
    private long total;

    /// <summary>The connection ended before the body did.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Waits for the first bytes of the next stream; false at the end.</summary>
    public async Task<bool> HasMore() => (firstHeld = await Receive(first)) > 0;

    /// <summary>What was waited for and what follows it, at most so many bytes and for so long.</summary>
    public Stream Next(long atMost, TimeSpan atLongest) => new Part(this, atMost, time, atLongest);

    public void Dispose() => checksum?.Dispose();

    /// <exception cref="BodyRefusedException">More comes than the upload has room for.</exception>
    private async ValueTask<int> Receive(Memory<byte> buffer)
    {
        if (IsBroken)
            return 0;
        try
        {
            // When all have come, one more byte would be one too many.
            var left = room - total;
            var read = await inner.ReadAsync(buffer[..(int)Math.Min(buffer.Length, Math.Max(left, 1))], ct);
            if (read > left)
                throw new BodyRefusedException("too-large", $"The body goes on after the {room} bytes that the upload lacks.");
            checksum?.Add(buffer.Span[..read]);
            received(total += read);
            return read;
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            IsBroken = true;
            return 0;
        }
    }

    private sealed class Part(PieceBody body, long atMost, TimeProvider time, TimeSpan atLongest) : ReadOnlyStream
    {
        private readonly long since = time.GetTimestamp();
        private long left = atMost;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (body.firstHeld > 0)
                return Held(buffer.Span);
            if (left <= 0 || time.GetElapsedTime(since) > atLongest)
                return 0;
            var read = await body.Receive(buffer[..(int)Math.Min(buffer.Length, left)]);
            left -= read;
            return read;
        }

        private int Held(Span<byte> buffer)
        {
            var held = body.first.AsSpan(0, body.firstHeld);
            var taken = Math.Min(held.Length, buffer.Length);
            held[..taken].CopyTo(buffer);
            held[taken..].CopyTo(body.first);
            body.firstHeld -= taken;
            left -= taken;
            return taken;
        }
    }
}
