using Analyst.Domain.Datasets;

namespace Analyst.Tests.Domain;

public sealed class Measuring_drift_of_numbers
{
    /// <summary>Kinds of columns, each with a knob that moves it.</summary>
    private static readonly Dictionary<string, Func<Random, double, double>> Shapes = new()
    {
        ["normal"] = (r, k) => Normal(r) + k,
        ["skewed"] = (r, k) => Math.Exp(2 * Normal(r) + k),
        ["few"] = (r, k) => r.Next(0, 4 + (int)(k * 8)),
        ["integers"] = (r, k) => r.Next(0, 400 + (int)(k * 300)),
        ["zeros"] = (r, k) => r.NextDouble() < 0.6 + k / 4 ? 0 : r.NextDouble() * 100,
        ["two hills"] = (r, k) => Normal(r) + (r.NextDouble() < 0.5 + k / 3 ? 0 : 50),
        ["one far off"] = (r, k) => r.NextDouble() < 0.01 ? 1e9 : Normal(r) * (1 + k),
        ["constant"] = (_, k) => 7 + Math.Round(k),
    };

    public static TheoryData<string> Names => [.. Shapes.Keys];

    [Theory, MemberData(nameof(Names))]
    public void the_true_distance_lies_within_the_error(string shape)
    {
        foreach (var seed in Enumerable.Range(0, 40))
        {
            var random = new Random(seed);
            var (before, after) = (Draw(random, shape, 0), Draw(random, shape, random.Next(3) * 0.5 * random.NextDouble()));

            var drift = Drift(before, after);

            var (ks, moved) = (drift.Distribution!.KolmogorovSmirnov!, drift.Distribution.Wasserstein);
            Assert.InRange(Farthest(before, after), ks.Value - Error(ks), ks.Value + Error(ks));
            if (moved is not null)
                Assert.InRange(Moved(before, after) / Unit(before, after), moved.Value - Error(moved), moved.Value + Error(moved));
        }
    }

    [Theory, InlineData("few"), InlineData("constant")]
    public void it_is_exact_when_all_values_are_listed(string shape)
    {
        var random = new Random(1);
        var (before, after) = (Draw(random, shape, 0), Draw(random, shape, 0.5));

        var distribution = Drift(before, after).Distribution!;

        Assert.Null(distribution.KolmogorovSmirnov!.Estimate);
        Assert.Equal(Farthest(before, after), distribution.KolmogorovSmirnov.Value, 12);
        if (shape == "few")
        {
            Assert.Equal((null, "standard-deviation"), (distribution.Wasserstein!.Estimate, distribution.WassersteinUnit));
            Assert.Equal(Moved(before, after) / Unit(before, after), distribution.Wasserstein.Value, 9);
        }
    }

    [Fact]
    public void many_rows_keep_the_error_useful()
    {
        var random = new Random(5);
        var (before, after) = (Many(random, "normal", 0, 4_000), Many(random, "normal", 0.6, 4_000));

        var distribution = Drift(before, after).Distribution!;

        Assert.InRange(Error(distribution.KolmogorovSmirnov!), 0, 0.25);
        Assert.InRange(Math.Abs(distribution.KolmogorovSmirnov!.Value - Farthest(before, after)), 0, 0.03);
        Assert.InRange(Math.Abs(distribution.Wasserstein!.Value - 0.6), 0, 0.05);
    }

    [Fact]
    public void the_same_values_have_not_moved()
    {
        var values = Many(new Random(3), "normal", 0, 5_000);

        var drift = Drift(values, values);

        Assert.Equal((0, 0, 0, DriftVerdict.None), (drift.Distribution!.KolmogorovSmirnov!.Value, drift.Distribution.Wasserstein!.Value, drift.MeanShift, drift.Verdict));
        Assert.Empty(drift.Reasons);
    }

