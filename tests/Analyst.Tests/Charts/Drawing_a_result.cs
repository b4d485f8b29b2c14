using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Analyst.Api.Charts;
using Analyst.Domain.Questions;

namespace Analyst.Tests.Charts;

public sealed class Drawing_a_result
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task bars_have_a_mark_and_a_label_each()
    {
        var (texts, marks) = await Table.Cities.Drawn(Table.CityBars);

        Assert.Equal(4, marks);
        Assert.Subset(texts.ToHashSet(), new HashSet<string> { "Łódź", "Zürich", "São Paulo", "(missing)", "Total by city", "City", "Total" });
    }

    [Fact]
    public async Task lines_have_a_colour_each_and_an_axis_of_time()
    {
        var (texts, marks) = await Table.Months.Drawn(Table.MonthLines);

        Assert.Equal(2 + 24, marks);
        Assert.Subset(texts.ToHashSet(), new HashSet<string> { "Germany", "Poland", "Country", "April", "October" });
    }

    [Fact]
    public async Task points_without_a_figure_are_left_out_and_counted()
    {
        var (texts, marks) = await Table.Prices.Drawn(Table.PricePoints);

        Assert.Equal(4, marks);
        Assert.Contains("1 of 5 rows have no figure", texts);
    }

    [Fact]
    public async Task a_large_result_is_cut_to_what_a_picture_can_show()
    {
        var rows = string.Join(',', Enumerable.Range(0, 6_000).Select(i => $"[{i % 977},{i * 7_919 % 1_013}]"));
        var (texts, marks) = await (Table.Prices with { Rows = $"[{rows}]" }).Drawn(Table.PricePoints);

        Assert.Equal(5_000, marks);
        Assert.Contains("5,000 of 6,000 rows shown", texts);
    }

    [Fact]
    public async Task equal_results_give_equal_bytes()
    {
        var first = await Table.Svg(Table.Months.Spec(Table.MonthLines));
        await Table.Svg(Table.Cities.Spec(Table.CityBars));

        Assert.Equal(first, await Table.Svg(Table.Months.Spec(Table.MonthLines)));
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"/><image href=\"http://example.com/x\"/>")]
    [InlineData("]]><!--&amp;'")]
    [InlineData("\\u0000\\u0001 x")]
    [InlineData("datum.constructor")]
    public async Task hostile_text_is_only_text(string text)
    {
        var json = text.Replace("\"", "\\\"", StringComparison.Ordinal);
        var name = text.StartsWith('\\') ? "x" : text;
        var table = new Table([new(name, "VARCHAR"), new("y['a'].b", "BIGINT"), new("s[0]", "VARCHAR")], $"[[\"{json}\",3,\"{json}\"],[\"plain\",4,\"{json}\"]]");
        var (texts, marks) = await table.Drawn(new Chart(ChartKind.Bar, name, "y['a'].b", "nominal", "s[0]", name));

        Assert.Equal(2, marks);
        Assert.Contains("plain", texts);
        Assert.Contains("y['a'].b", texts);
        Assert.Contains(name, texts);
    }

    [Theory]
    [InlineData("""{"data":{"url":"http://127.0.0.1:PORT/data.csv"},"mark":"bar","encoding":{"x":{"field":"a","type":"nominal"}}}""")]
    [InlineData("""{"data":{"url":"file:///etc/passwd","format":{"type":"csv"}},"mark":"text","encoding":{"text":{"field":"root:x:0:0:root:/root:/bin/bash"}}}""")]
    [InlineData("""{"data":{"values":[{"u":"http://127.0.0.1:PORT/x.png"}]},"mark":"image","encoding":{"url":{"field":"u"}}}""")]
    [InlineData("""{"data":{"values":[{"u":"http://127.0.0.1:PORT/"}]},"mark":"point","encoding":{"href":{"field":"u"}}}""")]
    public async Task a_specification_with_an_address_fetches_and_links_nothing(string specification)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var spec = JsonNode.Parse(specification.Replace("PORT", port, StringComparison.Ordinal))!.AsObject();

        var svg = "";
        var refusal = await Record.ExceptionAsync(async () => svg = await Table.Svg(spec));

        Assert.True(refusal is null or ChartException, $"{refusal}");
        Assert.DoesNotContain("href", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("/bin/", svg, StringComparison.Ordinal);
        Assert.False(listener.Pending());
    }

    [Fact]
    public async Task a_drawing_that_takes_too_much_memory_is_refused_and_the_next_one_works()
    {
        using var renderer = new SvgRenderer(TimeSpan.FromMinutes(1));

        var refusal = await Assert.ThrowsAsync<ChartException>(() => renderer.Render(Bomb(), Ct));

        Assert.Equal("The chart took too much memory to draw.", refusal.Message);
        Assert.Contains("Zürich", await renderer.Render(Table.Cities.Spec(Table.CityBars), Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_drawing_that_takes_too_long_is_refused()
    {
        using var renderer = new SvgRenderer(TimeSpan.FromMilliseconds(50));

        var refusal = await Assert.ThrowsAsync<ChartException>(() => renderer.Render(Bomb(), Ct));

        Assert.Equal("The chart took too long to draw.", refusal.Message);
    }

    [Fact]
    public async Task a_cancelled_drawing_stops()
    {
        using var renderer = new SvgRenderer();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => renderer.Render(Table.Cities.Spec(Table.CityBars), cancelled.Token));
    }

    [Fact]
    public async Task nonsense_is_refused_with_a_reason() =>
        Assert.StartsWith("The chart cannot be drawn", (await Assert.ThrowsAsync<ChartException>(() => Table.Svg(new JsonObject { ["mark"] = 7 }))).Message, StringComparison.Ordinal);

    private static JsonObject Bomb() =>
        JsonNode.Parse("""{"data":{"sequence":{"start":0,"stop":200000000}},"mark":"point","encoding":{"x":{"field":"data","type":"quantitative"}}}""")!.AsObject();
}
