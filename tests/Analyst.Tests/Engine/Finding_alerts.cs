using Analyst.Domain.Datasets;
using Analyst.Engine.Profiling.Alerts;

namespace Analyst.Tests.Engine;

public sealed class Finding_alerts
{
    [Fact]
    public void an_empty_table_says_so_and_nothing_else()
    {
        var alert = Assert.Single(AlertFinder.Find(Alerting.Table(Alerting.Text("a")) with { RowCount = 0 }));
        Assert.Equal(("empty-table", 0L, null), (alert.Id, alert.Rows, alert.Column));
    }

    [Fact]
    public void a_profile_that_was_only_half_measured_has_few_alerts_and_no_fault() => Assert.Empty(Alerting.Ids(
        Alerting.Column("t", "VARCHAR", ColumnRole.Text), Alerting.Column("n", "DOUBLE", ColumnRole.Numeric) with { Frequencies = null }, Alerting.Column("d", "DATE", ColumnRole.Datetime)));

    [Theory]
    [InlineData(49, null)]
    [InlineData(50, AlertSeverity.Info)]
    [InlineData(200, AlertSeverity.Warning)]
    public void holes_are_told_by_their_share(long missing, AlertSeverity? severity)
    {
        var alert = Alerting.Find(Alerting.Text("c", ("x", 400), ("y", 600 - missing))).SingleOrDefault();
        Assert.Equal((severity, severity is null ? null : missing), (alert?.Severity, alert?.Rows));
    }

    [Fact]
    public void a_column_of_blanks_and_markers_has_no_value()
    {
        var column = Alerting.Text("c", ("N/A", 300), (" ", 200)) with { Empty = 200, MissingMarkers = new Dictionary<string, long> { ["N/A"] = 300 } };
        Assert.Equal(["all-missing:c Warning"], Alerting.Ids(column));
    }

    [Fact]
    public void none_is_an_answer_where_most_say_it()
    {
        ColumnProfile With(string marker, long rows) => Alerting.Text("c", (marker, rows), ("x", 1000 - rows)) with { MissingMarkers = new Dictionary<string, long> { [marker] = rows } };
        Assert.DoesNotContain(Alerting.Find(With("none", 700)), a => a.Kind == AlertKinds.MissingMarkers);
        Assert.Equal(AlertSeverity.Info, Assert.Single(Alerting.Find(With("none", 20))).Severity);
        Assert.Equal(AlertSeverity.Warning, Assert.Single(Alerting.Find(With("n/a", 20))).Severity);
    }

