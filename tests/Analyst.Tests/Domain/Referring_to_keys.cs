using System.Text.Json;
using Analyst.Domain.Datasets;

namespace Analyst.Tests.Domain;

public sealed class Referring_to_keys
{
    private static readonly TableProfile Customers = Table(100, "id", Column("id", "BIGINT", 100, 1, 100), Column("name", "VARCHAR", 90));

    [Theory]
    [InlineData("customer_id")]
    [InlineData("customerId")]
    [InlineData("Customer ID")]
    [InlineData("id")]
    [InlineData("customer")]
    public void is_guessed_from_names(string column) =>
        Assert.Equal([new KeyCandidate(column, "id")], KeyCandidates.Between(Table(500, "order_no", Column(column, "BIGINT", 40, 3, 99)), Customers, "customers.csv"));

    [Theory]
    [InlineData("quantity", "BIGINT", 9, 1, 9)]
    [InlineData("customer_id", "VARCHAR", 40, null, null)]
    [InlineData("customer_id", "BIGINT", 400, 1, 400)]
    [InlineData("customer_id", "BIGINT", 40, 5_000, 9_000)]
    [InlineData("customer_id", "DATE", 40, null, null)]
    [InlineData("customer_id", "BIGINT", 1, 3, 3)]
    public void is_not_guessed_when_name_type_or_range_speak_against_it(string column, string type, long distinct, int? min, int? max) =>
        Assert.Empty(KeyCandidates.Between(Table(500, "order_no", Column(column, type, distinct, min, max)), Customers, "customers.csv"));

    [Fact]
    public void needs_a_key_there() =>
        Assert.Empty(KeyCandidates.Between(Table(500, "order_no", Column("customer_id", "BIGINT", 40, 3, 99)), Customers with { CandidateKeys = [["id", "name"]] }, "customers.csv"));

    private static TableProfile Table(long rows, string key, params ColumnProfile[] columns) => new(rows, 0, columns) { CandidateKeys = [[key]] };

    private static ColumnProfile Column(string name, string type, long distinct, double? min = null, double? max = null) => new(
        name, type, ColumnRole.Identifier, 1, 0, new Dictionary<string, long>(), 0, distinct, Json(min), Json(max), null, null, null, null, [], [], null, null);

    private static JsonElement? Json(double? value) => value is { } v ? JsonSerializer.SerializeToElement(v) : null;
}
