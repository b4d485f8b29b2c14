using Analyst.Domain.Datasets;

namespace Analyst.Tests.Domain;

public sealed class Comparing_columns
{
    /// <summary>Columns as <c>name:TYPE</c>, VARCHAR when left out.</summary>
    private static string Difference(string before, string after)
    {
        var d = SchemaDifference.Of(Columns(before), Columns(after));
        return string.Join(" ", d.Added.Select(a => $"+{a.Name}").Concat(d.Dropped.Select(x => $"-{x.Name}")).Concat(d.Renamed.Select(r => $"{r.From}>{r.To}")).Concat(d.Retyped.Select(r => $"{r.Name}:{r.From}>{r.To}")));
    }

    private static Column[] Columns(string words) =>
        [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => w.Split(':')).Select(w => new Column(w[0], w.Length > 1 ? w[1] : "VARCHAR"))];

    [Theory]
    [InlineData("a b c", "a b c", "")]
    [InlineData("a b c", "c a b", "")]
    [InlineData("", "", "")]
    [InlineData("a b", "a b zebra", "+zebra")]
    [InlineData("a b zebra", "a b", "-zebra")]
    [InlineData("a:BIGINT", "a:DOUBLE", "a:BIGINT>DOUBLE")]
    [InlineData("Price", "price", "Price>price")]
    [InlineData("id customer", "id customer_name", "customer>customer_name")]
    [InlineData("id customerName", "id customer_name", "customerName>customer_name")]
    [InlineData("id straße_nr:BIGINT", "id strasse_nr:BIGINT", "straße_nr>strasse_nr")]
    [InlineData("id qty:BIGINT", "id quantity:BIGINT", "qty>quantity")]
    [InlineData("id Größe", "id grosse", "Größe>grosse")]
    [InlineData("id amount:BIGINT", "id amount_eur:DOUBLE", "amount>amount_eur amount_eur:BIGINT>DOUBLE")]
    [InlineData("id amount:BIGINT x", "new id amounts:BIGINT x", "+new amount>amounts")]
    [InlineData("id color", "id weight", "+weight -color")]
    [InlineData("id c1:BIGINT", "id c2:BIGINT", "+c2 -c1")]
    [InlineData("name 2022 2023", "name 2023 2024", "+2024 -2022")]
    [InlineData("q1_sales q2_sales", "q2_sales q3_sales", "+q3_sales -q1_sales")]
    [InlineData("customer_name customer_id", "client_name customer_id", "customer_name>client_name")]
    [InlineData("first_name last_name", "last_names first_names", "first_name>first_names last_name>last_names")]
    [InlineData("id", "income_details", "+income_details -id")]
    [InlineData("! id", "? id", "+? -!")]
    public void says_what_happened_to_them(string before, string after, string said) =>
        Assert.Equal(string.Join(" ", said.Split(' ').Order()), string.Join(" ", Difference(before, after).Split(' ').Order()));

    [Fact]
    public void uses_each_column_once_and_the_best_pair_first()
    {
        var d = SchemaDifference.Of(Columns("order_date ship_date"), Columns("order_dates shipping_date order_datum"));
        Assert.Equal(["order_date>order_dates", "ship_date>shipping_date"], d.Renamed.Select(r => $"{r.From}>{r.To}"));
        Assert.Equal("order_datum", Assert.Single(d.Added).Name);
        Assert.All(d.Renamed, r => Assert.InRange(r.Likeness, 0.45, 1));
    }

    [Fact]
    public void is_the_same_backwards()
    {
        var (before, after) = (Columns("id customer amount:BIGINT old"), Columns("id customer_name amount:DOUBLE fresh"));
        var (there, back) = (SchemaDifference.Of(before, after), SchemaDifference.Of(after, before));
        Assert.Equal(there.Added, back.Dropped);
        Assert.Equal(there.Dropped, back.Added);
        Assert.Equal(there.Renamed.Select(r => (r.From, r.To)), back.Renamed.Select(r => (r.To, r.From)));
        Assert.Equal(there.Retyped.Select(r => (r.From, r.To)), back.Retyped.Select(r => (r.To, r.From)));
    }

    [Fact]
    public void knows_the_name_before()
    {
        var d = SchemaDifference.Of(Columns("id customer gone"), Columns("id customer_name xylophone"));
        Assert.Equal(("id", "customer", null), (d.NameBefore("id"), d.NameBefore("customer_name"), d.NameBefore("xylophone")));
    }

    [Fact]
    public void of_very_wide_tables_takes_no_time()
    {
        var before = Enumerable.Range(0, 3_000).Select(i => new Column($"{new string('x', 300)}{(char)('a' + i % 26)}_{i}", "VARCHAR")).ToArray();
        var after = Enumerable.Range(0, 3_000).Select(i => new Column($"{new string('y', 300)}{(char)('a' + i % 26)}_{i}", "VARCHAR")).ToArray();
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        Assert.Equal(3_000, SchemaDifference.Of(before, after).Added.Count);
        Assert.InRange(System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalSeconds, 0, 5);
    }

    [Theory]
    [InlineData("a", "", 0)]
    [InlineData("Kunden-Nr", "kunden nr", 1)]
    [InlineData("a\uD800", "b", 0)]
    public void likens_names_whatever_stands_in_them(string one, string other, double likeness) => Assert.Equal(likeness, ColumnLikeness.Of(one, other));
}
