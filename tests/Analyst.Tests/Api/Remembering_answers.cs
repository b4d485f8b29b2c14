using Analyst.Api.Caching;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Analyst.Tests.Api;

public sealed class Remembering_answers
{
    private static readonly Guid Dataset = Guid.CreateVersion7(), Question = Guid.CreateVersion7();
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("How many orders?", "how many orders")]
    [InlineData("  How   many\n\torders ?! ", "how many orders")]
    [InlineData("Total for 1.5?", "total for 1.5")]
    [InlineData("?", "")]
    public void takes_the_same_words_for_the_same(string asked, string same) => Assert.Equal(same, AnswerCache.Normalize(asked));

    [Theory]
    [InlineData("orders above 5", "orders above 6")]
    [InlineData("total per city", "total per city and year")]
    [InlineData("price < 1.5", "price < 15")]
    public void keeps_different_words_apart(string one, string other) => Assert.NotEqual(AnswerCache.Normalize(one), AnswerCache.Normalize(other));

    [Fact]
    public async Task finds_what_was_remembered()
    {
        var cache = Memory();
        await cache.Remember("acme", Dataset, 1, "How many orders?", Question, Ct);
        Assert.Equal(Question, await cache.Find("acme", Dataset, 1, "how many  orders", Ct));
    }

    [Fact]
    public async Task finds_nothing_for_another_tenant_dataset_or_revision()
    {
        var cache = Memory();
        await cache.Remember("acme", Dataset, 1, "How many orders?", Question, Ct);
        Assert.Null(await cache.Find("other", Dataset, 1, "How many orders?", Ct));
        Assert.Null(await cache.Find("acme", Guid.CreateVersion7(), 1, "How many orders?", Ct));
        Assert.Null(await cache.Find("acme", Dataset, 2, "How many orders?", Ct));
    }

    [Fact]
    public async Task knows_nothing_while_the_cache_is_away()
    {
        var cache = new AnswerCache(new Away(), NullLogger<AnswerCache>.Instance);
        await cache.Remember("acme", Dataset, 1, "How many orders?", Question, Ct);
        Assert.Null(await cache.Find("acme", Dataset, 1, "How many orders?", Ct));
    }

    private static AnswerCache Memory() => new(new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions())), NullLogger<AnswerCache>.Instance);

    private sealed class Away : IDistributedCache
    {
        private static InvalidOperationException Error => new("No connection.");

        public byte[]? Get(string key) => throw Error;
        public Task<byte[]?> GetAsync(string key, CancellationToken token = default) => Task.FromException<byte[]?>(Error);
        public void Refresh(string key) => throw Error;
        public Task RefreshAsync(string key, CancellationToken token = default) => Task.FromException(Error);
        public void Remove(string key) => throw Error;
        public Task RemoveAsync(string key, CancellationToken token = default) => Task.FromException(Error);
        public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => throw Error;
        public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default) => Task.FromException(Error);
    }
}
