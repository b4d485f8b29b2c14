using System.Runtime.InteropServices;

namespace Analyst.Engine.Runners;

/// <summary>Limits that the child lays on itself through the operating system; they cannot be lifted again. Nothing happens outside Linux.</summary>
internal static partial class ProcessLimits
{
    private const int FileSize = 1, Data = 2, Core = 4;
    private const int ParentDeathSignal = 1, NoNewPrivileges = 38;
    private const int Kill = 9, FileSizeExceeded = 25;

    /// <summary>At the start: die with the parent, gain nothing through setuid programs, leave no core file.</summary>
    public static void Start()
    {
        if (!OperatingSystem.IsLinux())
            return;
        _ = Prctl(ParentDeathSignal, Kill, 0, 0, 0);
        _ = Prctl(NoNewPrivileges, 1, 0, 0, 0);
        Set(Core, 0);
        // A write beyond the limit then fails with an error that DuckDB reports, instead of ending the process.
        _ = Signal(FileSizeExceeded, 1);
        // When memory runs out the kernel takes a runner first.
        TryWrite("/proc/self/oom_score_adj", "900");
    }

    /// <summary>Before the first data is touched.</summary>
    public static void Bind(int dataMb, int fileMb)
    {
        if (!OperatingSystem.IsLinux())
            return;
        Set(Data, (ulong)dataMb << 20);
        Set(FileSize, (ulong)fileMb << 20);
    }

    /// <summary>Keeps the protocol's pipe apart from whatever a library prints: standard output goes to standard error from here on.</summary>
    public static Stream TakeStandardOutput()
    {
        if (!OperatingSystem.IsLinux())
            return Console.OpenStandardOutput();
        var own = Duplicate(1);
        _ = DuplicateTo(2, 1);
        return new FileStream(new Microsoft.Win32.SafeHandles.SafeFileHandle(own, ownsHandle: true), FileAccess.Write, bufferSize: 0);
    }

    public static void Leave(int code)
    {
        if (OperatingSystem.IsLinux())
            Exit(code);
        Environment.Exit(code);
    }

    private static void Set(int resource, ulong value)
    {
        var limit = new Limit(value, value);
        _ = SetLimit(resource, in limit);
    }

    private static void TryWrite(string path, string text)
    {
        try
        {
            File.WriteAllText(path, text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Only a preference: without it the kernel chooses as it likes.
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Limit(ulong soft, ulong hard)
    {
        public readonly ulong Soft = soft;
        public readonly ulong Hard = hard;
    }

    [LibraryImport("libc", EntryPoint = "setrlimit")]
    private static partial int SetLimit(int resource, in Limit limit);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int Prctl(int option, nuint a, nuint b, nuint c, nuint d);

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint Signal(int number, nint handler);

    [LibraryImport("libc", EntryPoint = "dup")]
    private static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "dup2")]
    private static partial int DuplicateTo(int from, int to);

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void Exit(int code);
}
