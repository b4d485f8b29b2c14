using System.Runtime.CompilerServices;

namespace Analyst.Api.Storage;

/// <param name="Root">Folder of this store alone; made when absent.</param>
public sealed record LocalBlobOptions(string Root);

/// <summary>A store whose objects are files of this machine.</summary>
public interface ILocalPaths
{
    /// <summary>The file of an object, or null when there is none.</summary>
    string? TryGetPath(string key);

    /// <summary>An object was written by this process: its file, and the hash of what was written.</summary>
    event Action<string, string>? Written;
}

/// <summary>Objects as files of one folder. An object is written beside the others, flushed, and then renamed into its place.</summary>
public sealed class LocalBlobStore : IBlobStore, ILocalPaths
{
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    private readonly string objects;
    private readonly string begun;

    public event Action<string, string>? Written;

    public LocalBlobStore(LocalBlobOptions options, TimeProvider clock)
    {
        var root = Path.GetFullPath(options.Root);
        objects = Path.Combine(root, "objects");
        begun = Path.Combine(root, "begun");
        Directory.CreateDirectory(objects);
        Directory.CreateDirectory(begun);
        Drop(clock.GetUtcNow() - Abandoned);
    }

    public async Task<BlobInfo> Write(string key, Stream source, long maximumBytes, CancellationToken ct)
    {
        var path = PathOf(key);
        var temporary = Path.Combine(begun, Guid.CreateVersion7().ToString("N"));
        try
        {
            var (bytes, sha256) = await HashedCopy.ToNewFile(source, temporary, maximumBytes, durable: true, ct);
            Publish(temporary, path);
            Written?.Invoke(path, sha256);
            return new BlobInfo(key, bytes, sha256);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>A rename, where both are on one disk. Whoever reads it first checks the hash.</summary>
    public Task TakeOver(string key, string path, string sha256, CancellationToken ct)
    {
        var target = PathOf(key);
        var temporary = Path.Combine(begun, Guid.CreateVersion7().ToString("N"));
        File.Move(path, temporary);
        using (var file = File.OpenHandle(temporary, FileMode.Open, FileAccess.ReadWrite))
            RandomAccess.FlushToDisk(file);
        Publish(temporary, target);
        return Task.CompletedTask;
    }

    public Task<Stream?> OpenRead(string key, CancellationToken ct)
    {
        try
        {
            return Task.FromResult<Stream?>(new FileStream(PathOf(key), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    public string? TryGetPath(string key) => PathOf(key) is var path && File.Exists(path) ? path : null;

    public Task DeleteAll(string prefix, CancellationToken ct)
    {
        var emptied = new HashSet<string>();
        foreach (var path in PathsOf(prefix))
        {
            ct.ThrowIfCancellationRequested();
            Remove(path);
            emptied.Add(Path.GetDirectoryName(path)!);
        }

        foreach (var folder in emptied)
        {
            DurableFolder.Flush(folder);
            RemoveEmpty(folder);
        }

        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<string> List(string prefix, [EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var path in PathsOf(prefix))
        {
            ct.ThrowIfCancellationRequested();
            yield return Path.GetRelativePath(objects, path);
        }

        await Task.CompletedTask;
    }

    public async IAsyncEnumerable<string> Folders(string below, [EnumeratorCancellation] CancellationToken ct)
    {
        if (below.Length > 0)
            BlobNames.CheckPrefix(below);
        var folder = new DirectoryInfo(Path.Combine(objects, below));
        foreach (var inner in folder.Exists ? folder.GetDirectories() : [])
        {
            ct.ThrowIfCancellationRequested();
            yield return $"{below}{inner.Name}/";
        }

        await Task.CompletedTask;
    }

    public Task<int> DropUnfinished(DateTimeOffset before, CancellationToken ct) => Task.FromResult(Drop(before));

    public async Task Check(CancellationToken ct)
    {
        var probe = Path.Combine(begun, Guid.CreateVersion7().ToString("N"));
        await File.WriteAllBytesAsync(probe, [0], ct);
        File.Delete(probe);
    }

    private int Drop(DateTimeOffset before)
    {
        var left = new DirectoryInfo(begun).GetFiles().Where(f => f.LastWriteTimeUtc < before.UtcDateTime).ToArray();
        foreach (var file in left)
            file.Delete();
        return left.Length;
    }

    private void Publish(string temporary, string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        while (true)
        {
            DurableFolder.Create(objects, folder);
            try
            {
                File.Move(temporary, path, overwrite: true);
                break;
            }
            catch (IOException e) when (e is FileNotFoundException or DirectoryNotFoundException && File.Exists(temporary))
            {
                // A delete beside us removed the folder between the two calls: make it again.
            }
        }

        DurableFolder.Flush(folder);
    }

    private string PathOf(string key)
    {
        BlobNames.CheckKey(key);
        return Path.Combine(objects, key);
    }

    private string[] PathsOf(string prefix)
    {
        BlobNames.CheckPrefix(prefix);
        var start = Path.Combine(objects, prefix);
        var folder = prefix.EndsWith('/') ? start : Path.GetDirectoryName(start)!;
        while (Directory.Exists(folder))
        {
            try
            {
                return [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(path => path.StartsWith(start, StringComparison.Ordinal))];
            }
            catch (DirectoryNotFoundException)
            {
                // A delete beside us removed a folder while we looked: look again, or what lies in the others would stay.
            }
        }

        return [];
    }

    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (DirectoryNotFoundException)
        {
            // A delete beside us took the file and its folder.
        }
    }

    private void RemoveEmpty(string folder)
    {
        try
        {
            for (; folder.Length > objects.Length; folder = Path.GetDirectoryName(folder)!)
                Directory.Delete(folder);
        }
        catch (IOException)
        {
            // Not empty, or gone already: both are fine.
        }
    }
}
