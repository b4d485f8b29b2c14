using System.Buffers;
using System.Security.Cryptography;

namespace Analyst.Api.Storage;

/// <summary>Copies to a new file and hashes on the way, one block in memory.</summary>
internal static class HashedCopy
{
    private const int BlockBytes = 1 << 20;

    /// <summary>The file is on the disk, not only in the system's cache, when <paramref name="durable"/>.</summary>
    /// <exception cref="BlobTooLargeException">The file that was begun is left for the caller to remove.</exception>
    public static async Task<(long Bytes, string Sha256)> ToNewFile(Stream source, string path, long maximumBytes, bool durable, CancellationToken ct)
    {
        using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, FileOptions.Asynchronous);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            long bytes = 0;
            while (await source.ReadAtLeastAsync(block.AsMemory(0, BlockBytes), BlockBytes, throwOnEndOfStream: false, ct) is var read and > 0)
            {
                if (bytes + read > maximumBytes)
                    throw new BlobTooLargeException(maximumBytes);
                // Both only read the block, so they go side by side.
                var writing = RandomAccess.WriteAsync(file, block.AsMemory(0, read), bytes, ct);
                hash.AppendData(block, 0, read);
                await writing;
                bytes += read;
            }

            if (durable)
                RandomAccess.FlushToDisk(file);
            return (bytes, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    /// <summary>Lower-case hexadecimal SHA-256 of a file.</summary>
    public static async Task<string> Of(string path, CancellationToken ct)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BlockBytes, FileOptions.Asynchronous | FileOptions.SequentialScan);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct));
    }
}
