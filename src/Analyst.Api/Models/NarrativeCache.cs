using System.Security.Cryptography;
using System.Text.Json;
using Analyst.Agents.Models;
using Analyst.Agents.Profiling;
using Analyst.Domain.Datasets;
using Microsoft.Extensions.Caching.Distributed;

namespace Analyst.Api.Models;

/// <summary>Narratives that a model was paid for, for a day. A cache that is away is a cache that knows nothing, and so is one that holds junk.</summary>
public sealed class NarrativeCache(IDistributedCache cache, ILogger<NarrativeCache> log)
{
    private static readonly DistributedCacheEntryOptions Lifetime = new() { AbsoluteExpirationRelativeToNow = TimeSpan.FromHours(24) };

    /// <summary>What a narrative was made of: equal parts, equal narrative.</summary>
    public static string Key(string tenant, string parquetHash, string datasetName, IProfilingAgent agent, PrivacyLevel level)
    {
        var parts = JsonSerializer.SerializeToUtf8Bytes(new[] { tenant, parquetHash, datasetName, agent.Model, agent.PromptVersion, level.ToString() });
        return $"analyst:narrative:{Convert.ToHexStringLower(SHA256.HashData(parts))}";
    }

    public async Task<Narrative?> Find(string key, CancellationToken ct)
    {
        try
        {
            return await cache.GetAsync(key, ct) is { } bytes && JsonSerializer.Deserialize<Entry>(bytes) is { Narrative: { Text: not null, Surprises: not null } narrative } entry && entry.Key == key ? narrative : null;
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            log.LogWarning(e, "The cache of narratives is away or holds junk; going on without it");
            return null;
        }
    }

    public async Task Remember(string key, Narrative narrative, CancellationToken ct)
    {
        try
        {
            await cache.SetAsync(key, JsonSerializer.SerializeToUtf8Bytes(new Entry(key, narrative)), Lifetime, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            log.LogWarning(e, "The cache of narratives is away; this one is not remembered");
        }
    }

    // Names its key, so that a value under another key is not taken for this one.
    private sealed record Entry(string Key, Narrative Narrative);
}
