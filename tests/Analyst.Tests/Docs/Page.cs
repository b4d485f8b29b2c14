using System.Text.RegularExpressions;
using Analyst.Tests.Architecture;

namespace Analyst.Tests.Docs;

/// <summary>A page of docs/: its sections by heading, and the rows of its tables.</summary>
internal sealed partial class Page(string path)
{
    private readonly string[] lines = Repository.Read(path).Split('\n');

    /// <summary>The text below each third-level heading.</summary>
    public IReadOnlyDictionary<string, string> Sections() => SectionsOf("### ");

    /// <summary>The cells of every table row below a second-level heading, without the header.</summary>
    public IReadOnlyList<string[]> Rows(string heading) =>
    [
        .. SectionsOf("## ")[heading].Split('\n')
            .Where(l => l.StartsWith('|')).Skip(2)
            .Select(l => l.Trim()[1..^1].Split('|', StringSplitOptions.TrimEntries)),
    ];

    /// <summary>What stands between backticks.</summary>
    public static IReadOnlyList<string> Code(string text) => [.. Quoted().Matches(text).Select(m => m.Groups[1].Value)];

    private Dictionary<string, string> SectionsOf(string mark)
    {
        var sections = new Dictionary<string, string>();
        string? heading = null;
        foreach (var line in lines)
        {
            if (line.StartsWith(mark, StringComparison.Ordinal))
                sections.Add(heading = line[mark.Length..].Trim('`', ' '), "");
            else if (line.StartsWith('#') && line.IndexOf(' ', StringComparison.Ordinal) < mark.Length)
                heading = null;
            else if (heading is not null)
                sections[heading] += line + "\n";
        }
        return sections;
    }

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
