using System.Buffers.Binary;
using Analyst.Api.Hosting;
using Analyst.Api.Storage;
using Npgsql;
using Wolverine;

namespace Analyst.Api.Uploads;

/// <summary>Make a dataset of an upload whose bytes are together.</summary>
public sealed record CompleteUpload(Guid UploadId, BlobInfo File);

/// <summary>Puts the pieces of an upload together as the file of its dataset. Asked twice, also by two processes, it makes one dataset.</summary>
public sealed class UploadJoin(IBlobStore store, UploadStates states, NpgsqlDataSource database, TimeProvider time, ILogger<UploadJoin> log)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    /// <summary>Returns when the dataset is there, or when the upload ended in another way.</summary>
    public async Task<Upload> Finish(Upload upload, IMessageBus bus)
    {
        while (upload.State == UploadState.Received && !await Alone(upload, bus))
        {
            await Task.Delay(Look, time);
            upload = await states.Find(upload.Tenant, upload.Id, CancellationToken.None) ?? upload.Ended(UploadState.Expired);
        }
        return upload.State == UploadState.Received ? await states.Find(upload.Tenant, upload.Id, CancellationToken.None) ?? upload : upload;
    }

    /// <summary>False when somebody else is at it. The lock saves work; that there is one fact follows from the version of the state.</summary>
    private async Task<bool> Alone(Upload upload, IMessageBus bus)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var command = new NpgsqlCommand("select pg_try_advisory_lock($1)", connection) { Parameters = { new() { Value = LockOf(upload.Id) } } };
        if (await command.ExecuteScalarAsync() is not true)
            return false;
        try
        {
            if (await states.Find(upload.Tenant, upload.Id, CancellationToken.None) is { State: UploadState.Received } current)
                await Join(current, bus);
            return true;
        }
        finally
        {
            command.CommandText = "select pg_advisory_unlock($1)";
            await command.ExecuteScalarAsync();
        }
    }

    private async Task Join(Upload upload, IMessageBus bus)
    {
        await using var pieces = new JoinedPieces(store, upload.Pieces);
        var file = await store.Write(BlobKeys.Original(upload.Tenant, upload.Id), pieces, upload.Length, CancellationToken.None);
        if (file.Bytes != upload.Length)
            throw new IOException($"The pieces of upload {upload.Id} hold {file.Bytes} of {upload.Length} bytes.");
        Failpoint.At(Failpoint.AfterObject);
        await bus.InvokeForTenantAsync(upload.Tenant, new CompleteUpload(upload.Id, file), CancellationToken.None);
        Failpoint.At(Failpoint.AfterFact);
        try
        {
            await store.DeleteAll(BlobKeys.Upload(upload.Tenant, upload.Id), CancellationToken.None);
        }
        catch (Exception e)
        {
            log.LogWarning(e, "The pieces of upload {UploadId} were not removed; the sweep does it", upload.Id);
        }
    }

    private static long LockOf(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes);
        return BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]);
    }
}
