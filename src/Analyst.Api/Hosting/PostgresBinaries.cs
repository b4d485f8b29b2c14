using System.Globalization;
using System.Text.RegularExpressions;

namespace Analyst.Api.Hosting;

/// <summary>Where this machine's PostgreSQL server programs are.</summary>
internal sealed partial record PostgresBinaries(string Folder, int Major)
{
    private static readonly string[] Needed = ["initdb", "pg_ctl", "postgres"];

    /// <param name="wanted">The major version an existing cluster was made with; another one cannot read it.</param>
    public static async Task<PostgresBinaries> Find(string? wanted, CancellationToken ct)
    {
        var found = new List<PostgresBinaries>();
        foreach (var folder in Folders().Where(HasServer).Select(Resolved).Distinct())
        {
            var version = await ShellCommand.Run([Program(folder, "postgres"), "--version"], ct);
            if (MajorVersion().Match(version.Output) is { Success: true } match)
                found.Add(new(folder, int.Parse(match.Value, CultureInfo.InvariantCulture)));
        }

        if (found.Count == 0)
            throw new InvalidOperationException("No PostgreSQL server found on this machine. Install one (Debian, Ubuntu: apt-get install postgresql; macOS: brew install postgresql) or set ConnectionStrings__Postgres.");
        if (wanted is null)
            return found[0];
        return found.Find(b => b.Major.ToString(CultureInfo.InvariantCulture) == wanted)
            ?? throw new InvalidOperationException($"The data folder was made by PostgreSQL {wanted}, but only {string.Join(", ", found.Select(b => b.Major))} is installed. Install version {wanted}, set ConnectionStrings__Postgres, or start with another data folder.");
    }

    public string this[string program] => Program(Folder, program);

    private static string Program(string folder, string name) => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name);

    private static bool HasServer(string folder) => Needed.All(name => File.Exists(Program(folder, name)));

    // PATH may hold links; the programs look for each other beside the real file.
    private static string Resolved(string folder) =>
        Path.GetDirectoryName(File.ResolveLinkTarget(Program(folder, "postgres"), returnFinalTarget: true)?.FullName) ?? folder;

    private static IEnumerable<string> Folders() =>
    [
        .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
        .. Versions("/usr/lib/postgresql", "*"),
        .. Versions("/usr", "pgsql-*"),
        .. Versions("/opt/homebrew/opt", "postgresql*"),
        .. Versions("/usr/local/opt", "postgresql*"),
        .. Versions(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "PostgreSQL"), "*"),
    ];

    private static IEnumerable<string> Versions(string parent, string pattern) => !Directory.Exists(parent) ? [] : Directory
        .GetDirectories(parent, pattern)
        .OrderByDescending(folder => int.TryParse(MajorVersion().Match(Path.GetFileName(folder)).ValueSpan, CultureInfo.InvariantCulture, out var major) ? major : 0)
        .Select(folder => Path.Combine(folder, "bin"));

    [GeneratedRegex("[0-9]+")]
    private static partial Regex MajorVersion();
}
