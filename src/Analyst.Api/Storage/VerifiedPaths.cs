using System.Collections.Concurrent;

namespace Analyst.Api.Storage;

/// <summary>Which files of a local store this process has hashed. A file that was replaced since is hashed again.</summary>
internal sealed class VerifiedPaths
{
    // Hashing less takes no time worth the memory.
    private const long WorthRemembering = 1 << 20;

    private readonly ConcurrentDictionary<Seen, Lazy<Task>> seen = new();

    /// <exception cref="BlobCorruptException">The file holds other bytes.</exception>
    public async Task Check(string path, string key, string sha256, long bytes, CancellationToken ct)
    {
        var file = new FileInfo(path);
        if (!file.Exists)
            throw new BlobMissingException(key);
        var now = new Seen(path, sha256, file.Length, file.LastWriteTimeUtc);
        if (now.Bytes != bytes)
            throw new BlobCorruptException(key, $"{bytes} bytes", $"{now.Bytes}");
        // One hash for all who ask at once, so no caller's token may end it.
        var check = seen.GetOrAdd(now, s => new Lazy<Task>(() => Hash(key, s)));
        try
        {
            await check.Value.WaitAsync(ct);
        }
        catch when (check.Value.IsFaulted)
        {
            seen.TryRemove(new(now, check));
            throw;
        }
    }

    /// <summary>This process has just written these bytes and hashed them on the way.</summary>
    public void Trust(string path, string sha256)
    {
        var file = new FileInfo(path);
        if (file is { Exists: true, Length: > WorthRemembering })
            seen[new Seen(path, sha256, file.Length, file.LastWriteTimeUtc)] = new Lazy<Task>(Task.CompletedTask);
    }

    private static async Task Hash(string key, Seen file)
    {
        var found = await HashedCopy.Of(file.Path, CancellationToken.None);
        if (found != file.Sha256)
            throw new BlobCorruptException(key, file.Sha256, found);
    }

    private sealed record Seen(string Path, string Sha256, long Bytes, DateTime Written);
}
