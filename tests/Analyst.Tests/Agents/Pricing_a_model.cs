using Analyst.Agents.Models;

namespace Analyst.Tests.Agents;

public sealed class Pricing_a_model
{
    private static readonly PriceTable Table = PriceTable.Parse("big=2/0.5/8; big-mini=0.4/1.6;org/free:v1=0/0;", out _)!;

    [Theory]
    [InlineData("big", 2, 0.5, 8), InlineData("BIG", 2, 0.5, 8), InlineData("big-2025-04-14", 2, 0.5, 8), InlineData("big-mini", 0.4, 0.4, 1.6), InlineData("big-mini-2025-04-14", 0.4, 0.4, 1.6), InlineData("org/free:v1", 0, 0, 0)]
    public void finds_the_price_of(string model, double input, double cached, double output) =>
        Assert.Equal(new ModelPrice((decimal)input, (decimal)cached, (decimal)output), Table.Of(model));

    [Theory, InlineData("big-nano"), InlineData("bigger"), InlineData("big-"), InlineData(""), InlineData("bi")]
    public void knows_no_price_of(string model) => Assert.Null(Table.Of(model));

    [Fact]
    public void counts_cached_tokens_at_their_own_price_and_to_six_places()
    {
        Assert.Equal(0.0024m, Table.Cost("big", 1000, 400, 125));
        Assert.Equal(0.000002m, Table.Cost("big", 1, 0, 0));
        Assert.Equal(0.000001m, Table.Cost("big", 1, 1, 0));
        Assert.Equal(0m, Table.Cost("org/free:v1", 5, null, 5));
        Assert.Equal(Table.Cost("big", 10, 10, 0), Table.Cost("big", 10, 99, 0));
    }

    [Fact]
    public void does_not_guess()
    {
        Assert.Null(Table.Cost("other", 1, 0, 1));
        Assert.Null(Table.Cost("big", null, null, 1));
        Assert.Null(Table.Cost("big", 1, null, null));
    }

    [Theory]
    [InlineData("big"), InlineData("big="), InlineData("=1/2"), InlineData("big=1"), InlineData("big=1/2/3/4"), InlineData("big=-1/2"), InlineData("big=1/-2"), InlineData("big=a/b"), InlineData("big=1,5/2"), InlineData("big=1e3/2"), InlineData("big=10001/2"), InlineData("ok=1/2;big=1/2;big=3/4"), InlineData("a=b=1/2")]
    public void refuses_a_table_with(string text)
    {
        Assert.Null(PriceTable.Parse(text, out var wrong));
        Assert.EndsWith(wrong!, text, StringComparison.Ordinal);
    }

    [Fact]
    public void may_be_empty() => Assert.Null(PriceTable.Parse("", out _)!.Of("big"));
}
