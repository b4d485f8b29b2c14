using System.Security.Cryptography;
using Analyst.Api.Storage;

namespace Analyst.Api.Tests.Storage;

public sealed class Parquet_cache_over_a_remote_store : IDisposable
{
    private const long Cap = 3_000_000;
    private const int Size = 1_000_000;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("analyst-cache-");
    private readonly CountingStore store = new();
    private readonly string prefix = BlobKeys.Dataset("acme", Guid.CreateVersion7());
    private ParquetCache cache;

    public Parquet_cache_over_a_remote_store() => cache = Open();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task downloads_once_for_fifty_at_the_same_time()
    {
        var blob = await Stored("a");
        var gate = new TaskCompletionSource();
        store.Gate = gate.Task;
        var asked = Enumerable.Range(0, 50).Select(_ => Get(blob)).ToArray();
        gate.SetResult();

        var leases = await Task.WhenAll(asked);

        Assert.Equal(1, store.Reads);
        Assert.Single(leases.Select(l => l.Path).Distinct());
        Assert.Equal(store.Objects[blob.Key], await File.ReadAllBytesAsync(leases[0].Path, Ct));
    }

    [Fact]
    public async Task goes_on_for_the_others_when_the_first_caller_gives_up()
    {
        var blob = await Stored("a");
        var gate = new TaskCompletionSource();
        store.Gate = gate.Task;
        using var cancel = new CancellationTokenSource();
        var first = cache.Get(blob.Key, blob.Sha256, blob.Bytes, cancel.Token);
        var second = Get(blob);

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        gate.SetResult();

        await using var lease = await second;
        Assert.True(File.Exists(lease.Path));
        Assert.Equal(1, store.Reads);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(Size - 1, 0)]
    [InlineData(0, 1)]
    [InlineData(0, -1)]
    public async Task refuses_bytes_that_are_not_the_ones_written(int flipped, int longer)
    {
        var blob = await Stored("a");
        var damaged = store.Objects[blob.Key].ToArray();
        damaged[flipped] ^= 1;
        Array.Resize(ref damaged, Size + longer);
        store.Objects[blob.Key] = damaged;

        await Assert.ThrowsAsync<BlobCorruptException>(() => Get(blob));

        Assert.Empty(Files());
        Assert.Equal(0, cache.HeldBytes);
    }

    [Fact]
    public async Task tries_again_after_a_failure()
    {
        var blob = await Stored("a");
        store.Objects.TryRemove(blob.Key, out var content);
        await Assert.ThrowsAsync<BlobMissingException>(() => Get(blob));
        store.Objects[blob.Key] = content!;

        await using var lease = await Get(blob);

        Assert.Equal(content, await File.ReadAllBytesAsync(lease.Path, Ct));
    }

    [Fact]
    public async Task drops_the_least_recently_used_first()
    {
        var (a, b, c, d) = (await Stored("a"), await Stored("b"), await Stored("c"), await Stored("d"));
        foreach (var blob in new[] { a, b, c, a, d })
            await (await Get(blob)).DisposeAsync();
        Assert.Equal(Cap, cache.HeldBytes);
        Assert.Equal(4, store.Reads);

        await (await Get(a)).DisposeAsync();
        Assert.Equal(4, store.Reads);
        await (await Get(b)).DisposeAsync();
        Assert.Equal(5, store.Reads);
    }

    [Fact]
    public async Task keeps_leased_files_though_they_are_too_many_and_drops_them_afterwards()
    {
        var leases = new List<CacheLease>();
        foreach (var name in new[] { "a", "b", "c", "d", "e" })
            leases.Add(await Get(await Stored(name)));
        Assert.All(leases, lease => Assert.Equal(Size, new FileInfo(lease.Path).Length));

        foreach (var lease in leases)
            await lease.DisposeAsync();

        Assert.Equal(Cap, cache.HeldBytes);
        Assert.Equal(3, Files().Length);
    }

    [Fact]
    public async Task counts_a_lease_once_however_often_it_is_disposed()
    {
        var blob = await Stored("a");
        var (first, second) = (await Get(blob), await Get(blob));
        await first.DisposeAsync();
        await first.DisposeAsync();

        cache.Forget(prefix);

        Assert.True(File.Exists(second.Path));
        await second.DisposeAsync();
        Assert.False(File.Exists(second.Path));
    }

