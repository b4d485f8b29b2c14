using Analyst.Domain.Questions;

namespace Analyst.Tests.Charts;

public sealed class Drawing_in_a_terminal
{
    [Fact]
    public void bars_are_sorted_and_to_scale() => Assert.Equal(
        """
        Total by city
        Zürich    980.25 ████████████████████
        São Paulo    430 ████████▊
        Łódź      120.50 ██▌
        (missing)      7 ▏

        """.ReplaceLineEndings("\n"),
        Table.Cities.Terminal(Table.CityBars, width: 37));

    [Theory]
    [InlineData(20)]
    [InlineData(40)]
    [InlineData(120)]
    public void no_line_is_wider_than_asked(int width)
    {
        var table = Table.Cities with { Rows = $"""[["{new string('w', 300)}",12345678.5],["東京都渋谷区東京都渋谷区東京都渋谷区",-5]]""" };

        Assert.All(table.Terminal(Table.CityBars, width).Split('\n'), line => Assert.InRange(line.Length, 0, width));
    }

    [Fact]
    public void labels_cannot_command_the_terminal()
    {
        var table = Table.Cities with { Rows = """[["\u001b[31mred\u001b]0;x\u0007\r\n\u202etxt\u009b2J",1]]""" };

        Assert.DoesNotContain(table.Terminal(Table.CityBars with { Title = "\u001b[2J" }), c => char.IsControl(c) && c != '\n' || c == '\u202e');
    }

    [Fact]
    public void long_results_say_how_much_is_missing()
    {
        var table = Table.Months with { Rows = $"[{string.Join(',', Enumerable.Range(0, 30).Select(i => $"[\"2025-01-{i + 1:00}T00:00:00Z\",{i},\"x\"]"))}]" };
        var lines = table.Terminal(Table.MonthLines with { Series = null }).TrimEnd('\n').Split('\n');

        Assert.Equal("… and 10 more", lines[^1]);
        Assert.Equal(1 + 20 + 1, lines.Length);
        Assert.StartsWith("2025-01-01 ", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void a_single_figure_needs_no_bars() =>
        Assert.Equal("", Table.Cities.Terminal(new Chart(ChartKind.Number, null, "Total", null, null, "")));
}
