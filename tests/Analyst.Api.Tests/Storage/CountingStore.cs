using System.Collections.Concurrent;
using Analyst.Api.Storage;

namespace Analyst.Api.Tests.Storage;

/// <summary>A store somewhere else, in memory: it counts reads, and a test can hold them back or damage an object.</summary>
public sealed class CountingStore : IBlobStore
{
    private int reads;

    public ConcurrentDictionary<string, byte[]> Objects { get; } = new();

    public int Reads => reads;

    /// <summary>Reads wait for this.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public async Task<BlobInfo> Write(string key, Stream source, long maximumBytes, CancellationToken ct)
    {
        using var copy = new MemoryStream();
        await source.CopyToAsync(copy, ct);
        Objects[key] = copy.ToArray();
        return new BlobInfo(key, copy.Length, Blob_store.Hex(Objects[key]));
    }

    public async Task<Stream?> OpenRead(string key, CancellationToken ct)
    {
        Interlocked.Increment(ref reads);
        await Gate.WaitAsync(ct);
        return Objects.TryGetValue(key, out var content) ? new TrickleStream(content) : null;
    }

    public Task DeleteAll(string prefix, CancellationToken ct) => throw new NotSupportedException();

    public IAsyncEnumerable<string> List(string prefix, CancellationToken ct) => throw new NotSupportedException();

    public IAsyncEnumerable<string> Folders(string below, CancellationToken ct) => throw new NotSupportedException();

    public Task<int> DropUnfinished(DateTimeOffset before, CancellationToken ct) => throw new NotSupportedException();

    public Task Check(CancellationToken ct) => Task.CompletedTask;
}