    [Fact]
    public async Task forgets_an_erased_dataset_and_no_other()
    {
        var blob = await Stored("a");
        var other = await store.Write(BlobKeys.Dataset("acme", Guid.CreateVersion7()) + "original", new MemoryStream([1]), 1, Ct);
        await (await Get(blob)).DisposeAsync();
        await (await Get(other)).DisposeAsync();

        cache.Forget(prefix);

        Assert.Contains(other.Sha256, Assert.Single(Files()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task uses_after_a_restart_what_it_had()
    {
        var blob = await Stored("a");
        await (await Get(blob)).DisposeAsync();

        Restart();
        await using var lease = await Get(blob);

        Assert.Equal(1, store.Reads);
        Assert.Equal(Size, cache.HeldBytes);
    }

    [Fact]
    public async Task finds_a_bit_that_flipped_while_it_was_down_and_downloads_again()
    {
        var blob = await Stored("a");
        await (await Get(blob)).DisposeAsync();
        var path = Assert.Single(Files());
        var damaged = await File.ReadAllBytesAsync(path, Ct);
        damaged[500_000] ^= 4;
        await File.WriteAllBytesAsync(path, damaged, Ct);

        Restart();
        await using var lease = await Get(blob);

        Assert.Equal(store.Objects[blob.Key], await File.ReadAllBytesAsync(lease.Path, Ct));
        Assert.Equal(2, store.Reads);
    }

    [Fact]
    public async Task removes_at_start_what_was_half_downloaded_and_what_is_above_the_cap()
    {
        foreach (var name in new[] { "a", "b", "c" })
            await (await Get(await Stored(name))).DisposeAsync();
        var begun = Path.Combine(folder.FullName, "slot-0", "begun");
        await File.WriteAllTextAsync(Path.Combine(begun, "half"), "half", Ct);

        Restart(Size);

        Assert.Empty(Directory.GetFiles(begun));
        Assert.Single(Files());
    }

    [Fact]
    public async Task downloads_again_what_somebody_removed()
    {
        var blob = await Stored("a");
        await (await Get(blob)).DisposeAsync();
        File.Delete(Assert.Single(Files()));

        await using var lease = await Get(blob);

        Assert.True(File.Exists(lease.Path));
    }

    [Fact]
    public async Task leaves_the_files_of_another_process_alone()
    {
        var blob = await Stored("a");
        await using var mine = await Get(blob);
        using var other = Open();

        await using var theirs = await other.Get(blob.Key, blob.Sha256, blob.Bytes, Ct);

        Assert.NotEqual(mine.Path, theirs.Path);
        Assert.Equal(2, store.Reads);
    }

    [Fact]
    public async Task gives_right_bytes_to_many_who_push_each_other_out()
    {
        var blobs = new List<BlobInfo>();
        for (var i = 0; i < 10; i++)
            blobs.Add(await Stored($"file{i}"));

        await Parallel.ForAsync(0, 300, new ParallelOptions { CancellationToken = Ct, MaxDegreeOfParallelism = 8 }, async (i, ct) =>
        {
            var blob = blobs[i * 7 % 10];
            await using var lease = await cache.Get(blob.Key, blob.Sha256, blob.Bytes, ct);
            Assert.Equal(blob.Sha256, Blob_store.Hex(await File.ReadAllBytesAsync(lease.Path, ct)));
        });

        Assert.InRange(cache.HeldBytes, 1, Cap);
        Assert.Equal(cache.HeldBytes, Files().Sum(path => new FileInfo(path).Length));
    }

    public void Dispose()
    {
        cache.Dispose();
        folder.Delete(recursive: true);
    }

    private Task<CacheLease> Get(BlobInfo blob) => cache.Get(blob.Key, blob.Sha256, blob.Bytes, Ct);

    private Task<BlobInfo> Stored(string name) =>
        store.Write($"{prefix}revisions/{name}.parquet", new MemoryStream(RandomNumberGenerator.GetBytes(Size)), Size, Ct);

    private string[] Files() => Directory.GetFiles(Path.Combine(folder.FullName, "slot-0", "whole"), "*", SearchOption.AllDirectories);

    private ParquetCache Open(long cap = Cap) => new(store, new ParquetCacheOptions(folder.FullName, cap), TimeProvider.System);

    private void Restart(long cap = Cap)
    {
        cache.Dispose();
        cache = Open(cap);
    }
}
