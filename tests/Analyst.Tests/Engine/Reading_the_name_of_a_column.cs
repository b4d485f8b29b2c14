using Analyst.Engine.Profiling.Meaning;

namespace Analyst.Tests.Engine;

public sealed class Reading_the_name_of_a_column
{
    [Theory]
    [InlineData("CustomerID", "customer id")]
    [InlineData("customer_id", "customer id")]
    [InlineData("Customer Id", "customer id")]
    [InlineData("customerId2", "customer id 2")]
    [InlineData("XMLHttpRequest", "xml http request")]
    [InlineData("IDs", "ids")]
    [InlineData("Straße-Größe", "strasse grosse")]
    [InlineData("% of votes", "% of votes")]
    [InlineData("país", "pais")]
    [InlineData("  ", "")]
    [InlineData("", "")]
    [InlineData("\ud800x", "x")]
    public void takes_its_words_apart(string name, string words) => Assert.Equal(words, string.Join(' ', NameWords.Split(name)));

    [Theory]
    [InlineData("order number", true)]
    [InlineData("Kundennr", false)]
    [InlineData("Kunden-Nr.", true)]
    [InlineData("guid", true)]
    [InlineData("number of rooms", false)]
    [InlineData("num_visits", false)]
    [InlineData("valid", false)]
    [InlineData("paid", false)]
    public void knows_an_identifier(string name, bool identifier) => Assert.Equal(identifier, new ColumnName(name).IsIdentifier);

    [Theory]
    [InlineData("number of rooms", true)]
    [InlineData("n_children", true)]
    [InlineData("Anzahl Zimmer", true)]
    [InlineData("order number", false)]
    [InlineData("total", true)]
    [InlineData("country", false)]
    public void knows_a_count(string name, bool count) => Assert.Equal(count, new ColumnName(name).IsCount);

    [Fact]
    public void of_any_length_takes_no_time() => Assert.NotEmpty(NameWords.Split(new string('a', 1 << 20)));
}
