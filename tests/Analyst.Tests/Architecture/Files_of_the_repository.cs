using System.Text.RegularExpressions;

namespace Analyst.Tests.Architecture;

public sealed partial class Files_of_the_repository
{
    private const int LongestProgram = 40, LongestFile = 220;


    private static readonly string[] Text = [".cs", ".csproj", ".props", ".json", ".md", ".yml", ".yaml", ".sh", ".js", ".conf", ".html", ".case", ".golden", ".txt", ".sln", ".npmrc", ""];

    // Each written in two parts, so that this file does not hold what it looks for.
    private static readonly string[] Registries = ["nuget" + ".org", "npmjs" + ".org", "npmjs" + ".com", "yarnpkg" + ".com", "pypi" + ".org", "pythonhosted" + ".org", "jfrog" + ".io", "/artifact" + "ory/"];

    [Fact]
    public void the_program_lists_and_explains_nothing() =>
        Assert.InRange(File.ReadLines(Path.Combine(Repository.Root, "src/Analyst.Api/Program.cs")).Count(), 1, LongestProgram - 1);

    [Fact]
    public void are_short() =>
        Assert.Empty(Sources().Where(f => f.Lines.Length > LongestFile).Select(f => $"{f.Path}: {f.Lines.Length} lines"));

    [Fact]
    public void leave_nothing_for_later() =>
        Assert.Empty(Sources().Where(f => f.Lines.Any(l => Unfinished().IsMatch(l))).Select(f => f.Path));

    [Fact]
    public void name_no_place_of_one_machine() =>
        Assert.Empty(Lines().Where(l => MachinePath().IsMatch(l.Line)).Select(l => $"{l.Path}: {l.Line.Trim()}"));

    [Fact]
    public void name_no_package_registry() =>
        Assert.Empty(Lines().Where(l => Registries.Any(r => l.Line.Contains(r, StringComparison.OrdinalIgnoreCase))).Select(l => $"{l.Path}: {l.Line.Trim()}"));

    [Fact]
    public void lock_packages_by_their_hash_and_not_by_their_place() =>
        Assert.Empty(Lines().Where(l => l.Path.EndsWith("package-lock.json", StringComparison.Ordinal) && l.Line.Contains("\"resolved\"", StringComparison.Ordinal)).Select(l => l.Line.Trim()));

    private static IEnumerable<(string Path, string[] Lines)> Sources() =>
        Repository.Files("src").Where(f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".js", StringComparison.Ordinal)).Select(f => (f, File.ReadAllLines(Path.Combine(Repository.Root, f))));

    private static IEnumerable<(string Path, string Line)> Lines() => Repository.Files()
        .Where(f => Text.Contains(Path.GetExtension(f)) && new FileInfo(Path.Combine(Repository.Root, f)).Length < 1 << 20)
        .SelectMany(f => File.ReadLines(Path.Combine(Repository.Root, f)).Select(line => (f, line)));

    [GeneratedRegex(@"\bTO" + @"DO\b|\bFIX" + @"ME\b|NotImplemented" + "Exception")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"(?<![\w.\-/}>$*)])/(work|home/\w+|Users/\w+)/|[A-Z]:\\Users\\")]
    private static partial Regex MachinePath();
}
