using System.Security.Cryptography;
using Analyst.Api.Storage;
using Analyst.Engine;

namespace Analyst.Api.Uploads;

/// <summary>The pieces of an upload as one stream, each checked against its hash before the next is opened.</summary>
internal sealed class JoinedPieces(IBlobStore store, IReadOnlyList<UploadPiece> pieces) : ReadOnlyStream
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private Stream? open;
    private int at;

    /// <exception cref="BlobMissingException">A piece is gone.</exception>
    /// <exception cref="BlobCorruptException">A piece is not what was received.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (at < pieces.Count)
        {
            open ??= await store.OpenRead(pieces[at].Key, cancellationToken) ?? throw new BlobMissingException(pieces[at].Key);
            var read = await open.ReadAsync(buffer, cancellationToken);
            hash.AppendData(buffer.Span[..read]);
            if (read > 0)
                return read;
            await CloseChecked(pieces[at++]);
        }
        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            open?.Dispose();
            hash.Dispose();
        }
        base.Dispose(disposing);
    }

    private async Task CloseChecked(UploadPiece piece)
    {
        await open!.DisposeAsync();
        open = null;
        var found = Convert.ToHexStringLower(hash.GetHashAndReset());
        if (found != piece.Sha256)
            throw new BlobCorruptException(piece.Key, piece.Sha256, found);
    }
}
