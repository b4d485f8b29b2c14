namespace Analyst.Api.Storage;

/// <summary>One object on this node. What changes is written under the cache's lock, but for <see cref="Touched"/>, where a lost race does no harm.</summary>
internal sealed class CacheEntry(string key, string sha256, long bytes, string path)
{
    public string Key => key;

    public string Sha256 => sha256;

    public long Bytes => bytes;

    /// <summary>Where the file is or will be; never used by another entry.</summary>
    public string Path => path;

    /// <summary>Done when the file is here and its hash was seen to be right in this process; null before anybody asked.</summary>
    public Task? Ready { get; set; }

    /// <summary>Callers who use the file, and the fetch while it runs.</summary>
    public int Leases { get; set; }

    /// <summary>Nobody finds it any more; its file goes with the last lease.</summary>
    public bool Forgotten { get; set; }

    /// <summary>When the file's own time was last set, to keep the order of use over a restart.</summary>
    public DateTimeOffset Touched { get; set; }

    public LinkedListNode<CacheEntry>? Place { get; set; }
}
