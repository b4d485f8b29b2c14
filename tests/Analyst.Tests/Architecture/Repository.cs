namespace Analyst.Tests.Architecture;

/// <summary>The files of the repository, as somebody reads them.</summary>
internal static class Repository
{
    private static readonly string[] NotOurs = [".git", ".data", ".vs", ".idea", "artifacts", "bin", "obj", "node_modules", "vendor", "TestResults"];

    /// <summary>The folder of <c>Analyst.sln</c>.</summary>
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>Every file below a folder that is written by hand, as paths from the root.</summary>
    public static IEnumerable<string> Files(string folder = "") => Walk(Path.Combine(Root, folder)).Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/'));

    private static IEnumerable<string> Walk(string folder) =>
        Directory.GetFiles(folder).Concat(Directory.GetDirectories(folder).Where(d => !NotOurs.Contains(Path.GetFileName(d))).SelectMany(Walk));

    private static string Find(DirectoryInfo? folder)
    {
        for (; folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Analyst.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException("Analyst.sln lies in no folder above the tests.");
    }
}
