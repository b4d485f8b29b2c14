namespace Analyst.Engine.Runners;

/// <summary>What a child sees of the environment: nothing of ours but what .NET needs to start.</summary>
internal static class RunnerEnvironment
{
    // Rows are streamed, so a small managed heap is enough; 400 MB in hexadecimal.
    private const string HeapLimit = "19000000";

    public static void Fill(IDictionary<string, string?> environment, string folder)
    {
        var root = environment.TryGetValue("DOTNET_ROOT", out var own) ? own : null;
        environment.Clear();
        if (!string.IsNullOrEmpty(root))
            environment["DOTNET_ROOT"] = root;
        environment["HOME"] = folder;
        environment["TMPDIR"] = folder;
        environment["DOTNET_GCHeapHardLimit"] = HeapLimit;
        environment["DOTNET_gcServer"] = "0";
        environment["DOTNET_gcConcurrent"] = "0";
        environment["DOTNET_EnableDiagnostics"] = "0";
        environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";
    }
}