    [Fact]
    public void dates_move_by_days()
    {
        DateOnly[] before = [.. Enumerable.Range(0, 300).Select(i => new DateOnly(2024, 1, 1).AddDays(i))];
        var (old, now) = (PlainProfile.Days("d", before), PlainProfile.Days("d", [.. before.Select(d => d.AddDays(60))]));

        var drift = Of(old, 300, now, 300);

        var moved = drift.Distribution!.Wasserstein!;
        Assert.Equal(("days", DriftVerdict.Minor), (drift.Distribution.WassersteinUnit, drift.Verdict));
        Assert.InRange(60, moved.Value - Error(moved), moved.Value + Error(moved));
        Assert.Equal(60, moved.Value, 0.5);
    }

    [Theory, InlineData("2024-01-02 03:04:05", 1704164645), InlineData("2024-01-02 03:04:05+00", 1704164645), InlineData("1969-12-31", -86400), InlineData("0001-01-01", -62135596800)]
    public void moments_are_read_as_they_are_counted(string text, double seconds)
    {
        var column = PlainProfile.Words("d", [text, text], role: ColumnRole.Datetime) with { Type = "TIMESTAMP", Histogram = [new(seconds, seconds, 2)] };

        Assert.Equal(new Distance(0, null, 1.63), Of(column, 2, column, 2).Distribution!.KolmogorovSmirnov);
    }

    [Fact]
    public void nothing_is_told_where_there_is_nothing()
    {
        var (none, some) = (PlainProfile.Numbers("n", [], missing: 5), PlainProfile.Numbers("n", [1, 2, 3]));

        Assert.All([Of(none, 5, some, 3), Of(some, 3, none, 5), Of(none, 5, none, 5)], d => Assert.Null(d.Distribution));
        Assert.Null(Of(some with { TopValues = [], Histogram = [] }, 3, some, 3).Distribution);
        Assert.Null(Of(some, 0, some, 0).MissingShare);
        Assert.Null(Of(PlainProfile.Numbers("n", [4, 4]), 2, PlainProfile.Numbers("n", [5, 5]), 2).MeanShift);
    }

    private static ColumnDrift Drift(double[] before, double[] after) => Of(PlainProfile.Numbers("n", before), before.Length, PlainProfile.Numbers("n", after), after.Length);

    private static ColumnDrift Of(ColumnProfile before, long rows, ColumnProfile after, long rowsAfter) =>
        ProfileDrift.Of(PlainProfile.Table(rows, before), PlainProfile.Table(rowsAfter, after), SchemaDifference.Of([new("n", before.Type)], [new("n", after.Type)])).Columns.Single();

    private static double Error(Distance distance) => (distance.Estimate?.Error ?? 0) + 1e-9;

    private static double[] Draw(Random random, string shape, double knob) => Many(random, shape, knob, 1 + random.Next(900));

    private static double[] Many(Random random, string shape, double knob, int rows) => [.. Enumerable.Range(0, rows).Select(_ => Shapes[shape](random, knob))];

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static double Farthest(double[] a, double[] b)
    {
        (a, b) = ([.. a.Order()], [.. b.Order()]);
        return a.Concat(b).Distinct().Max(x => Math.Abs(Below(a, x) - Below(b, x)));
    }

    private static double Moved(double[] a, double[] b)
    {
        (a, b) = ([.. a.Order()], [.. b.Order()]);
        var places = a.Concat(b).Distinct().Order().ToArray();
        return places.Zip(places.Skip(1), (from, to) => (to - from) * Math.Abs(Below(a, from) - Below(b, from))).Sum();
    }

    private static double Below(double[] sorted, double place)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] <= place ? (middle + 1, high) : (low, middle);
        }
        return (double)low / sorted.Length;
    }

    private static double Unit(double[] before, double[] after) => new[] { before, after }.Select(v => PlainProfile.Numbers("n", v).StandardDeviation ?? 0).First(d => d > 0);
}
