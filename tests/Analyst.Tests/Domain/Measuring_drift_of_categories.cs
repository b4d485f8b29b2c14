using Analyst.Domain.Datasets;

namespace Analyst.Tests.Domain;

public sealed class Measuring_drift_of_categories
{
    [Theory, InlineData(5), InlineData(90), InlineData(130), InlineData(2_000)]
    public void the_true_distance_lies_within_the_error(int values)
    {
        foreach (var seed in Enumerable.Range(0, 30))
        {
            var random = new Random(seed);
            var (before, after) = (Draw(random, values, 0), Draw(random, values, random.Next(values / 2)));

            var distribution = Drift(before, after).Distribution!;

            Assert.InRange(Variation(before, after), distribution.TotalVariation!.Value - 1e-9, distribution.TotalVariation.Value + Error(distribution.TotalVariation));
            Assert.InRange(Shannon(before, after), distribution.JensenShannon!.Value - 1e-9, distribution.JensenShannon.Value + Error(distribution.JensenShannon));
            Assert.True(values > 100 || distribution.TotalVariation.Estimate is null);
        }
    }

    [Fact]
    public void chance_alone_passes_its_mark_in_one_of_hundred_pairs()
    {
        var random = new Random(9);
        var passed = Enumerable.Range(0, 2_000).Count(_ => Drift(Coins(), Coins()).Distribution!.TotalVariation is { } d && d.Value > d.Chance);

        Assert.InRange(passed, 0, 40);

        string[] Coins() => [.. Enumerable.Range(0, 200).Select(_ => random.Next(2) == 0 ? "heads" : "tails")];
    }

    [Fact]
    public void new_and_vanished_ones_are_named_with_their_rows()
    {
        var drift = Drift(Times(("a", 60), ("b", 30), ("c", 10)), Times(("a", 50), ("d", 40), ("e", 10)));

        Assert.Equal((2, 50, false), (drift.NewCategories!.Count, drift.NewCategories.Rows, drift.NewCategories.AtLeast));
        Assert.Equal([new("d", 40), new("e", 10)], drift.NewCategories.Values);
        Assert.Equal([new("b", 30), new("c", 10)], drift.VanishedCategories!.Values);
        Assert.Equal((0.5, DriftVerdict.Major), (drift.Distribution!.TotalVariation!.Value, drift.Verdict));
        Assert.Equal(["distribution", "new-categories", "vanished-categories"], drift.Reasons);
    }

    [Fact]
    public void at_most_twenty_are_shown_of_all_that_are_counted()
    {
        var drift = Drift(Times(("a", 10)), [.. Enumerable.Range(0, 60).Select(i => $"v{i:00}")]);

        Assert.Equal((60, 60, 20), (drift.NewCategories!.Count, drift.NewCategories.Rows, drift.NewCategories.Values.Count));
    }

    [Fact]
    public void those_that_the_lists_cannot_tell_are_not_told()
    {
        string[] many = [.. Enumerable.Range(0, 300).Select(i => $"v{i}")];

        var drift = Drift(many, Times(("a", 10)));
        var back = Drift(Times(("a", 10)), many);

        Assert.Null(drift.NewCategories);
        Assert.Equal((100, true), (drift.VanishedCategories!.Count, drift.VanishedCategories.AtLeast));
        Assert.Null(back.VanishedCategories);
        Assert.Equal((100, true), (back.NewCategories!.Count, back.NewCategories.AtLeast));
    }

    [Theory, InlineData(ColumnRole.Identifier), InlineData(ColumnRole.Numeric)]
    public void columns_of_other_roles_have_none(ColumnRole role)
    {
        var words = Times(("a", 3), ("b", 2));

        Assert.Null(Of(PlainProfile.Words("c", words, role: role), 5, PlainProfile.Words("c", words), 5).Distribution);
    }

    [Fact]
    public void a_long_text_column_has_none()
    {
        string[] many = [.. Enumerable.Range(0, 300).Select(i => $"v{i}")];
        var column = PlainProfile.Words("c", many, role: ColumnRole.Text);

        Assert.Null(Of(column, 300, column, 300).Distribution);
    }

    [Fact]
    public void numbers_that_are_categories_have_both_distances()
    {
        var (before, after) = (PlainProfile.Numbers("c", [0, 0, 1, 1], role: ColumnRole.Boolean, type: "BIGINT"), PlainProfile.Numbers("c", [0, 1, 1, 1], role: ColumnRole.Boolean, type: "BIGINT"));

        var distribution = Of(before, 4, after, 4).Distribution!;

        Assert.Equal((0.25, 0.25), (distribution.KolmogorovSmirnov!.Value, distribution.TotalVariation!.Value));
    }

    private static ColumnDrift Drift(string[] before, string[] after) => Of(PlainProfile.Words("c", before), before.Length, PlainProfile.Words("c", after), after.Length);

    private static ColumnDrift Of(ColumnProfile before, long rows, ColumnProfile after, long rowsAfter) =>
        ProfileDrift.Of(PlainProfile.Table(rows, before), PlainProfile.Table(rowsAfter, after), SchemaDifference.Of([new("c", before.Type)], [new("c", after.Type)])).Columns.Single();

    private static string[] Times(params (string Value, int Count)[] values) => [.. values.SelectMany(v => Enumerable.Repeat(v.Value, v.Count))];

    private static string[] Draw(Random random, int values, int moved) =>
        [.. Enumerable.Range(0, 50 + random.Next(3_000)).Select(_ => $"v{moved + (int)(values * Math.Pow(random.NextDouble(), 3))}")];

    private static double Error(Distance distance) => (distance.Estimate?.Error ?? 0) + 1e-9;

    private static IEnumerable<(double P, double Q)> Shares(string[] a, string[] b)
    {
        var (p, q) = (a.CountBy(v => v).ToDictionary(), b.CountBy(v => v).ToDictionary());
        return p.Keys.Union(q.Keys).Select(v => ((double)p.GetValueOrDefault(v) / a.Length, (double)q.GetValueOrDefault(v) / b.Length));
    }

    private static double Variation(string[] a, string[] b) => Shares(a, b).Sum(s => Math.Abs(s.P - s.Q)) / 2;

    private static double Shannon(string[] a, string[] b) =>
        Math.Sqrt(Math.Max(0, Shares(a, b).Sum(s => (Term(s.P, (s.P + s.Q) / 2) + Term(s.Q, (s.P + s.Q) / 2)) / 2)));

    private static double Term(double p, double mean) => p == 0 ? 0 : p * Math.Log2(p / mean);
}
