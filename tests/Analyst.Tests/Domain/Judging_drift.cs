using Analyst.Domain.Datasets;

namespace Analyst.Tests.Domain;

public sealed class Judging_drift
{
    private static readonly double[] Even = [.. Enumerable.Range(0, 1_000).Select(i => (double)i)];

    [Theory]
    [InlineData(0.04, DriftVerdict.None)]
    [InlineData(0.1, DriftVerdict.Minor)]
    [InlineData(0.3, DriftVerdict.Major)]
    public void more_missing_values_are_a_move(double share, DriftVerdict verdict)
    {
        var missing = (int)(1_000 * share);
        var drift = Of(PlainProfile.Numbers("n", Even), 1_000, PlainProfile.Numbers("n", Even, missing), 1_000 + missing);

        Assert.Equal(verdict, drift.Verdict);
        Assert.Equal(verdict == DriftVerdict.None ? [] : ["missing"], drift.Reasons);
    }

    [Theory]
    [InlineData(20, DriftVerdict.None)]
    [InlineData(120, DriftVerdict.Minor)]
    [InlineData(400, DriftVerdict.Major)]
    public void numbers_that_moved_are_a_move(double by, DriftVerdict verdict) =>
        Assert.Equal(verdict, Of(PlainProfile.Numbers("n", Even), 1_000, PlainProfile.Numbers("n", [.. Even.Select(v => v + by)]), 1_000).Verdict);

    [Fact]
    public void calls_it_major_when_no_row_or_a_column_less_is_left()
    {
        var before = new TableProfile(500, 0, []);
        Assert.Equal(DriftVerdict.Major, ProfileDrift.Of(before, new TableProfile(0, 0, []), new SchemaDifference([], [], [], [])).Verdict);
        Assert.Equal(DriftVerdict.Major, ProfileDrift.Of(before, before, new SchemaDifference([], [new Column("a", "BIGINT")], [], [])).Verdict);
        Assert.Equal(DriftVerdict.Minor, ProfileDrift.Of(before, before, new SchemaDifference([new Column("a", "BIGINT")], [], [], [])).Verdict);
        Assert.Equal(DriftVerdict.None, ProfileDrift.Of(before, before, new SchemaDifference([], [], [], [])).Verdict);
    }

    [Fact]
    public void a_few_rows_prove_nothing() =>
        Assert.Equal(DriftVerdict.None, Of(PlainProfile.Numbers("n", [1, 2, 3]), 3, PlainProfile.Numbers("n", [2, 3, 4, 5]), 4).Verdict);

    [Fact]
    public void identifiers_may_go_on() =>
        Assert.Equal(DriftVerdict.None, Of(PlainProfile.Numbers("n", Even, role: ColumnRole.Identifier), 1_000, PlainProfile.Numbers("n", [.. Even.Select(v => v + 1_000)], role: ColumnRole.Identifier), 1_000).Verdict);

    [Fact]
    public void another_kind_of_value_is_major() =>
        Assert.Equal(["type"], Of(PlainProfile.Numbers("n", [1, 2]), 2, PlainProfile.Words("n", ["one", "two"], role: ColumnRole.Text), 2).Reasons.Take(1));

    [Fact]
    public void a_renamed_column_is_compared_with_what_it_was()
    {
        var (before, after) = (PlainProfile.Numbers("amount", Even), PlainProfile.Numbers("amount_eur", Even));

        var drift = Compare(PlainProfile.Table(1_000, before), PlainProfile.Table(1_000, after));

        Assert.Equal(("amount_eur", "amount", DriftVerdict.None), (drift.Columns[0].Name, drift.Columns[0].NameBefore, drift.Columns[0].Verdict));
        Assert.Equal(0, drift.Columns[0].Distribution!.KolmogorovSmirnov!.Value);
    }

    [Fact]
    public void columns_that_came_or_went_are_passed_over() =>
        Assert.Equal(["b"], Compare(PlainProfile.Table(2, PlainProfile.Words("xyz", ["1", "2"]), PlainProfile.Words("b", ["1", "2"])), PlainProfile.Table(2, PlainProfile.Words("b", ["1", "2"]), PlainProfile.Words("quantity", ["1", "2"]))).Columns.Select(c => c.Name));

    [Fact]
    public void alerts_come_and_go_by_their_id_whatever_the_column_is_called_now()
    {
        var before = PlainProfile.Table(1, PlainProfile.Words("amount", ["1"]), PlainProfile.Words("b", ["1"])) with { Alerts = [Alert("outliers", "amount"), Alert("constant", "b"), Alert("duplicate-rows", null)] };
        var after = PlainProfile.Table(1, PlainProfile.Words("amount_eur", ["1"]), PlainProfile.Words("b", ["1"])) with { Alerts = [Alert("outliers", "amount_eur"), Alert("skewed", "b"), Alert("duplicate-rows", null)] };

        var drift = Compare(before, after);

        Assert.Equal("skewed:b", Assert.Single(drift.AlertsGained).Id);
        Assert.Equal("constant:b", Assert.Single(drift.AlertsLost).Id);
    }

    [Theory, InlineData(92, DriftVerdict.None), InlineData(82, DriftVerdict.Minor), InlineData(70, DriftVerdict.Major)]
    public void the_quality_score_counts_too(double score, DriftVerdict verdict)
    {
        var table = PlainProfile.Table(1, PlainProfile.Words("b", ["1"]));

        var drift = Compare(table with { Quality = new(95, [], "") }, table with { Quality = new(score, [], "") });

        Assert.Equal((new MovedNumber(95, score), verdict), (drift.Quality, drift.Verdict));
    }

    [Fact]
    public void an_empty_table_is_no_reason_to_fail()
    {
        var (none, some) = (PlainProfile.Table(0, PlainProfile.Words("a", [], role: ColumnRole.Other)), PlainProfile.Table(2, PlainProfile.Words("a", ["x", "y"])));

        Assert.All([Compare(none, some), Compare(some, none), Compare(none, none), Compare(PlainProfile.Table(0), PlainProfile.Table(0))], d => Assert.Null(d.Quality));
    }

    private static ProfileAlert Alert(string kind, string? column) => new(column is null ? kind : $"{kind}:{column}", kind, AlertSeverity.Warning, column, 1, "It is so.", "SELECT 1");

    private static ColumnDrift Of(ColumnProfile before, long rows, ColumnProfile after, long rowsAfter) => Compare(PlainProfile.Table(rows, before), PlainProfile.Table(rowsAfter, after)).Columns.Single();

    private static ProfileDrift Compare(TableProfile before, TableProfile after) => ProfileDrift.Of(before, after, SchemaDifference.Of(Columns(before), Columns(after)));

    private static Column[] Columns(TableProfile table) => [.. table.Columns.Select(c => new Column(c.Name, c.Type))];
}
