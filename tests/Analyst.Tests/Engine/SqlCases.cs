namespace Analyst.Tests.Engine;

/// <summary>Reads tests/cases/sql: one statement a line, remarks begin with two dashes.</summary>
public static class SqlCases
{
    public static TheoryData<string, string> Refused() => new(Lines("refused").Select(line =>
    {
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        return (line[..colon], line[(colon + 2)..]);
    }));

    public static TheoryData<string> Allowed() => new(Lines("allowed"));

    private static IEnumerable<string> Lines(string kind) =>
        Directory.GetFiles(Path.Combine(Runners.CasesFolder(), "sql", kind), "*.sql").Order(StringComparer.Ordinal)
        .SelectMany(File.ReadAllLines)
        .Where(line => line.Length > 0 && !line.StartsWith("-- ", StringComparison.Ordinal));
}
