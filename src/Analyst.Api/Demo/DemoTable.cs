using Analyst.Api.Charts;

namespace Analyst.Api.Demo;

/// <summary>Plain tables for a terminal.</summary>
public static class DemoTable
{
    public const int Width = 120;
    private const int WidestCell = 24;

    public static void Write(TextWriter screen, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        var cells = rows.Prepend(header).Select(row => row.Select(cell => Cut(TerminalText.Plain(cell), WidestCell)).ToArray()).ToArray();
        var widths = Enumerable.Range(0, header.Count).Select(i => cells.Max(row => TerminalText.Width(row[i]))).ToArray();
        foreach (var row in cells)
            screen.WriteLine(string.Join("  ", row.Select((cell, i) => TerminalText.Padded(cell, widths[i]))).TrimEnd());
    }

    public static string Cut(string text, int width) => TerminalText.Cut(TerminalText.Plain(text), width);
}
