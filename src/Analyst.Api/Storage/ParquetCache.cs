namespace Analyst.Api.Storage;

/// <param name="Folder">For this use alone; made when absent. Several processes may name the same.</param>
/// <param name="MaximumBytes">What stays at most while no lease needs more.</param>
public sealed record ParquetCacheOptions(string Folder, long MaximumBytes);

/// <summary>A file that stays where it is, whole and right, until this is disposed.</summary>
public sealed class CacheLease : IAsyncDisposable
{
    private Action? release;

    internal CacheLease(string path, Action? release)
    {
        Path = path;
        this.release = release;
    }

    public string Path { get; }

    public ValueTask DisposeAsync()
    {
        Interlocked.Exchange(ref release, null)?.Invoke();
        return ValueTask.CompletedTask;
    }
}

/// <summary>Objects of the store as files of this node: fetched once, checked by hash, the least recently used dropped first. A store of this machine hands out its own files.</summary>
public sealed class ParquetCache : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<(string Key, string Sha256), CacheEntry> entries = [];
    private readonly LinkedList<CacheEntry> newestFirst = [];
    private readonly CancellationTokenSource closing = new();
    private readonly CacheFiles files;
    private readonly VerifiedPaths verified = new();
    private readonly IBlobStore store;
    private readonly long maximumBytes;
    private long heldBytes;

    public ParquetCache(IBlobStore store, ParquetCacheOptions options, TimeProvider clock)
    {
        this.store = store;
        maximumBytes = options.MaximumBytes;
        files = new CacheFiles(options.Folder, clock);
        if (store is ILocalPaths local)
            local.Written += verified.Trust;
        foreach (var entry in files.Found())
            Add(entry);
        MakeRoom();
    }

    /// <summary>What the files of this node hold, in bytes.</summary>
    public long HeldBytes
    {
        get
        {
            lock (gate)
                return heldBytes;
        }
    }

    /// <summary>The object as a local file. Many at once share one download; a caller who gives up does not stop it for the others.</summary>
    /// <exception cref="BlobMissingException">The store has no such object.</exception>
    /// <exception cref="BlobCorruptException">The store holds other bytes than were written; nothing is kept of them.</exception>
    public async Task<CacheLease> Get(string key, string sha256, long bytes, CancellationToken ct)
    {
        BlobNames.CheckKey(key);
        if (store is ILocalPaths local)
        {
            var path = local.TryGetPath(key) ?? throw new BlobMissingException(key);
            await verified.Check(path, key, sha256, bytes, ct);
            return new CacheLease(path, null);
        }

        var entry = Lease(key, sha256, bytes);
        try
        {
            await entry.Ready!.WaitAsync(ct);
            files.Touch(entry);
            return new CacheLease(entry.Path, () => Release(entry));
        }
        catch
        {
            Release(entry);
            throw;
        }
    }

    /// <summary>Drops every file whose key begins with <paramref name="prefix"/>; a leased one goes with its last lease.</summary>
    public void Forget(string prefix)
    {
        BlobNames.CheckPrefix(prefix);
        lock (gate)
        {
            foreach (var entry in entries.Values.Where(e => e.Key.StartsWith(prefix, StringComparison.Ordinal)).ToArray())
                Drop(entry);
        }
    }

    /// <summary>Ends downloads that are under way; the files stay for the next start.</summary>
    public void Dispose()
    {
        closing.Cancel();
        files.Dispose();
    }

    private CacheEntry Lease(string key, string sha256, long bytes)
    {
        lock (gate)
        {
            if (entries.TryGetValue((key, sha256), out var entry) && entry.Ready is { IsCompletedSuccessfully: true } && !File.Exists(entry.Path))
            {
                // Somebody cleared the folder.
                Drop(entry);
                entry = null;
            }

            if (entry is null)
                Add(entry = files.New(key, sha256, bytes));
            entry.Leases++;
            newestFirst.Remove(entry.Place!);
            newestFirst.AddFirst(entry.Place!);
            if (entry.Ready is null)
            {
                entry.Leases++;
                var token = closing.Token;
                entry.Ready = Task.Run(() => Fetch(entry, token), CancellationToken.None);
            }

            MakeRoom();
            return entry;
        }
    }

    private async Task Fetch(CacheEntry entry, CancellationToken ct)
    {
        try
        {
            await files.Fetch(store, entry, ct);
        }
        catch
        {
            lock (gate)
                Drop(entry);
            throw;
        }
        finally
        {
            Release(entry);
        }
    }

    private void Release(CacheEntry entry)
    {
        lock (gate)
        {
            entry.Leases--;
            if (entry.Forgotten && entry.Leases == 0)
                CacheFiles.Remove(entry);
            MakeRoom();
        }
    }

    private void Add(CacheEntry entry)
    {
        entries.Add((entry.Key, entry.Sha256), entry);
        entry.Place = newestFirst.AddLast(entry);
        heldBytes += entry.Bytes;
    }

    private void Drop(CacheEntry entry)
    {
        if (entry.Forgotten)
            return;
        entry.Forgotten = true;
        entries.Remove((entry.Key, entry.Sha256));
        newestFirst.Remove(entry.Place!);
        heldBytes -= entry.Bytes;
        if (entry.Leases == 0)
            CacheFiles.Remove(entry);
    }

    private void MakeRoom()
    {
        for (var last = newestFirst.Last; last is not null && heldBytes > maximumBytes;)
        {
            var entry = last.Value;
            last = last.Previous;
            if (entry.Leases == 0)
                Drop(entry);
        }
    }
}
