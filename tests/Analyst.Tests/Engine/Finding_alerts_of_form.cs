using Analyst.Domain.Datasets;
using Analyst.Engine.Profiling.Alerts;

namespace Analyst.Tests.Engine;

public sealed class Finding_alerts_of_form
{
    [Theory]
    [InlineData(600, 400, "mixed-types:c Warning")]
    [InlineData(950, 50, "mixed-types:c Warning")]
    [InlineData(1000, 0, "numbers-as-text:c Warning")]
    [InlineData(50, 950, "")]
    public void numbers_among_words_are_told_by_their_share(long numbers, long words, string expected) =>
        Assert.Equal(expected, string.Join(", ", Alerting.Ids(Masked("c", ("999", numbers), ("aaaa", words)))));

    [Fact]
    public void codes_and_addresses_are_no_mixture()
    {
        var column = Masked("c", ("999", 600), ("aaaa", 400));
        Assert.Empty(Alerting.Ids(column with { Role = ColumnRole.Identifier }));
        Assert.Empty(Alerting.Ids(column with { SemanticType = SemanticTypes.Address }));
        Assert.Empty(Alerting.Ids(Masked("c", ("999 Aaaaa Aa.", 700), ("AA 9999", 300))));
    }

    [Theory]
    [InlineData("999", "9,999", null, null)]
    [InlineData("9.99", "999", ".", "DECIMAL(18,2)")]
    [InlineData("9,99", "9.999,99", ",", "DECIMAL(18,2)")]
    [InlineData("$9,999.99", "$99", ".", "DECIMAL(18,2)")]
    [InlineData("9,999,999", "999", ".", "BIGINT")]
    [InlineData("9.999", "9.999", null, null)]
    [InlineData("99%", "99", null, null)]
    [InlineData("99 %", "9.9 %", ".", "DECIMAL(18,1)")]
    [InlineData("9+", "99", null, null)]
    public void a_number_is_parsed_only_when_it_reads_in_one_way(string often, string rare, string? point, string? type)
    {
        var alert = Assert.Single(Alerting.Find(Masked("c", (often, 700), (rare, 300))));
        Assert.Equal((AlertKinds.NumbersAsText, point, type), (alert.Kind, alert.Suggestion?.Parameters["decimal"], alert.Suggestion?.Parameters["type"]));
    }

    [Fact]
    public void zeros_in_front_are_worse_when_lengths_differ()
    {
        var even = Masked("c", ("99999", 1000)) with { Texts = Alerting.Texts with { ZeroPaddedRows = 40, Masks = [new("99999", 1000)] } };
        Assert.Equal(["zero-padded:c Info"], Alerting.Ids(even));
        Assert.Equal(["zero-padded:c Warning"], Alerting.Ids(even with { Texts = even.Texts! with { Masks = [new("99999", 600), new("9999", 400)] } }));
    }

    [Theory]
    [InlineData("12 oz", "16 oz.", "12", "16")]
    [InlineData("1.5kg", "2 KG", "1.5", "2")]
    [InlineData("70 inches", "71 in", "70", "71")]
    public void a_unit_in_every_number_is_taken_off(string often, string rare, string first, string second)
    {
        var alert = Assert.Single(Alerting.Find(Alerting.Text("c", (often, 900), (rare, 100))));
        Assert.Equal(("units-in-numbers:c", 1000L), (alert.Id, alert.Rows));
        Assert.Equal([first, second], [alert.Suggestion!.Parameters[often], alert.Suggestion.Parameters[rare]]);
    }

    [Fact]
    public void two_units_are_left_to_a_person_and_codes_are_none()
    {
        Assert.Null(Assert.Single(Alerting.Find(Alerting.Text("c", ("12 kg", 900), ("26 lb", 100)))).Suggestion);
        Assert.Empty(Alerting.Ids(Alerting.Text("c", ("12A", 900), ("14C", 100))));
        Assert.Empty(Alerting.Ids(Alerting.Text("c", ("12 kg", 500), ("heavy", 500))));
    }

    [Theory]
    [InlineData("2024-01-05", "05.01.2024", "%Y-%m-%d|%d.%m.%Y")]
    [InlineData("2024-01-05", "25/12/2024", "%Y-%m-%d|%d/%m/%Y")]
    [InlineData("2024-01-05", "12/25/2024", "%Y-%m-%d|%m/%d/%Y")]
    [InlineData("2024-01-05", "03/04/2024", null)]
    [InlineData("2024-01-05", "5 Jan 2024", "%Y-%m-%d|%d %b %Y")]
    [InlineData("2024-01-05", "2024-01-05 10:00", null)]
    public void dates_of_two_forms_are_read_when_each_reads_in_one_way(string often, string rare, string? formats)
    {
        var column = Alerting.Text("c", (often, 900), (rare, 100));
        column = column with { Texts = Alerting.Texts with { Masks = [new(MaskOf(often), 900), new(MaskOf(rare), 100)] } };
        var alert = Alerting.Find(column).SingleOrDefault();
        Assert.Equal(formats is null && rare.Contains(':', StringComparison.Ordinal) ? null : "mixed-dates:c", alert?.Id);
        Assert.Equal(formats, alert?.Suggestion?.Parameters["formats"]);
    }

    [Fact]
    public void few_values_of_another_form_are_invalid_and_many_are_not()
    {
        ColumnProfile With(long others) => Alerting.Text("c", ("a@b.org", 1000 - others), ("nobody", others)) with { SemanticType = SemanticTypes.Email, SemanticConfidence = 0.9, Forms = [new("email", 1000 - others), new("text", others)] };
        Assert.Equal(["invalid-values:c Error", "personal-data:c Warning"], Alerting.Ids(With(20)));
        Assert.Equal(["personal-data:c Warning"], Alerting.Ids(With(200)));
    }

