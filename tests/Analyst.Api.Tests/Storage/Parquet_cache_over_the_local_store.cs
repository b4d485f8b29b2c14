using Analyst.Api.Storage;

namespace Analyst.Api.Tests.Storage;

public sealed class Parquet_cache_over_the_local_store : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("analyst-local-cache-");
    private readonly LocalBlobStore store;
    private readonly ParquetCache cache;
    private readonly string key = BlobKeys.Original("acme", Guid.CreateVersion7());

    public Parquet_cache_over_the_local_store()
    {
        store = new LocalBlobStore(new LocalBlobOptions(Path.Combine(root.FullName, "blobs")), TimeProvider.System);
        cache = new ParquetCache(store, new ParquetCacheOptions(Path.Combine(root.FullName, "cache"), 1), TimeProvider.System);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task hands_out_the_file_of_the_store_without_a_copy()
    {
        var blob = await Write([1, 2, 3]);

        var leases = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Get(blob)));

        Assert.All(leases, lease => Assert.Equal(store.TryGetPath(key), lease.Path));
        Assert.Equal(0, cache.HeldBytes);
    }

    [Fact]
    public async Task refuses_a_damaged_file_until_it_is_right_again()
    {
        var blob = await Write([1, 2, 3]);
        await File.WriteAllBytesAsync(store.TryGetPath(key)!, [1, 2, 4], Ct);

        await Assert.ThrowsAsync<BlobCorruptException>(() => Get(blob));
        await Assert.ThrowsAsync<BlobCorruptException>(() => Get(blob with { Bytes = 4 }));

        await Write([1, 2, 3]);
        await using var lease = await Get(blob);
        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(lease.Path, Ct));
    }

    [Fact]
    public async Task hashes_a_replaced_file_again()
    {
        var blob = await Write([1, 2, 3]);
        await (await Get(blob)).DisposeAsync();
        await Write([3, 2, 1]);
        // File times tick in milliseconds; two writes of a test may fall into one.
        File.SetLastWriteTimeUtc(store.TryGetPath(key)!, TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(1));

        await Assert.ThrowsAsync<BlobCorruptException>(() => Get(blob));
    }

    [Fact]
    public async Task tells_an_absent_object_from_a_damaged_one() =>
        await Assert.ThrowsAsync<BlobMissingException>(() => cache.Get(key, new string('0', 64), 3, Ct));

    public void Dispose()
    {
        cache.Dispose();
        root.Delete(recursive: true);
    }

    private Task<BlobInfo> Write(byte[] content) => store.Write(key, new MemoryStream(content), long.MaxValue, Ct);

    private Task<CacheLease> Get(BlobInfo blob) => cache.Get(blob.Key, blob.Sha256, blob.Bytes, Ct);
}
