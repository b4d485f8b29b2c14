namespace Analyst.Api.Storage;

/// <summary>A folder that belongs to this process alone while it lives: a second process on the same machine takes the next number.</summary>
internal sealed class CacheSlot : IDisposable
{
    private const int Slots = 64;

    private readonly FileStream mark;

    private CacheSlot(string folder, FileStream mark)
    {
        Folder = folder;
        this.mark = mark;
    }

    public string Folder { get; }

    /// <exception cref="IOException">Every slot is taken.</exception>
    public static CacheSlot Take(string root)
    {
        for (var number = 0; number < Slots; number++)
        {
            var folder = Path.Combine(Path.GetFullPath(root), $"slot-{number}");
            Directory.CreateDirectory(folder);
            if (TryLock(Path.Combine(folder, "in-use")) is { } mark)
                return new CacheSlot(folder, mark);
        }

        throw new IOException($"All {Slots} cache folders below {root} are in use.");
    }

    public void Dispose() => mark.Dispose();

    private static FileStream? TryLock(string path)
    {
        try
        {
            // The system lets go of the lock when the process ends, however it ends.
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
