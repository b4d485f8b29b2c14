using Analyst.Api.Storage;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Analyst.Api.Hosting;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: it can do its work; a cache that is away only degrades it.</summary>
public static class HealthSetup
{
    public static void AddHealth(this WebApplicationBuilder builder, string postgres)
    {
        builder.Services.AddSingleton(NpgsqlDataSource.Create(postgres));
        builder.Services.AddHealthChecks()
            .AddCheck<PostgresCheck>("postgres", timeout: TimeSpan.FromSeconds(3))
            .AddCheck<StoreCheck>("objects", timeout: TimeSpan.FromSeconds(3))
            .AddCheck<CacheCheck>("cache", HealthStatus.Degraded, timeout: TimeSpan.FromSeconds(3));
    }

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = Write }).AllowAnonymous();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = Write }).AllowAnonymous();
    }

    private static Task Write(HttpContext http, HealthReport report) => http.Response.WriteAsJsonAsync(new
    {
        Status = report.Status.ToString().ToLowerInvariant(),
        Checks = report.Entries.ToDictionary(e => e.Key, e => e.Value.Status.ToString().ToLowerInvariant()),
    });

    private sealed class PostgresCheck(NpgsqlDataSource source) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await using var command = source.CreateCommand("select 1");
            await command.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
    }

    private sealed class StoreCheck(IBlobStore store) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await store.Check(cancellationToken);
            return HealthCheckResult.Healthy();
        }
    }

    private sealed class CacheCheck(IDistributedCache cache) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await cache.GetAsync("analyst:health", cancellationToken);
            return HealthCheckResult.Healthy();
        }
    }
}
