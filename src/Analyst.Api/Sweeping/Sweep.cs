using System.Globalization;
using System.Runtime.CompilerServices;
using Analyst.Api.Hosting;
using Analyst.Api.Storage;
using Analyst.Api.Uploads;
using Analyst.Domain.Datasets;
using Marten;
using Microsoft.Extensions.Options;
using Npgsql;
using Wolverine;

namespace Analyst.Api.Sweeping;

/// <summary>Removes what nobody owns: uploads whose time is over, files without a fact, and what lies where a dataset was deleted. One process at a time.</summary>
public sealed class Sweep(
    IDocumentStore documents, IBlobStore store, UploadStates states, UploadJoin join, IServiceScopeFactory scopes, NpgsqlDataSource database, IOptions<AnalystOptions> options, TimeProvider time, ILogger<Sweep> log)
{
    private const long OneAtATime = 0x616E616C797374;
    private const int DatasetsAtOnce = 200;

    /// <summary>How long an upload that ended is still told about.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(7);

    /// <summary>No body takes longer to come, so what is older and has no fact never gets one.</summary>
    public TimeSpan SafeAge => TimeSpan.FromHours(options.Value.Limits.UploadHours + 1);

    /// <summary>Sweeps once and tells what was removed, a line for each; null when another process is at it.</summary>
    /// <param name="age">What is younger than this stays, when it has no fact.</param>
    public async Task<IReadOnlyList<string>?> Run(TimeSpan age, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var command = new NpgsqlCommand("select pg_try_advisory_lock($1)", connection) { Parameters = { new() { Value = OneAtATime } } };
        if (await command.ExecuteScalarAsync(ct) is not true)
            return null;
        try
        {
            var removed = new List<string>();
            await EndUploads(removed, ct);
            await foreach (var tenant in store.Folders("", ct))
                await SweepTenant(tenant, age, removed, ct);
            if (await store.DropUnfinished(time.GetUtcNow() - age, ct) is > 0 and var dropped)
                removed.Add($"{dropped} unfinished writes");
            return removed;
        }
        finally
        {
            command.CommandText = "select pg_advisory_unlock($1)";
            await command.ExecuteScalarAsync(CancellationToken.None);
        }
    }

    private async Task EndUploads(List<string> removed, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        await using var session = documents.QuerySession();
        var due = await session.Query<Upload>().Where(u => u.AnyTenant() && ((u.State == UploadState.Receiving && u.ExpiresAt <= now) || u.State == UploadState.Received)).ToListAsync(ct);
        foreach (var upload in due)
            await Try($"upload {upload.Id}", () => upload.State == UploadState.Received ? Finish(upload) : Expire(upload, removed, ct));
        var forgotten = now - Remembered;
        foreach (var old in await session.Query<Upload>().Where(u => u.AnyTenant() && u.State != UploadState.Receiving && u.State != UploadState.Received && u.ExpiresAt <= forgotten).ToListAsync(ct))
            await Forget(old, ct);
    }

    /// <summary>All its bytes were received; the process that was to put them together is gone.</summary>
    private async Task Finish(Upload upload)
    {
        await using var scope = scopes.CreateAsyncScope();
        var bus = scope.ServiceProvider.GetRequiredService<IMessageBus>();
        if (bus is IMessageContext context)
            context.UserName = upload.OwnerId;
        await join.Finish(upload, bus);
    }

    // The state first: a request that is still sending then finds that it may not go on.
    private async Task Expire(Upload upload, List<string> removed, CancellationToken ct)
    {
        await states.Change(upload.Ended(UploadState.Expired), ct);
        await store.DeleteAll(BlobKeys.Upload(upload.Tenant, upload.Id), ct);
        removed.Add($"upload {upload.Tenant}/{upload.Id}: not finished in time");
    }

    private async Task Forget(Upload upload, CancellationToken ct)
    {
        await using var session = documents.LightweightSession(upload.Tenant);
        session.Delete<Upload>(upload.Id);
        session.Delete<UploadProgress>(upload.Id);
        await session.SaveChangesAsync(ct);
    }

    private async Task SweepTenant(string tenantFolder, TimeSpan age, List<string> removed, CancellationToken ct)
    {
        var tenant = Uri.UnescapeDataString(tenantFolder.TrimEnd('/'));
        await foreach (var chunk in Ids(tenantFolder, ct).Chunk(DatasetsAtOnce).WithCancellation(ct))
        {
            var uploads = await UnderWay(tenant, chunk, ct);
            foreach (var (id, why) in await Ownerless(tenant, chunk, uploads, age, ct))
                await Remove(BlobKeys.Dataset(tenant, id), why, removed, ct);
        }
        await foreach (var chunk in Ids(BlobKeys.Uploads(tenant), ct).Chunk(DatasetsAtOnce).WithCancellation(ct))
        {
            var uploads = await UnderWay(tenant, chunk, ct);
            foreach (var id in chunk.Where(id => !uploads.Contains(id)))
                await Remove(BlobKeys.Upload(tenant, id), "the upload has ended", removed, ct);
        }
        await foreach (var key in store.List(tenantFolder, ct))
            await Try(key, () => SweepLaterFile(tenant, key, age, removed, ct));
    }

    /// <summary>The file of a further revision whose fact was never written. The file of the first goes with its dataset.</summary>
    private async Task SweepLaterFile(string tenant, string key, TimeSpan age, List<string> removed, CancellationToken ct)
    {
        if (key.Split('/') is not [_, var folder, BlobKeys.LaterFiles, var name]
            || !Guid.TryParseExact(folder, "N", out var dataset) || !Guid.TryParseExact(name, "N", out var job) || !IsOlder(job, age))
            return;
        await using var session = documents.QuerySession(tenant);
        if (!(await session.Events.FetchStreamAsync(dataset, token: ct)).Any(e => e.Data is RevisionUploaded uploaded && uploaded.BlobKey == key))
            await Remove(key, "no fact names it", removed, ct);
    }

    private async Task<List<(Guid Id, string Why)>> Ownerless(string tenant, Guid[] ids, HashSet<Guid> uploads, TimeSpan age, CancellationToken ct)
    {
        await using var session = documents.QuerySession(tenant);
        var known = (await session.LoadManyAsync<Dataset>(ct, ids)).ToDictionary(d => d.Id);
        var found = new List<(Guid, string)>();
        foreach (var id in ids)
        {
            if (known.TryGetValue(id, out var dataset))
            {
                if (dataset.Status == DatasetStatus.Deleted)
                    found.Add((id, "the dataset was deleted"));
            }
            // Facts decide: the read model has no rows while it is made again.
            else if (!uploads.Contains(id) && IsOlder(id, age) && await session.Events.FetchStreamStateAsync(id, ct) is null)
            {
                found.Add((id, "no fact names it"));
            }
        }
        return found;
    }

    /// <summary>Those that are uploads on their way: nothing of them is removed.</summary>
    private async Task<HashSet<Guid>> UnderWay(string tenant, Guid[] ids, CancellationToken ct)
    {
        await using var session = documents.QuerySession(tenant);
        return [.. (await session.LoadManyAsync<Upload>(ct, ids)).Where(u => u.State is UploadState.Receiving or UploadState.Received).Select(u => u.Id)];
    }

    private Task Remove(string prefix, string why, List<string> removed, CancellationToken ct) => Try(prefix, async () =>
    {
        await store.DeleteAll(prefix, ct);
        removed.Add($"{prefix}: {why}");
    });

    /// <summary>Folders that are named after an id; others are not ours to judge.</summary>
    private async IAsyncEnumerable<Guid> Ids(string below, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var folder in store.Folders(below, ct))
        {
            if (Guid.TryParseExact(folder[below.Length..].TrimEnd('/'), "N", out var id))
                yield return id;
        }
    }

    /// <summary>By the time in the id, which is when its body began to come.</summary>
    private bool IsOlder(Guid id, TimeSpan age) =>
        id.Version == 7 && DateTimeOffset.FromUnixTimeMilliseconds(long.Parse($"{id:N}".AsSpan(0, 12), NumberStyles.HexNumber, CultureInfo.InvariantCulture)) <= time.GetUtcNow() - age;

    /// <summary>One that cannot be removed does not keep the others.</summary>
    private async Task Try(string what, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogWarning(e, "The sweep could not deal with {What}; the next one tries again", what);
        }
    }
}
