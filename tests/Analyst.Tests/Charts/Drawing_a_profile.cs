using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Analyst.Api.Features.Profiling.Pictures;
using Analyst.Domain.Datasets;
using Analyst.Tests.Domain;

namespace Analyst.Tests.Charts;

public sealed partial class Drawing_a_profile
{
    private const string Hostile = "<script>alert('x')</script>\"&";

    [Fact]
    public async Task numbers_are_a_histogram_with_a_bar_for_each_bin()
    {
        var (texts, marks) = await Drawn(PlainProfile.Numbers("amount", [.. Enumerable.Range(0, 400).Select(i => (double)i)], missing: 7), 407);

        Assert.Equal(20, marks);
        Assert.Subset(texts.ToHashSet(), new HashSet<string> { "amount", "rows", "400 rows with a value, 7 without" });
    }

    [Fact]
    public async Task dates_are_a_timeline_labelled_by_date()
    {
        var (texts, marks) = await Drawn(PlainProfile.Days("sold", [.. Enumerable.Range(0, 366).Select(i => new DateOnly(2024, 1, 1).AddDays(i))]), 366);

        Assert.Equal(20, marks);
        Assert.All(await Heights(PlainProfile.Days("sold", [.. Enumerable.Range(0, 366).Select(i => new DateOnly(2024, 1, 1).AddDays(i))]), 366), h => Assert.InRange(h, 200, 320));
        Assert.Contains("2024", texts);
        Assert.Contains("April", texts);
    }

    [Fact]
    public async Task the_rest_of_many_values_is_one_bar()
    {
        var (texts, marks) = await Drawn(PlainProfile.Words("city", [.. Enumerable.Range(0, 50).SelectMany(i => Enumerable.Repeat($"city {i:00}", 60 - i))]), 1_775);

        Assert.Equal(21, marks);
        Assert.Contains("(other: 30 values)", texts);
        Assert.Contains("city 00", texts);
        Assert.DoesNotContain("city 20", texts);
    }

    [Fact]
    public async Task values_that_look_alike_keep_their_own_bars()
    {
        var long1 = new string('a', 90);
        var (texts, marks) = await Drawn(PlainProfile.Words("c", [long1 + "1", long1 + "2", "", " ", "(empty)"]), 5);

        Assert.Equal(5, marks);
        Assert.Subset(texts.ToHashSet(), new HashSet<string> { "(empty)", "(empty) (2)", "(empty) (3)" });
    }

    [Theory]
    [InlineData(1e300)]
    [InlineData(-62135596800.0)]
    [InlineData(9e12)]
    public async Task ends_of_the_range_can_be_drawn(double end)
    {
        var column = PlainProfile.Words("t", ["x"]) with { Type = "TIMESTAMP", Role = ColumnRole.Datetime, Histogram = [new(Math.Min(0, end), Math.Min(0, end) + Math.Abs(end) / 2, 3), new(Math.Min(0, end) + Math.Abs(end) / 2, Math.Max(0, end), 4)] };

        Assert.Equal(2, (await Drawn(column, 7)).Marks);
    }

    [Fact]
    public void numbers_that_are_categories_have_bars_and_one_number_alone_too()
    {
        Assert.Equal(PictureKind.Bars, ColumnPicture.Of(PlainProfile.Numbers("n", [1, 2, 3], role: ColumnRole.Categorical), 3)!.Kind);
        Assert.Equal(PictureKind.Bars, ColumnPicture.Of(PlainProfile.Numbers("n", [5, 5]), 2)!.Kind);
        Assert.Equal(PictureKind.Histogram, ColumnPicture.Of(PlainProfile.Numbers("n", [1, 2, 3]), 3)!.Kind);
    }

    [Fact]
    public void without_values_there_is_nothing_to_draw()
    {
        Assert.Null(ColumnPicture.Of(PlainProfile.Words("c", [], missing: 3), 3));
        Assert.Null(ColumnPicture.Of(PlainProfile.Numbers("c", []), 0));
    }

    [Fact]
    public async Task hostile_names_and_values_are_only_text()
    {
        var (texts, marks) = await Drawn(PlainProfile.Words(Hostile, [Hostile, "datum.x", "\u0000"]), 3);

        Assert.Equal(3, marks);
        Assert.Contains(Hostile, texts);
    }

    [Fact]
    public async Task correlations_are_a_square_of_cells_with_figures()
    {
        var table = Correlated(["a", "<b>&\"x", "c"], (0, 1, 0.5), (0, 2, -0.75));

        var (texts, _) = Texts(await Table.Svg(CorrelationChart.Of(CorrelationPicture.Of(table, "pearson")!)));

        Assert.Subset(texts.ToHashSet(), new HashSet<string> { "a", "<b>&\"x", "c", "0.50", "-0.75", "1.00", "Correlations (pearson)" });
        Assert.Equal(2, texts.Count(t => t == "-0.75"));
    }

    [Fact]
    public async Task of_many_columns_the_thirty_with_the_strongest_are_shown()
    {
        var names = Enumerable.Range(0, 40).Select(i => $"c{i:00}").ToArray();
        var table = Correlated(names, [.. Enumerable.Range(0, 39).Select(i => (i, 39, i / 50.0))]);

        var picture = CorrelationPicture.Of(table, "pearson")!;

        Assert.Equal((30, 10), (picture.Columns.Count, picture.Left));
        Assert.Equal([.. names.Skip(10)], picture.Columns);
        Assert.Contains("the 30 columns with the strongest; 10 more have some", Texts(await Table.Svg(CorrelationChart.Of(picture))).Texts);
    }

    [Fact]
    public void fewer_than_two_columns_make_no_square()
    {
        Assert.Null(CorrelationPicture.Of(Correlated(["a", "b"]), "pearson"));
        Assert.Null(CorrelationPicture.Of(Correlated(["a", "b"], (0, 1, 0.5)), "spearman"));
        Assert.Null(CorrelationPicture.Of(Correlated(["a", "b"], (0, 1, double.NaN)), "pearson"));
    }

    private static TableProfile Correlated(string[] names, params (int A, int B, double Value)[] pairs) =>
        PlainProfile.Table(9, [.. names.Select(n => PlainProfile.Numbers(n, [1, 2]))]) with { Correlations = [.. pairs.Select(p => new Correlation(names[p.A], names[p.B], "pearson", p.Value, 9))] };

    private static async Task<(string[] Texts, int Marks)> Drawn(ColumnProfile column, long rows) => Texts(await Table.Svg(ColumnChart.Of(ColumnPicture.Of(column, rows)!)));

    private static async Task<double[]> Heights(ColumnProfile column, long rows) =>
    [
        .. from bar in XDocument.Parse(await Table.Svg(ColumnChart.Of(ColumnPicture.Of(column, rows)!))).Descendants()
           where (string?)bar.Attribute("aria-roledescription") is "bar"
           select Math.Abs(double.Parse(Down().Match((string)bar.Attribute("d")!).Groups[1].Value, CultureInfo.InvariantCulture)),
    ];

    [GeneratedRegex("v(-?[0-9.]+)")]
    private static partial Regex Down();

    private static (string[] Texts, int Marks) Texts(string svg)
    {
        var all = XDocument.Parse(svg).Descendants().ToArray();
        return ([.. all.Where(e => e.Name.LocalName is "text").Select(e => e.Value)], all.Count(e => (string?)e.Attribute("aria-roledescription") is "bar"));
    }
}