    [Theory]
    [InlineData(940, false)]
    [InlineData(990, true)]
    public void one_answer_that_drowns_the_other_is_imbalance(long most, bool told)
    {
        var column = Alerting.Text("c", ("no", most), ("yes", 1000 - most)) with { Frequencies = null };
        Assert.Equal(told ? ["imbalance:c Info"] : [], Alerting.Ids(column));
    }

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(30, 0, true)]
    [InlineData(30, 30, false)]
    [InlineData(400, 0, false)]
    public void an_identifier_that_repeats_a_little_is_broken(long repeats, long duplicateRows, bool told)
    {
        var column = Alerting.Column("id", "BIGINT", ColumnRole.Identifier) with { Distinct = Alerting.Rows - repeats };
        var found = AlertFinder.Find(Alerting.Table(column) with { DuplicateRows = duplicateRows });
        Assert.Equal(told, found.Any(a => a is { Id: "duplicate-identifier:id", Severity: AlertSeverity.Error } && a.Rows == repeats));
    }

    [Fact]
    public void few_far_numbers_are_outliers_and_many_are_the_shape()
    {
        ColumnProfile With(long high, double max) => Alerting.Number("x") with { Max = Alerting.Json(max), Numbers = Alerting.Numbers with { Outliers = new Outliers(0, 5, 5, high) } };
        Assert.Equal(["outliers:x Info"], Alerting.Ids(With(5, 100)));
        Assert.Equal(["outliers:x Warning"], Alerting.Ids(With(5, 10_000)));
        Assert.Empty(Alerting.Ids(With(0, 80)));
        Assert.Empty(Alerting.Ids(With(50, 100)));
        Assert.Empty(Alerting.Ids(With(5, 10_000) with { Role = ColumnRole.Identifier }));
        Assert.Empty(Alerting.Ids(With(5, 10_000) with { SemanticType = SemanticTypes.Postcode }));
    }

    [Fact]
    public void infinities_are_an_error_with_a_way_out()
    {
        var alert = Assert.Single(Alerting.Find(Alerting.Number("x") with { Numbers = Alerting.Numbers with { Infinite = 2, NotNumbers = 1 } }));
        Assert.Equal(("not-finite:x", AlertSeverity.Error, 3L, "map-missing"), (alert.Id, alert.Severity, alert.Rows, alert.Suggestion!.Kind));
        Assert.Equal(["-Infinity", "Infinity", "NaN"], alert.Suggestion.Parameters.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void skew_and_zeros_are_told_from_a_threshold_on()
    {
        Assert.Equal(["skewed:x Info"], Alerting.Ids(Alerting.Number("x") with { Numbers = Alerting.Numbers with { Skewness = -12 } }));
        Assert.Empty(Alerting.Ids(Alerting.Number("x") with { Numbers = Alerting.Numbers with { Skewness = 6, Zeros = 400 } }));
        Assert.Equal(["many-zeros:x Info"], Alerting.Ids(Alerting.Number("x") with { Numbers = Alerting.Numbers with { Zeros = 500 } }));
        Assert.Equal(["many-zeros:x Warning"], Alerting.Ids(Alerting.Number("x") with { Numbers = Alerting.Numbers with { Zeros = 950 } }));
        Assert.Empty(Alerting.Ids(Alerting.Number("x") with { Distinct = 3, Numbers = Alerting.Numbers with { Zeros = 950 } }));
    }

    [Fact]
    public void a_value_in_other_case_is_replaced_by_the_usual_one()
    {
        var column = Alerting.Text("c", ("Open", 900), ("OPEN", 100)) with { Texts = Alerting.Texts with { VariantRows = 100, Variants = [[new("Open", 900), new("OPEN", 100)]] } };
        var alert = Assert.Single(Alerting.Find(column));
        Assert.Equal(("inconsistent-case:c", 100L, "Open"), (alert.Id, alert.Rows, alert.Suggestion!.Parameters["OPEN"]));
        Assert.Empty(Alerting.Ids(column with { SemanticType = SemanticTypes.Code }));
    }

    [Fact]
    public void accents_and_slips_are_near_duplicates_and_blanks_are_not()
    {
        var accents = Alerting.Text("c", ("Zürich", 990), ("Zurich", 10)) with { Texts = Alerting.Texts with { VariantRows = 10, Variants = [[new("Zürich", 990), new("Zurich", 10)]] } };
        Assert.Equal(["near-duplicates:c Warning"], Alerting.Ids(accents));
        var blanks = Alerting.Text("c", ("as agreed", 990), (" as  agreed", 10)) with { Texts = Alerting.Texts with { PaddedRows = 10, Variants = [[new("as agreed", 990), new(" as  agreed", 10)]] } };
        Assert.Equal(["white-space:c Warning"], Alerting.Ids(blanks));
    }

    [Theory]
    [InlineData("delivered", "deliverd", true)]
    [InlineData("delivered", "deilvered", true)]
    [InlineData("delivered", "dellivered", true)]
    [InlineData("delivered", "delivired", true)]
    [InlineData("delivered", "undelivered", false)]
    [InlineData("north", "south", false)]
    [InlineData("male", "mole", false)]
    [InlineData("type 10", "type 11", false)]
    public void only_rare_words_one_slip_from_a_frequent_one_are_near(string often, string rare, bool told)
    {
        Assert.Equal(told ? ["near-duplicates:c Warning"] : [], Alerting.Ids(Alerting.Text("c", (often, 980), (rare, 20))));
        Assert.Empty(Alerting.Ids(Alerting.Text("c", (often, 600), (rare, 400))));
        Assert.Empty(Alerting.Ids(Alerting.Text("c", (often, 980), (rare, 20)) with { SemanticType = SemanticTypes.PersonName }));
    }

    [Fact]
    public void no_alert_comes_twice_and_the_most_severe_come_first()
    {
        var columns = Enumerable.Range(0, 9).Select(i => Alerting.Number($"x{i}") with { Numbers = Alerting.Numbers with { Infinite = i % 2, Skewness = 20 } }).ToArray();
        var found = Alerting.Find(columns);
        Assert.Equal(found.Count, found.Select(a => a.Id).Distinct().Count());
        Assert.Equal(found.OrderByDescending(a => a.Severity).Select(a => a.Id), found.Select(a => a.Id));
    }
}
