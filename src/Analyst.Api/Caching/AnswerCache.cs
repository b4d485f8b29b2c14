using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Caching.Distributed;

namespace Analyst.Api.Caching;

/// <summary>Which earlier question already answers these words on this revision. In Redis, or in memory when there is none. A cache that is away is a cache that knows nothing.</summary>
public sealed partial class AnswerCache(IDistributedCache cache, ILogger<AnswerCache> log)
{
    private static readonly SearchValues<char> Quotes = SearchValues.Create("\"'`“”‘’«»");
    private static readonly DistributedCacheEntryOptions Lifetime = new() { SlidingExpiration = TimeSpan.FromDays(7) };

    /// <summary>The id of the question that was answered, or null.</summary>
    public async Task<Guid?> Find(string tenant, Guid datasetId, int revision, string question, CancellationToken ct)
    {
        try
        {
            return await cache.GetAsync(Key(tenant, datasetId, revision, question), ct) is { Length: 16 } id ? new Guid(id) : null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogWarning(e, "The answer cache is away; answering without it");
            return null;
        }
    }

    public async Task Remember(string tenant, Guid datasetId, int revision, string question, Guid questionId, CancellationToken ct)
    {
        try
        {
            await cache.SetAsync(Key(tenant, datasetId, revision, question), questionId.ToByteArray(), Lifetime, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogWarning(e, "The answer cache is away; the answer is not remembered");
        }
    }

    /// <summary>Words that mean the same to every agent: case, spaces and closing punctuation do not count, except around quoted words.</summary>
    public static string Normalize(string question)
    {
        var words = Spaces().Replace(question, " ").Trim();
        return words.AsSpan().ContainsAny(Quotes) ? words : words.ToLowerInvariant().TrimEnd(' ', '?', '.', '!');
    }

    private static string Key(string tenant, Guid datasetId, int revision, string question) =>
        $"analyst:answer:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', tenant, datasetId, revision, Normalize(question)))))}";

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();
}
