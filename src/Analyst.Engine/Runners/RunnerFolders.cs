namespace Analyst.Engine.Runners;

/// <summary>Private folders of children, and what is left of those whose parent was killed.</summary>
internal static class RunnerFolders
{
    private const string Prefix = "runner-";

    /// <summary>Longer than any work may take: another host's pool may share the folder.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    public static string New(string folder)
    {
        var path = Path.Combine(Path.GetFullPath(folder), $"{Prefix}{Guid.CreateVersion7():N}");
        Directory.CreateDirectory(path);
        return path;
    }

    public static void Prepare(string folder, TimeProvider time)
    {
        Directory.CreateDirectory(folder);
        var before = time.GetUtcNow().UtcDateTime - Abandoned;
        foreach (var old in Directory.EnumerateDirectories(folder, Prefix + "*").Where(path => Directory.GetLastWriteTimeUtc(path) < before).ToList())
        {
            try
            {
                Directory.Delete(old, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Somebody else is at it.
            }
        }
    }
}
