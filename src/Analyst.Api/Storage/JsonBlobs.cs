using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Caching.Memory;

namespace Analyst.Api.Storage;

/// <summary>Payloads too big for a fact: JSON under its own hash, so a read can be checked and cached for ever.</summary>
public sealed class JsonBlobs(IBlobStore store) : IDisposable
{
    private const long CacheBytes = 64 << 20;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = CacheBytes });

    /// <summary>Writes a payload and returns its key.</summary>
    /// <param name="keyOf">Makes the key from the SHA-256 of the JSON.</param>
    public async Task<string> Keep<T>(Func<string, string> keyOf, T payload, CancellationToken ct)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(payload, Json);
        var key = keyOf(Convert.ToHexStringLower(SHA256.HashData(bytes)));
        await store.Write(key, new MemoryStream(bytes), long.MaxValue, ct);
        return key;
    }

    /// <summary>Reads a payload back.</summary>
    /// <exception cref="BlobCorruptException">The bytes are not those that were written.</exception>
    /// <exception cref="BlobMissingException">There is none.</exception>
    public async Task<T> Read<T>(string key, CancellationToken ct)
        where T : class
    {
        if (cache.TryGetValue<T>(key, out var known))
            return known!;
        await using var stream = await store.OpenRead(key, ct) ?? throw new BlobMissingException(key);
        using var buffer = new MemoryStream();
        await stream.CopyToAsync(buffer, ct);
        var (named, found) = (Path.GetFileNameWithoutExtension(key), Convert.ToHexStringLower(SHA256.HashData(buffer.GetBuffer().AsSpan(0, (int)buffer.Length))));
        if (named != found)
            throw new BlobCorruptException(key, named, found);
        var payload = JsonSerializer.Deserialize<T>(buffer.GetBuffer().AsSpan(0, (int)buffer.Length), Json)!;
        return cache.Set(key, payload, new MemoryCacheEntryOptions { Size = buffer.Length });
    }

    /// <summary>Removes a payload; none is fine.</summary>
    public Task Remove(string key, CancellationToken ct)
    {
        cache.Remove(key);
        return store.DeleteAll(key, ct);
    }

    public void Dispose() => cache.Dispose();
}
