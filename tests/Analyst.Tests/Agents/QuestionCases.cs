using System.Runtime.CompilerServices;

namespace Analyst.Tests.Agents;

/// <summary>One question of a text case. <c>Expected</c> holds rows with cells joined by <c>|</c>, or an outcome.</summary>
public sealed record QuestionCase(string File, string Table, string Question, string[] Expected);

/// <summary>Reads tests/cases/questions: a remark, the table, then questions with what must come out.</summary>
public static class QuestionCases
{
    private const string Mark = "=== ";

    public static IReadOnlyList<QuestionCase> All { get; } = [.. Directory.GetFiles(Folder(), "*.case").Order(StringComparer.Ordinal).SelectMany(Read)];

    private static IEnumerable<QuestionCase> Read(string path)
    {
        var parts = $"\n{File.ReadAllText(path)}".Split($"\n{Mark}");
        var table = parts[1][(parts[1].IndexOf('\n') + 1)..];
        return parts.Skip(2).Select(part => part.TrimEnd('\n').Split('\n')).Select(lines => new QuestionCase(Path.GetFileNameWithoutExtension(path), table, lines[0], lines[1..]));
    }

    private static string Folder([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "cases", "questions"));
}
