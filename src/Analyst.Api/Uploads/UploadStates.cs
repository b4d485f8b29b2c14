using Analyst.Api.Hosting;
using Marten;
using Microsoft.Extensions.Options;

namespace Analyst.Api.Uploads;

/// <summary>The state of uploads in pieces, where every process reads it. A change is refused when somebody else changed it in between.</summary>
public sealed class UploadStates(IDocumentStore store, IOptions<AnalystOptions> options, TimeProvider time)
{
    /// <summary>When an upload is given up that is touched now.</summary>
    public DateTimeOffset Expiry => time.GetUtcNow() + TimeSpan.FromHours(options.Value.Limits.UploadHours);

    public bool HasExpired(Upload upload) => upload.State == UploadState.Expired || (upload.State == UploadState.Receiving && upload.ExpiresAt <= time.GetUtcNow());

    public async Task<Upload?> Find(string tenant, Guid id, CancellationToken ct)
    {
        await using var session = store.QuerySession(tenant);
        return await session.LoadAsync<Upload>(id, ct);
    }

    public async Task<Upload> Begin(Upload upload, CancellationToken ct)
    {
        await using var session = store.LightweightSession(upload.Tenant);
        session.Insert(upload);
        await session.SaveChangesAsync(ct);
        return upload with { Version = 1 };
    }

    /// <exception cref="JasperFx.ConcurrencyException">It is not as it was read.</exception>
    public async Task<Upload> Change(Upload changed, CancellationToken ct)
    {
        await using var session = store.LightweightSession(changed.Tenant);
        changed = changed with { Version = changed.Version + 1 };
        session.UpdateRevision(changed, changed.Version);
        await session.SaveChangesAsync(ct);
        return changed;
    }
}
