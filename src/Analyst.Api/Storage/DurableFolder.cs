using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Analyst.Api.Storage;

/// <summary>A rename survives a power cut only when its folder was flushed too; .NET opens no handle on a folder, so this asks the system.</summary>
internal static class DurableFolder
{
    private const int ReadOnly = 0;
    private const int NoSuchEntry = 2;
    private const int MostRaces = 20;

    /// <summary>Makes a folder and every missing parent below <paramref name="root"/>, each entry durable.</summary>
    public static void Create(string root, string folder)
    {
        if (Directory.Exists(folder))
            return;
        if (folder.Length > root.Length && Path.GetDirectoryName(folder) is { } parent)
            Create(root, parent);
        for (var race = 1; !Made(folder, race); race++)
        {
            // A delete beside us took it away while .NET looked: make it again.
        }
        Flush(Path.GetDirectoryName(folder)!);
    }

    private static bool Made(string folder, int race)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return true;
        }
        catch (IOException) when (race < MostRaces && !File.Exists(folder))
        {
            return false;
        }
    }

    /// <summary>Waits until the names in a folder are on the disk. A folder that is gone has none.</summary>
    /// <exception cref="IOException">The system could not.</exception>
    public static void Flush(string folder)
    {
        if (!OperatingSystem.IsLinux())
            return;
        var handle = Open(folder, ReadOnly);
        if (handle < 0)
        {
            if (Marshal.GetLastPInvokeError() == NoSuchEntry)
                return;
            throw Failed(folder);
        }

        try
        {
            if (Sync(handle) != 0)
                throw Failed(folder);
        }
        finally
        {
            _ = Close(handle);
        }
    }

    private static IOException Failed(string folder) => new($"Could not flush the folder {folder}.", new Win32Exception());

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Sync(int handle);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int handle);
}
