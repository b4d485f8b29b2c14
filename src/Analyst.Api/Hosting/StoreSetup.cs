using Analyst.Api.Storage;
using StackExchange.Redis;

namespace Analyst.Api.Hosting;

/// <summary>Where bytes lie: the object store, the cache beside it, and the answers' cache.</summary>
public static class StoreSetup
{
    public static void AddStores(this WebApplicationBuilder builder, AnalystOptions options)
    {
        if (options.Storage.Kind == StorageOptions.S3Kind)
            builder.Services.AddSingleton(options.Storage.S3).AddSingleton<IBlobStore, S3BlobStore>();
        else
            builder.Services.AddSingleton(new LocalBlobOptions(options.Folder("objects"))).AddSingleton<IBlobStore, LocalBlobStore>();
        builder.Services.AddSingleton(new ParquetCacheOptions(options.Folder("cache"), options.Limits.CacheBytes)).AddSingleton<ParquetCache>();
        TableFiles.SweepScratch(options.Folder("scratch"));
        builder.Services.AddSingleton<TableFiles>();
        builder.Services.AddSingleton<Features.Revisions.Retyping>();
        builder.Services.AddSingleton<Features.Profiling.ForeignKeyCheck>().AddSingleton<Features.Profiling.ProfileRun>();
        builder.Services.AddSingleton<JsonBlobs>();
        builder.Services.AddSingleton<ProfileSource>();

        if (builder.Configuration.GetConnectionString("Redis") is { Length: > 0 } redis)
            builder.Services.AddStackExchangeRedisCache(r => r.ConfigurationOptions = Quick(redis));
        else
            builder.Services.AddDistributedMemoryCache();
    }

    /// <summary>A cache that is away must not hold up the answer it would have saved.</summary>
    private static ConfigurationOptions Quick(string redis)
    {
        var options = ConfigurationOptions.Parse(redis);
        (options.AbortOnConnectFail, options.ConnectTimeout, options.AsyncTimeout, options.BacklogPolicy) = (false, 1_000, 250, BacklogPolicy.FailFast);
        return options;
    }
}
