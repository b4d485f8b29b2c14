using System.Diagnostics;
using System.Globalization;
using Analyst.Api.Hosting;
using Analyst.Domain.Datasets;
using Analyst.Engine;
using Microsoft.Extensions.Options;

namespace Analyst.Api.Storage;

/// <summary>The files of a dataset as the engine needs them: local paths, checked against their hash.</summary>
public sealed class TableFiles(IBlobStore store, ParquetCache cache, IOptions<AnalystOptions> options)
{
    /// <summary>A file as uploaded.</summary>
    public Task<CacheLease> Original(SourceFile file, CancellationToken ct) => cache.Get(file.BlobKey, file.ContentHash, file.Bytes, ct);

    /// <summary>The record of what did not become a row or a value.</summary>
    public Task<CacheLease> Rejects(RejectLog log, CancellationToken ct) => cache.Get(log.Key, log.Hash, log.Bytes, ct);

    /// <summary>The Parquet of a revision.</summary>
    public Task<CacheLease> Revision(Revision revision, CancellationToken ct) =>
        cache.Get(revision.ParquetKey, revision.ParquetHash, revision.ParquetBytes, ct);

    /// <summary>Removes what a process that was killed left behind.</summary>
    public static void SweepScratch(string folder)
    {
        foreach (var left in Directory.GetDirectories(folder).Where(d => !IsAlive(d[(d.LastIndexOf('-') + 1)..])))
            Directory.Delete(left, recursive: true);
    }

    private static bool IsAlive(string pid)
    {
        try
        {
            using var process = Process.GetProcessById(int.Parse(pid, CultureInfo.InvariantCulture));
            return !process.HasExited;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>A place for a job's output, removed with what was left in it.</summary>
    public ScratchFile Scratch(Guid jobId) => new(Path.Combine(options.Value.Folder("scratch"), $"{jobId:N}-{Environment.ProcessId}"));

    /// <summary>Moves a job's Parquet to the object store, under its hash; it is gone from here.</summary>
    public async Task<string> Keep(RunnerScope scope, ScratchFile file, string sha256, CancellationToken ct)
    {
        var key = BlobKeys.Revision(scope.Tenant, scope.DatasetId, sha256);
        await store.TakeOver(key, file.Path, sha256, ct);
        return key;
    }

    /// <summary>Moves the record of refused lines to the object store; null when there are none.</summary>
    public async Task<RejectLog?> KeepRejects(RunnerScope scope, ScratchFile file, RejectCounts counts, CancellationToken ct)
    {
        if (counts.All == 0)
            return null;
        var hash = await HashedCopy.Of(file.Rejects, ct);
        await using var content = File.OpenRead(file.Rejects);
        var kept = await store.Write(BlobKeys.Rejects(scope.Tenant, scope.DatasetId, hash), content, long.MaxValue, ct);
        return new RejectLog(counts, kept.Key, kept.Sha256, kept.Bytes);
    }
}

/// <summary>A folder of one job for its output.</summary>
public sealed class ScratchFile : IDisposable, IAsyncDisposable
{
    private readonly string folder;

    public ScratchFile(string folder)
    {
        this.folder = folder;
        Directory.CreateDirectory(folder);
        Path = System.IO.Path.Combine(folder, "out.parquet");
    }

    public string Path { get; }

    /// <summary>The record of refused lines beside it.</summary>
    public string Rejects => System.IO.Path.Combine(folder, "rejects.ndjson");

    public void Dispose()
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
