using Analyst.Domain.Datasets;
using Analyst.Engine.Profiling.Alerts;

namespace Analyst.Tests.Engine;

public sealed class Scoring_a_table
{
    private static readonly Func<TableProfile, Random, TableProfile>[] Worse =
    [
        (t, r) => t with { DuplicateRows = Math.Min(t.RowCount, t.DuplicateRows + r.Next(1, 50)) },
        (t, r) => One(t, r, c => c with { Missing = Math.Min(Alerting.Rows, c.Missing + r.Next(1, 50)) }),
        (t, r) => One(t, r, c => c with { MissingMarkers = new Dictionary<string, long> { ["N/A"] = c.MissingMarkers.GetValueOrDefault("N/A") + r.Next(1, 50) } }),
        (t, r) => One(t, r, c => c with { Numbers = c.Numbers is { } n ? n with { Infinite = n.Infinite + r.Next(1, 50) } : null }),
        (t, r) => One(t, r, c => c with { Numbers = c.Numbers is { } n ? n with { NotNumbers = n.NotNumbers + r.Next(1, 50) } : null }),
        (t, r) => One(t, r, c => c with { Texts = c.Texts is { } x ? x with { PaddedRows = x.PaddedRows + r.Next(1, 50) } : null }),
        (t, r) => One(t, r, c => c with { Texts = c.Texts is { } x ? x with { SpacedRows = x.SpacedRows + r.Next(1, 50) } : null }),
        (t, r) => One(t, r, c => c with { Texts = c.Texts is { } x ? x with { VariantRows = x.VariantRows + r.Next(1, 50) } : null }),
        (t, r) => One(t, r, c => c with { Forms = [.. c.Forms.Select(f => f.Form == "text" ? f with { Count = f.Count + r.Next(1, 50) } : f)] }),
        (t, r) => t with { Dependencies = [.. t.Dependencies.Select(d => d with { BrokenRows = d.BrokenRows + r.Next(1, 50) })] },
    ];

    [Fact]
    public void a_table_without_rows_has_no_score() => Assert.Null(Quality.Of(Table() with { RowCount = 0 }));

    [Fact]
    public void a_table_without_trouble_scores_a_hundred() => Assert.Equal(100, Quality.Of(Alerting.Table(Alerting.Number("a"), Alerting.Text("b", ("x", 500), ("y", 500))))!.Score);

    [Fact]
    public void the_score_is_the_formula_it_shows()
    {
        var quality = Quality.Of(Table())!;
        Assert.Equal(["completeness", "uniqueness", "validity", "consistency"], quality.Parts.Select(p => p.Name));
        Assert.Equal(1, quality.Parts.Sum(p => p.Weight), 9);
        Assert.Equal(quality.Score, Math.Round(100 * quality.Parts.Sum(p => p.Share * p.Weight), 1));
        Assert.All(quality.Parts, p => Assert.Contains(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{p.Weight} × {p.Name}"), quality.Formula, StringComparison.Ordinal));
    }

    [Fact]
    public void each_part_is_its_share()
    {
        var table = Alerting.Table(
            Alerting.Number("a") with { Numbers = Alerting.Numbers with { Infinite = 10, NotNumbers = 10 } },
            Alerting.Text("b", ("x", 800)) with { Texts = Alerting.Texts with { PaddedRows = 40, VariantRows = 60 } }) with
        { DuplicateRows = 100 };
        Assert.Equal([("completeness", 0.9), ("uniqueness", 0.9), ("validity", 0.99), ("consistency", 0.95)], Quality.Of(table)!.Parts.Select(p => (p.Name, p.Share)));
        Assert.Equal(93.7, Quality.Of(table)!.Score);
    }

    [Fact]
    public void more_trouble_never_raises_it()
    {
        var random = new Random(20);
        for (var round = 0; round < 200; round++)
        {
            var table = Table();
            for (var step = 0; step < 30; step++)
            {
                var worse = Worse[random.Next(Worse.Length)](table, random);
                Assert.True(Quality.Of(worse)!.Score <= Quality.Of(table)!.Score);
                table = worse;
            }
            Assert.InRange(Quality.Of(table)!.Score, 0, 100);
        }
    }

    private static TableProfile Table() => Alerting.Table(
        Alerting.Number("a"),
        Alerting.Text("b", ("x", 500), ("y", 480)),
        Alerting.Text("c", ("p@q.org", 990), ("nobody", 10)) with { SemanticType = SemanticTypes.Email, SemanticConfidence = 0.9, Forms = [new("email", 990), new("text", 10)] }) with
    { Dependencies = [new("b", "c", 4, 20)] };

    private static TableProfile One(TableProfile table, Random random, Func<ColumnProfile, ColumnProfile> change)
    {
        var at = random.Next(table.Columns.Count);
        return table with { Columns = [.. table.Columns.Select((c, i) => i == at ? change(c) : c)] };
    }
}
