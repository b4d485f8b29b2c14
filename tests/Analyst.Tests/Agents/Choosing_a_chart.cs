using Analyst.Agents.Questions;
using Analyst.Domain.Datasets;
using Analyst.Domain.Questions;

namespace Analyst.Tests.Agents;

public sealed class Choosing_a_chart
{
    private static readonly Column City = new("city", "VARCHAR"), Sum = new("total_sum", "DOUBLE"), Month = new("month", "DATE"), Year = new("year", "BIGINT"), Age = new("age", "BIGINT"), Sex = new("sex", "VARCHAR"), Tags = new("tags", "VARCHAR[]");

    [Fact]
    public void one_figure_is_a_number() => Assert.Equal(new Chart(ChartKind.Number, null, "total_sum", null, null, "t"), ChartChooser.Choose([Sum], 1, "t"));

    [Fact]
    public void groups_are_bars() => Assert.Equal(new Chart(ChartKind.Bar, "city", "total_sum", "nominal", null, "t"), ChartChooser.Choose([City, Sum], 7, "t"));

    [Fact]
    public void time_is_a_line() => Assert.Equal(new Chart(ChartKind.Line, "month", "total_sum", "temporal", null, "t"), ChartChooser.Choose([Month, Sum], 12, "t"));

    [Fact]
    public void years_are_a_line_of_steps() => Assert.Equal(new Chart(ChartKind.Line, "year", "total_sum", "ordinal", null, "t"), ChartChooser.Choose([Year, Sum], 12, "t"));

    [Fact]
    public void two_figures_are_points() => Assert.Equal(new Chart(ChartKind.Point, "age", "total_sum", "quantitative", null, "t"), ChartChooser.Choose([Age, Sum], 300, "t"));

    [Fact]
    public void a_second_group_is_a_series() => Assert.Equal(new Chart(ChartKind.Bar, "city", "total_sum", "nominal", "sex", "t"), ChartChooser.Choose([City, Sex, Sum], 14, "t"));

    [Fact]
    public void a_group_over_time_is_a_line_per_group() => Assert.Equal(new Chart(ChartKind.Line, "month", "total_sum", "temporal", "city", "t"), ChartChooser.Choose([City, Month, Sum], 14, "t"));

    [Fact]
    public void more_than_fifty_groups_are_a_table() => Assert.Null(ChartChooser.Choose([City, Sum], 51, "t"));

    [Fact]
    public void nothing_is_drawn_of_no_rows_texts_or_many_columns()
    {
        Assert.Null(ChartChooser.Choose([City, Sum], 0, "t"));
        Assert.Null(ChartChooser.Choose([City], 3, "t"));
        Assert.Null(ChartChooser.Choose([Tags, Sum], 3, "t"));
        Assert.Null(ChartChooser.Choose([City, Sex, Age, Sum], 3, "t"));
    }
}
