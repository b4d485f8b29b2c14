namespace Analyst.Api.Storage;

/// <summary>Immutable objects by key: a local folder or S3. Keys are relative paths, <c>{tenant}/{datasetId}/…</c>, made by <see cref="BlobKeys"/> only.</summary>
public interface IBlobStore
{
    /// <summary>Streams <paramref name="source"/> to the store in constant memory, hashing on the way. The object appears whole or not at all, and is durable on return. Writing a key again replaces it.</summary>
    /// <exception cref="BlobTooLargeException">The source holds more than <paramref name="maximumBytes"/>; nothing is kept.</exception>
    Task<BlobInfo> Write(string key, Stream source, long maximumBytes, CancellationToken ct);

    /// <summary>Takes over a file of this machine that is durable and has this hash; it is gone afterwards, or may be. Like <see cref="Write"/> otherwise.</summary>
    async Task TakeOver(string key, string path, string sha256, CancellationToken ct)
    {
        await using var content = File.OpenRead(path);
        var kept = await Write(key, content, long.MaxValue, ct);
        if (kept.Sha256 != sha256)
            throw new IOException($"The file changed while it was stored: {sha256} became {kept.Sha256}.");
    }

    /// <summary>Opens an object for reading from its beginning, or null when there is none.</summary>
    Task<Stream?> OpenRead(string key, CancellationToken ct);

    /// <summary>Removes every object whose key begins with <paramref name="prefix"/>; none is fine.</summary>
    Task DeleteAll(string prefix, CancellationToken ct);

    /// <summary>Keys that begin with <paramref name="prefix"/>, in no particular order.</summary>
    IAsyncEnumerable<string> List(string prefix, CancellationToken ct);

    /// <summary>What stands before the next <c>/</c> of all keys that begin with <paramref name="below"/>, each once, as a prefix with that <c>/</c>; empty for the top.</summary>
    IAsyncEnumerable<string> Folders(string below, CancellationToken ct);

    /// <summary>Forgets writes that were begun before then and never finished, and tells how many.</summary>
    Task<int> DropUnfinished(DateTimeOffset before, CancellationToken ct);

    /// <summary>Throws when the store cannot be reached.</summary>
    Task Check(CancellationToken ct);
}

/// <param name="Sha256">Lower-case hexadecimal.</param>
public sealed record BlobInfo(string Key, long Bytes, string Sha256);

public sealed class BlobTooLargeException(long maximumBytes) : Exception($"The object is larger than {maximumBytes} bytes.")
{
    public long MaximumBytes { get; } = maximumBytes;
}

/// <summary>Where things lie. Everything of a dataset shares one prefix, so erasing it is one call.</summary>
public static class BlobKeys
{
    /// <summary>Folder of a dataset for the files of further revisions.</summary>
    public const string LaterFiles = "originals";

    public static string Dataset(string tenant, Guid datasetId) => $"{Uri.EscapeDataString(tenant)}/{datasetId:N}/";

    public static string Uploads(string tenant) => $"{Uri.EscapeDataString(tenant)}/uploads/";

    /// <summary>Everything of one upload in pieces.</summary>
    public static string Upload(string tenant, Guid uploadId) => $"{Uploads(tenant)}{uploadId:N}/";

    public static string Piece(string tenant, Guid uploadId, long offset, Guid writer) => $"{Upload(tenant, uploadId)}{offset:D14}-{writer:N}";

    public static string Original(string tenant, Guid datasetId) => Dataset(tenant, datasetId) + "original";

    /// <summary>Of a further file: named after the job that reads it.</summary>
    public static string Original(string tenant, Guid datasetId, Guid jobId) => $"{Dataset(tenant, datasetId)}{LaterFiles}/{jobId:N}";

    public static string Revision(string tenant, Guid datasetId, string sha256) => $"{Dataset(tenant, datasetId)}revisions/{sha256}.parquet";

    public static string Rejects(string tenant, Guid datasetId, string sha256) => $"{Dataset(tenant, datasetId)}rejects/{sha256}.ndjson";

    public static string Profile(string tenant, Guid datasetId, string sha256) => $"{Dataset(tenant, datasetId)}profiles/{sha256}.json";

    public static string Plan(string tenant, Guid datasetId, string sha256) => $"{Dataset(tenant, datasetId)}plans/{sha256}.json";

    public static string Result(string tenant, Guid datasetId, string sha256) => $"{Dataset(tenant, datasetId)}results/{sha256}.json";
}
