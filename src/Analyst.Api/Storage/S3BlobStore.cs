using System.Net;
using System.Runtime.CompilerServices;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Analyst.Api.Storage;

/// <summary>Objects in one bucket of any S3-speaking store.</summary>
public sealed class S3BlobStore : IBlobStore, IDisposable
{
    private readonly AmazonS3Client client;
    private readonly string bucket;

    public S3BlobStore(S3Options options)
    {
        bucket = options.Bucket;
        var config = new AmazonS3Config
        {
            ForcePathStyle = true,
            Timeout = TimeSpan.FromSeconds(100),
            ConnectTimeout = TimeSpan.FromSeconds(5),
            RetryMode = RequestRetryMode.Standard,
            MaxErrorRetry = 3,
            // Checksums in headers and trailers are Amazon's own extension: simple servers refuse or store them as data.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (options.ServiceUrl.Length > 0)
        {
            config.ServiceURL = options.ServiceUrl;
            config.AuthenticationRegion = options.Region;
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(options.Region);
        }

        client = options.AccessKey.Length > 0
            ? new AmazonS3Client(new BasicAWSCredentials(options.AccessKey, options.SecretKey), config)
            : new AmazonS3Client(config);
    }

    public Task<BlobInfo> Write(string key, Stream source, long maximumBytes, CancellationToken ct)
    {
        BlobNames.CheckKey(key);
        return S3Upload.Run(client, bucket, key, source, maximumBytes, ct);
    }

    public async Task<Stream?> OpenRead(string key, CancellationToken ct)
    {
        BlobNames.CheckKey(key);
        try
        {
            return new S3Download(await client.GetObjectAsync(bucket, key, ct));
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound && e.ErrorCode != "NoSuchBucket")
        {
            return null;
        }
    }

    public async Task DeleteAll(string prefix, CancellationToken ct)
    {
        await foreach (var page in Pages(prefix, ct))
        {
            if (page.Count > 0)
                await client.DeleteObjectsAsync(new DeleteObjectsRequest { BucketName = bucket, Quiet = true, Objects = [.. page.Select(o => new KeyVersion { Key = o.Key })] }, ct);
        }
    }

    public async IAsyncEnumerable<string> List(string prefix, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var page in Pages(prefix, ct))
        {
            foreach (var item in page)
                yield return item.Key;
        }
    }

    public async IAsyncEnumerable<string> Folders(string below, [EnumeratorCancellation] CancellationToken ct)
    {
        if (below.Length > 0)
            BlobNames.CheckPrefix(below);
        var request = new ListObjectsV2Request { BucketName = bucket, Prefix = below, Delimiter = "/" };
        do
        {
            var page = await client.ListObjectsV2Async(request, ct);
            foreach (var folder in page.CommonPrefixes ?? [])
                yield return folder;
            request.ContinuationToken = page.NextContinuationToken;
        }
        while (request.ContinuationToken is not null);
    }

    public async Task<int> DropUnfinished(DateTimeOffset before, CancellationToken ct)
    {
        var dropped = 0;
        var request = new ListMultipartUploadsRequest { BucketName = bucket };
        ListMultipartUploadsResponse page;
        do
        {
            page = await client.ListMultipartUploadsAsync(request, ct);
            foreach (var begun in (page.MultipartUploads ?? []).Where(u => u.Initiated?.ToUniversalTime() < before.UtcDateTime))
            {
                await client.AbortMultipartUploadAsync(bucket, begun.Key, begun.UploadId, ct);
                dropped++;
            }
            (request.KeyMarker, request.UploadIdMarker) = (page.NextKeyMarker, page.NextUploadIdMarker);
        }
        while (page.IsTruncated == true);
        return dropped;
    }

    /// <summary>Makes the bucket when it is absent.</summary>
    public async Task Check(CancellationToken ct)
    {
        try
        {
            await client.HeadBucketAsync(new HeadBucketRequest { BucketName = bucket }, ct);
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound)
        {
            await MakeBucket(ct);
        }
    }

    public void Dispose() => client.Dispose();

    private async Task MakeBucket(CancellationToken ct)
    {
        try
        {
            await client.PutBucketAsync(new PutBucketRequest { BucketName = bucket }, ct);
        }
        catch (AmazonS3Exception e) when (e.ErrorCode == "BucketAlreadyOwnedByYou")
        {
            // Another process was first.
        }
    }

    // At most 1,000 each, which is also what one delete call takes.
    private async IAsyncEnumerable<List<S3Object>> Pages(string prefix, [EnumeratorCancellation] CancellationToken ct)
    {
        BlobNames.CheckPrefix(prefix);
        var request = new ListObjectsV2Request { BucketName = bucket, Prefix = prefix };
        do
        {
            var page = await client.ListObjectsV2Async(request, ct);
            yield return page.S3Objects ?? [];
            request.ContinuationToken = page.NextContinuationToken;
        }
        while (request.ContinuationToken is not null);
    }
}
