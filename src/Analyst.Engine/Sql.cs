using System.Globalization;

namespace Analyst.Engine;

/// <summary>Text for statements that the engine writes itself.</summary>
public static class Sql
{
    public static string Name(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public static string Text(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    public static string Number(double value) => $"{value.ToString("R", CultureInfo.InvariantCulture)}::DOUBLE";

    public static string List(IEnumerable<string> values) => $"[{string.Join(", ", values.Select(Text))}]";
}
