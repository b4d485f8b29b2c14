namespace Analyst.Api.Storage;

/// <summary>The files behind the cache: <c>whole/{key}@{sha256}@{id}</c>, and <c>begun/{id}</c> while one is on its way.</summary>
internal sealed class CacheFiles : IDisposable
{
    private static readonly TimeSpan TouchEvery = TimeSpan.FromMinutes(1);

    private readonly CacheSlot slot;
    private readonly TimeProvider clock;
    private readonly string whole;
    private readonly string begun;

    public CacheFiles(string root, TimeProvider clock)
    {
        this.clock = clock;
        slot = CacheSlot.Take(root);
        whole = Path.Combine(slot.Folder, "whole");
        begun = Path.Combine(slot.Folder, "begun");
        Directory.CreateDirectory(whole);
        // The slot is ours alone, so nobody is at work on what lies here.
        if (Directory.Exists(begun))
            Directory.Delete(begun, recursive: true);
        Directory.CreateDirectory(begun);
    }

    /// <summary>What an earlier process left, last used first; files of another form are removed.</summary>
    public IEnumerable<CacheEntry> Found()
    {
        var seen = new HashSet<(string, string)>();
        foreach (var file in new DirectoryInfo(whole).GetFiles("*", SearchOption.AllDirectories).OrderByDescending(f => f.LastWriteTimeUtc))
        {
            if (Path.GetRelativePath(whole, file.FullName).Split('@') is [var key, var sha256, _] && seen.Add((key, sha256)))
                yield return new CacheEntry(key, sha256, file.Length, file.FullName);
            else
                file.Delete();
        }
    }

    public CacheEntry New(string key, string sha256, long bytes) =>
        new(key, sha256, bytes, Path.Combine(whole, $"{key}@{sha256}@{Guid.CreateVersion7():N}"));

    /// <summary>Makes the file of an entry be there with the right bytes: a found one is hashed, an absent or wrong one downloaded.</summary>
    public async Task Fetch(IBlobStore store, CacheEntry entry, CancellationToken ct)
    {
        if (File.Exists(entry.Path) && await HashedCopy.Of(entry.Path, ct) == entry.Sha256)
        {
            Touch(entry);
            return;
        }

        var temporary = Path.Combine(begun, Guid.CreateVersion7().ToString("N"));
        try
        {
            await Download(store, entry, temporary, ct);
            Directory.CreateDirectory(Path.GetDirectoryName(entry.Path)!);
            File.Move(temporary, entry.Path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Remembers the use over a restart; at most once a minute.</summary>
    public void Touch(CacheEntry entry)
    {
        var now = clock.GetUtcNow();
        if (now - entry.Touched < TouchEvery)
            return;
        entry.Touched = now;
        File.SetLastWriteTimeUtc(entry.Path, now.UtcDateTime);
    }

    public static void Remove(CacheEntry entry)
    {
        try
        {
            File.Delete(entry.Path);
        }
        catch (DirectoryNotFoundException)
        {
            // It was never fetched.
        }
    }

    public void Dispose() => slot.Dispose();

    private static async Task Download(IBlobStore store, CacheEntry entry, string path, CancellationToken ct)
    {
        await using var source = await store.OpenRead(entry.Key, ct) ?? throw new BlobMissingException(entry.Key);
        try
        {
            var (bytes, sha256) = await HashedCopy.ToNewFile(source, path, entry.Bytes, durable: false, ct);
            if (bytes != entry.Bytes || sha256 != entry.Sha256)
                throw new BlobCorruptException(entry.Key, $"{entry.Bytes} bytes with SHA-256 {entry.Sha256}", $"{bytes} bytes with {sha256}");
        }
        catch (BlobTooLargeException)
        {
            throw new BlobCorruptException(entry.Key, $"{entry.Bytes} bytes", "more");
        }
    }
}
