using Analyst.Api.Hosting;
using Analyst.Api.Storage;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Analyst.Api.Uploads;

/// <summary>Streams the body of one request behind the bytes that an upload already has. What is told as its offset is durable.</summary>
public sealed class PieceReception(IBlobStore store, UploadStates states, UploadSlots slots, UploadProgressBoard board, IOptions<AnalystOptions> options, TimeProvider time)
{
    // After a crash at most so much has to be sent again.
    private const long PieceBytes = 64 << 20;

    // Each is a line in the state, which is written again with every piece.
    private const int MostPieces = 10_000;

    private static readonly TimeSpan PieceTime = TimeSpan.FromSeconds(20);

    /// <summary>Appends what comes. When the connection breaks, what came is kept, unless a checksum was to be met.</summary>
    /// <exception cref="BodyRefusedException">The body cannot be taken.</exception>
    /// <exception cref="JasperFx.ConcurrencyException">Another request is sending to this upload; it has taken the place of this one.</exception>
    public async Task<Upload> Append(HttpContext http, Upload upload, UploadChecksum? checksum)
    {
        var room = upload.Length - upload.Offset;
        if (http.Request.ContentLength > room)
            throw new BodyRefusedException("too-large", $"The body has {http.Request.ContentLength} bytes; the upload lacks {room}.");
        if (upload.Pieces.Count >= MostPieces)
            throw new BodyRefusedException("bad-request", $"The upload came in {MostPieces} pieces already; begin again and send more in each.");
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = null;

        using var slot = slots.Take();
        using var patience = new CancellationTokenSource(TimeSpan.FromHours(options.Value.Limits.UploadHours), time);
        // Not RequestAborted: when the sender is gone, what it sent before still waits to be read.
        upload = await states.Change(upload with { Writer = Guid.CreateVersion7(time.GetUtcNow()), ExpiresAt = states.Expiry }, CancellationToken.None);
        using var body = new PieceBody(http.Request.Body, room, checksum, board.For(upload), time, patience.Token);
        return checksum is null ? await Append(upload, body) : await AppendWhole(upload, body, checksum);
    }

    /// <summary>Each piece counts as soon as it is durable. The sender may be gone by then, so nothing here asks whether it still waits.</summary>
    private async Task<Upload> Append(Upload upload, PieceBody body)
    {
        while (await body.HasMore())
        {
            var piece = await Keep(upload, upload.Offset, body);
            try
            {
                upload = await states.Change(upload.With([piece]), CancellationToken.None);
            }
            catch
            {
                await store.DeleteAll(piece.Key, CancellationToken.None);
                throw;
            }
            Failpoint.At(Failpoint.AfterPiece);
        }
        return upload;
    }

    /// <summary>Nothing counts before the checksum is met.</summary>
    private async Task<Upload> AppendWhole(Upload upload, PieceBody body, UploadChecksum checksum)
    {
        var pieces = new List<UploadPiece>();
        try
        {
            while (await body.HasMore())
                pieces.Add(await Keep(upload, upload.Offset + pieces.Sum(p => p.Bytes), body));
            if (body.IsBroken)
                throw new BodyRefusedException("body-truncated", "The connection ended before the whole piece had come, so its checksum could not be checked; send it again.");
            checksum.Check();
            return await states.Change(upload.With(pieces), CancellationToken.None);
        }
        catch
        {
            foreach (var piece in pieces)
                await store.DeleteAll(piece.Key, CancellationToken.None);
            throw;
        }
    }

    private async Task<UploadPiece> Keep(Upload upload, long offset, PieceBody body)
    {
        var key = BlobKeys.Piece(upload.Tenant, upload.Id, offset, upload.Writer!.Value);
        var blob = await store.Write(key, body.Next(PieceBytes, PieceTime), long.MaxValue, CancellationToken.None);
        return new UploadPiece(blob.Key, blob.Bytes, blob.Sha256);
    }
}
