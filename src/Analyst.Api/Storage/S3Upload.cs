using System.Buffers;
using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;

namespace Analyst.Api.Storage;

/// <summary>One upload of a stream of unknown length: a small one as one object, a longer one in parts of 8 MB, two in memory: one fills while the other is sent.</summary>
internal sealed class S3Upload(AmazonS3Client client, string bucket, string key, long maximumBytes) : IDisposable
{
    private const int PartBytes = 8 << 20;
    private const int MostParts = 10_000;

    private static readonly TimeSpan AbortWait = TimeSpan.FromSeconds(20);

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly long most = Math.Min(maximumBytes, (long)PartBytes * MostParts);
    private long bytes;

    public static async Task<BlobInfo> Run(AmazonS3Client client, string bucket, string key, Stream source, long maximumBytes, CancellationToken ct)
    {
        using var upload = new S3Upload(client, bucket, key, maximumBytes);
        var filling = ArrayPool<byte>.Shared.Rent(PartBytes);
        var sending = ArrayPool<byte>.Shared.Rent(PartBytes);
        try
        {
            await upload.Send(source, filling, sending, ct);
            return new BlobInfo(key, upload.bytes, Convert.ToHexStringLower(upload.hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(filling);
            ArrayPool<byte>.Shared.Return(sending);
        }
    }

    public void Dispose() => hash.Dispose();

    private async Task Send(Stream source, byte[] filling, byte[] sending, CancellationToken ct)
    {
        var count = await Fill(source, filling, ct);
        if (count < PartBytes)
        {
            await client.PutObjectAsync(new PutObjectRequest { BucketName = bucket, Key = key, InputStream = Content(filling, count), UseChunkEncoding = false }, ct);
            return;
        }

        var uploadId = (await client.InitiateMultipartUploadAsync(new InitiateMultipartUploadRequest { BucketName = bucket, Key = key }, ct)).UploadId;
        try
        {
            var parts = new List<PartETag>();
            while (count > 0)
            {
                (filling, sending) = (sending, filling);
                var part = SendPart(uploadId, parts.Count + 1, sending, count, ct);
                try
                {
                    count = await Fill(source, filling, ct);
                }
                finally
                {
                    // The memory goes back to the pool: never leave while a part is still being read from it.
                    await ((Task)part).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }

                parts.Add(await part);
            }

            var done = await client.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest { BucketName = bucket, Key = key, UploadId = uploadId, PartETags = parts }, ct);
            await CheckWhole(done.ETag, ct);
        }
        catch
        {
            await Abort(uploadId);
            throw;
        }
    }

    private async Task<int> Fill(Stream source, byte[] buffer, CancellationToken ct)
    {
        var count = await source.ReadAtLeastAsync(buffer.AsMemory(0, PartBytes), PartBytes, throwOnEndOfStream: false, ct);
        bytes += count;
        if (bytes > most)
            throw new BlobTooLargeException(most);
        hash.AppendData(buffer, 0, count);
        return count;
    }

    private async Task<PartETag> SendPart(string uploadId, int number, byte[] buffer, int count, CancellationToken ct)
    {
        var sent = await client.UploadPartAsync(
            new UploadPartRequest { BucketName = bucket, Key = key, UploadId = uploadId, PartNumber = number, PartSize = count, InputStream = Content(buffer, count), UseChunkEncoding = false },
            ct);
        return new PartETag(number, sent.ETag);
    }

    // Some servers say 200 before the parts are joined. Another ETag is another writer's object, which came after ours.
    private async Task CheckWhole(string etag, CancellationToken ct)
    {
        var stored = await client.GetObjectMetadataAsync(bucket, key, ct);
        if (stored.ContentLength != bytes && stored.ETag?.Trim('"') == etag?.Trim('"'))
            throw new IOException($"The store keeps {stored.ContentLength} of {bytes} bytes of {key}.");
    }

    private async Task Abort(string uploadId)
    {
        // The caller's token may be the very reason why we are here.
        using var patience = new CancellationTokenSource(AbortWait);
        try
        {
            await client.AbortMultipartUploadAsync(new AbortMultipartUploadRequest { BucketName = bucket, Key = key, UploadId = uploadId }, patience.Token);
        }
        catch (Exception e) when (e is AmazonS3Exception or HttpRequestException or OperationCanceledException or Amazon.Runtime.AmazonClientException)
        {
            // What made the upload fail is the error to tell; the store drops unfinished uploads by its own rule.
        }
    }

    private static MemoryStream Content(byte[] buffer, int count) => new(buffer, 0, count, writable: false);
}