    [Theory]
    [InlineData(SemanticTypes.Latitude, -91, 50, true)]
    [InlineData(SemanticTypes.Latitude, -45, 89, false)]
    [InlineData(SemanticTypes.Longitude, -10, 181, true)]
    [InlineData(SemanticTypes.Longitude, -180, 180, false)]
    [InlineData(SemanticTypes.Measure, -1000, 1000, false)]
    public void places_beyond_the_globe_are_invalid(string type, double low, double high, bool told)
    {
        var column = Alerting.Number("c") with { SemanticType = type, SemanticConfidence = 0.9, Min = Alerting.Json(low), Max = Alerting.Json(high) };
        Assert.Equal(told ? ["invalid-values:c Error"] : [], Alerting.Ids(column));
    }

    [Theory]
    [InlineData(SemanticTypes.PersonName, 0.9, true)]
    [InlineData(SemanticTypes.PersonName, 0.4, false)]
    [InlineData(SemanticTypes.CardNumber, 0.9, true)]
    [InlineData(SemanticTypes.Category, 0.9, false)]
    public void personal_data_is_told_when_it_is_likely(string type, double confidence, bool told) =>
        Assert.Equal(told, Alerting.Find(Alerting.Text("c", ("x", 500), ("y", 500)) with { SemanticType = type, SemanticConfidence = confidence }).Any(a => a.Id == "personal-data:c"));

    [Fact]
    public void a_rule_that_few_rows_break_is_told_once_for_a_column()
    {
        var table = Alerting.Table(Alerting.Text("town", ("a", 500), ("b", 500)), Alerting.Text("zip", ("x", 500), ("y", 500)), Alerting.Text("state", ("s", 500), ("t", 500))) with
        {
            Dependencies = [new("town", "state", 20, 30), new("zip", "state", 3, 30), new("state", "town", 400, 30), new("state", "zip", 5, 2)],
        };
        var alert = Assert.Single(AlertFinder.Find(table));
        Assert.Equal(("broken-dependency:state", 3L), (alert.Id, alert.Rows));
        Assert.Empty(AlertFinder.Find(table with { Dependencies = [new("zip", "state", 0, 30), .. table.Dependencies.Take(1)] }));
    }

    [Fact]
    public void a_pair_that_is_told_elsewhere_is_not_told_again()
    {
        var table = Alerting.Table(Alerting.Number("a"), Alerting.Number("b")) with { Correlations = [new("a", "b", "pearson", -0.97, 900), new("a", "b", "spearman", -0.99, 900)] };
        Assert.Equal("correlated-columns:b", Assert.Single(AlertFinder.Find(table)).Id);
        Assert.Empty(AlertFinder.Find(table with { Together = [new("b", "a", "linear", -2, 3)] }));
        Assert.Empty(AlertFinder.Find(table with { Correlations = [new("a", "b", "pearson", 0.94, 900)] }));
    }

    [Theory]
    [InlineData("day", 990, 10, 5, 150, true)]
    [InlineData("day", 720, 280, 3, 20, false)]
    [InlineData("day", 300, 700, 50, 90, false)]
    [InlineData("month", 58, 2, 1, 10, true)]
    [InlineData("subsecond", 990, 10, 5, 150, false)]
    public void only_a_series_has_gaps(string unit, long periods, long missing, long longest, long weekends, bool told)
    {
        var gap = new TimeGap("2024-03-01T00:00:00", "2024-03-07T00:00:00", longest);
        var column = Alerting.Column("d", "DATE", ColumnRole.Datetime) with { Missing = Alerting.Rows - periods, Times = new TimeStatistics(unit, 999, periods, missing, missing / longest, gap, weekends) };
        Assert.Equal(told, Alerting.Find(column).Any(a => a.Kind == AlertKinds.DateGaps && a.Message.EndsWith("after 2024-03-01.", StringComparison.Ordinal)));
    }

    [Fact]
    public void working_days_have_no_gap_at_the_weekend()
    {
        var column = Alerting.Column("d", "DATE", ColumnRole.Datetime) with { Missing = 280, Times = new TimeStatistics("day", 999, 720, 280, 140, new TimeGap("2024-03-01", "2024-03-05", 3), Weekends: 0) };
        Assert.DoesNotContain(Alerting.Find(column), a => a.Kind == AlertKinds.DateGaps);
    }

    [Fact]
    public void a_name_that_no_statement_can_hold_is_not_put_into_one()
    {
        Assert.All(Alerting.Find(Alerting.Text(new string('n', 20_000), ("x", 10))), a => Assert.Equal("SELECT * FROM data LIMIT 100", a.Evidence));
        Assert.All(Alerting.Find(Alerting.Text("n\0n", ("x", 10))), a => Assert.Equal("SELECT * FROM data LIMIT 100", a.Evidence));
    }

    private static ColumnProfile Masked(string name, params (string Mask, long Rows)[] masks) =>
        Alerting.Column(name, "VARCHAR", ColumnRole.Text) with { Texts = Alerting.Texts with { Masks = [.. masks.Where(m => m.Rows > 0).Select(m => new MaskCount(m.Mask, m.Rows))] } };

    private static string MaskOf(string value) => string.Concat(value.Select(c => char.IsDigit(c) ? '9' : char.IsUpper(c) ? 'A' : char.IsLetter(c) ? 'a' : c));
}
