using Analyst.Domain.Datasets;

namespace Analyst.Tests.Engine;

public sealed class Finding_what_numbers_are
{
    [Theory]
    [InlineData("survived", 0, 1, 200, "boolean", ColumnRole.Categorical)]
    [InlineData("sex", 1, 2, 200, "category", ColumnRole.Categorical)]
    [InlineData("x", 0, 4, 200, "category", ColumnRole.Categorical)]
    [InlineData("cylinders", 4, 8, 200, "category", ColumnRole.Categorical)]
    [InlineData("rating", 1, 5, 200, "ordinal", ColumnRole.Categorical)]
    [InlineData("month", 1, 12, 240, "ordinal", ColumnRole.Categorical)]
    [InlineData("subject", 1, 18, 450, "category", ColumnRole.Categorical)]
    [InlineData("year", 1983, 1991, 200, "year", ColumnRole.Categorical)]
    [InlineData("Jahr", 1953, 1988, 4000, "year", ColumnRole.Categorical)]
    [InlineData("store_id", 1, 10, 500, "identifier", ColumnRole.Categorical)]
    [InlineData("children", 0, 5, 500, "count", ColumnRole.Numeric)]
    [InlineData("number_of_rooms", 1, 9, 500, "count", ColumnRole.Numeric)]
    [InlineData("num_visits", 0, 3, 500, "count", ColumnRole.Numeric)]
    [InlineData("Anzahl", 0, 7, 500, "count", ColumnRole.Numeric)]
    [InlineData("age", 18, 80, 500, "measure", ColumnRole.Numeric)]
    [InlineData("x", 100, 250, 500, "measure", ColumnRole.Numeric)]
    [InlineData("Preis", 10, 99, 500, "money", ColumnRole.Numeric)]
    [InlineData("customer_id", 1, 300, 300, "identifier", ColumnRole.Identifier)]
    [InlineData("customer_id", 5000, 5200, 900, "identifier", ColumnRole.Identifier)]
    [InlineData("order number", 70001, 70300, 300, "identifier", ColumnRole.Identifier)]
    [InlineData("x", 1, 300, 300, "identifier", ColumnRole.Identifier)]
    [InlineData("rank", 1, 300, 300, "ordinal", ColumnRole.Numeric)]
    [InlineData("zip", 10001, 10200, 900, "postcode", ColumnRole.Categorical)]
    [InlineData("post code", 24600, 24650, 300, "postcode", ColumnRole.Categorical)]
    [InlineData("year", 2001, 2001, 20, "year", ColumnRole.Categorical)]
    [InlineData("phone", 5551000, 5551300, 301, "phone", ColumnRole.Identifier)]
    [InlineData("country_code", 1, 60, 300, "code", ColumnRole.Categorical)]
    [InlineData("percent_done", 0, 100, 300, "percentage", ColumnRole.Numeric)]
    [InlineData("c", 5, 5, 20, "constant", ColumnRole.Numeric)]
    public void of_a_range_that_comes_again_and_again(string name, int from, int to, int rows, string type, ColumnRole role)
    {
        var column = Columns.Integers(name, Enumerable.Range(0, rows).Select(i => (long)(from + i % (to - from + 1))));
        Assert.Equal((type, role), (column.SemanticType, column.Role));
    }

    [Fact]
    public void of_sparse_codes_are_categories()
    {
        long[] codes = [3, 7, 12, 90];
        var column = Columns.Integers("x", Enumerable.Range(0, 200).Select(i => codes[i % 4]));
        Assert.Equal(ColumnRole.Categorical, column.Role);
        Assert.Contains("with wide gaps between them", column.Evidence);
    }

    [Fact]
    public void of_few_levels_with_fractions_are_categories_unless_the_name_says_a_quantity()
    {
        double[] levels = [0.25, 0.5, 1, 2, 4];
        var values = Enumerable.Range(0, 500).Select(i => levels[i % 5]).ToList();
        Assert.Equal(ColumnRole.Categorical, Columns.Numbers("against_fire", values).Role);
        Assert.Equal(ColumnRole.Numeric, Columns.Numbers("weight", values).Role);
        Assert.Equal(ColumnRole.Numeric, Columns.Numbers("percentage_male", values).Role);
        Assert.Equal(ColumnRole.Numeric, Columns.Numbers("against_fire", values.Take(25)).Role);
    }

    [Fact]
    public void of_places_on_earth_are_coordinates_when_they_can_be()
    {
        var random = new Random(1);
        var places = Enumerable.Range(0, 100).Select(_ => random.NextDouble() * 160 - 80).ToList();
        Assert.Equal(("latitude", ColumnRole.Numeric), Shown(Columns.Numbers("lat", places)));
        Assert.Equal(("longitude", ColumnRole.Numeric), Shown(Columns.Numbers("Längengrad", places)));
        Assert.Equal("measure", Columns.Numbers("lat", places.Append(1000)).SemanticType);
    }

    [Fact]
    public void with_check_digits_are_cards_when_the_name_says_so()
    {
        long[] cards = [4111111111111111, 5500000000000004, 6011000000000004];
        Assert.Equal("card-number", Columns.Integers("card_number", cards).SemanticType);
        Assert.NotEqual("card-number", Columns.Integers("card_number", cards.Select(c => c + 1)).SemanticType);
    }

    [Fact]
    public void of_a_small_table_are_numbers() =>
        Assert.Equal(ColumnRole.Numeric, Columns.Integers("x", 1, 2, 2, 1, 3, 1, 2).Role);

    [Fact]
    public void of_one_row_are_told_without_much_trust()
    {
        var column = Columns.Integers("x", 5);
        Assert.Equal(ColumnRole.Numeric, column.Role);
        Assert.InRange(column.SemanticConfidence, 0, 0.5);
    }

    [Fact]
    public void that_are_not_there_are_empty() => Assert.Equal("empty", Columns.Decide("x", "BIGINT", [null, null]).SemanticType);

    [Fact]
    public void without_end_are_survived() => Assert.Equal(ColumnRole.Numeric, Columns.Numbers("x", double.MaxValue, double.MinValue, 0, double.Epsilon).Role);

    [Theory]
    [InlineData("BOOLEAN", "boolean", ColumnRole.Boolean)]
    [InlineData("DATE", "date", ColumnRole.Datetime)]
    [InlineData("TIMESTAMP WITH TIME ZONE", "date", ColumnRole.Datetime)]
    [InlineData("TIME", "time", ColumnRole.Datetime)]
    [InlineData("UUID", "uuid", ColumnRole.Identifier)]
    [InlineData("VARCHAR[]", "list", ColumnRole.List)]
    [InlineData("DECIMAL(4,2)[]", "list", ColumnRole.List)]
    [InlineData("STRUCT(a INTEGER)", "json", ColumnRole.Other)]
    [InlineData("MAP(VARCHAR, INTEGER)", "json", ColumnRole.Other)]
    [InlineData("ENUM('a', 'b')", "category", ColumnRole.Categorical)]
    [InlineData("INTERVAL", "duration", ColumnRole.Other)]
    [InlineData("BLOB", "unknown", ColumnRole.Other)]
    public void or_other_types_tell_it_themselves(string type, string meaning, ColumnRole role)
    {
        var column = Columns.Decide("x", type, ["a", "b", null]);
        Assert.Equal((meaning, role), Shown(column)!);
        Assert.Equal([2L], column.Forms.Select(f => f.Count));
    }

    private static (string?, ColumnRole) Shown(ColumnProfile c) => (c.SemanticType, c.Role);
}
