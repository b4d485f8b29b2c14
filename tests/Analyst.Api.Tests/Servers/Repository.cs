namespace Analyst.Api.Tests.Servers;

/// <summary>Where the tests' files lie.</summary>
public static class Repository
{
    /// <summary>The folder of <c>Analyst.sln</c>.</summary>
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

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
