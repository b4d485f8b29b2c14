using System.Text.Json;
using Analyst.Domain.Datasets;
using static Analyst.Tests.Domain.Facts;

namespace Analyst.Tests.Domain;

public sealed class Saying_what_a_column_is
{
    private static MeaningOverride Said(string column, string? type = null, string? role = null) => new(column, type, role);

    [Fact]
    public void is_a_fact() =>
        GivenDataset.Of(Ready).When(d => d.SetMeanings([Said("total", "money", "numeric")])).Yields(new ColumnMeaningSet("total", "money", "numeric"));

    [Fact]
    public void is_one_fact_for_each_changed_column() =>
        GivenDataset.Of([.. Ready, MeaningSet]).When(d => d.SetMeanings([Said("TOTAL", "code"), Said("city", "city"), Said("city", "category")])).Yields(new ColumnMeaningSet("city", "category", null));

    [Fact]
    public void appends_nothing_when_it_is_so_already()
    {
        GivenDataset.Of([.. Ready, MeaningSet]).When(d => d.SetMeanings([Said("total", "code")])).AppendsNothing();
        GivenDataset.Of(Ready).When(d => d.SetMeanings([Said("total")])).AppendsNothing();
        GivenDataset.Of(Ready).When(d => d.SetMeanings([])).AppendsNothing();
    }

    [Fact]
    public void is_taken_back_with_nulls_only()
    {
        var given = GivenDataset.Of([.. Ready, MeaningSet]);
        var taken = given.SetMeanings([Said("total")]);
        taken.Yields(new ColumnMeaningSet("total", null, null));
        Assert.Null(given.And(taken.Events).MeaningOf("total"));
        Assert.Equal(Said("total", null, "text"), given.And(new ColumnMeaningSet("total", null, "text")).MeaningOf("total"));
    }

    [Theory]
    [InlineData("nobody", "code", null, "column-unknown")]
    [InlineData("total", "emoji", null, "semantic-type-unknown")]
    [InlineData("total", "", null, "semantic-type-unknown")]
    [InlineData("total", "Code", null, "semantic-type-unknown")]
    [InlineData("total", null, "Numeric", "role-unknown")]
    [InlineData("total", null, "0", "role-unknown")]
    [InlineData("total", null, "", "role-unknown")]
    public void is_refused_for_what_is_not_there(string column, string? type, string? role, string code) =>
        GivenDataset.Of(Ready).When(d => d.SetMeanings([Said("city", "city"), Said(column, type, role)])).IsRefused(code);

    [Fact]
    public void is_refused_while_there_is_no_table()
    {
        GivenDataset.Of(Uploaded).When(d => d.SetMeanings([Said("total", "code")])).IsRefused("dataset-not-ready");
        GivenDataset.Of(Uploaded, NotIngested).When(d => d.SetMeanings([Said("total", "code")])).IsRefused("dataset-failed");
        GivenDataset.Of([.. Ready, Deleted]).When(d => d.SetMeanings([Said("total", "code")])).IsRefused("dataset-deleted");
    }

    [Fact]
    public void holds_for_columns_of_that_name_in_every_revision()
    {
        var dataset = GivenDataset.Of([.. Ready, MeaningSet, Appended, Ingested with { JobId = AppendJob, Revision = 2, Columns = [new("Total", "BIGINT"), new("other", "BIGINT")] }]);
        var profile = dataset.WithMeanings(new TableProfile(3, 0, [Column("other"), Column("Total")]));
        Assert.Equal(["measure", "code"], profile.Columns.Select(c => c.SemanticType));
    }

    [Fact]
    public void stands_in_the_place_of_what_was_found()
    {
        var shown = Said("total", "code").On(Column("total"));
        Assert.Equal(("code", 1, ColumnRole.Categorical, 1), (shown.SemanticType, shown.SemanticConfidence, shown.Role, shown.Confidence));
        Assert.Equal(["set by a person"], shown.Evidence);
    }

    [Fact]
    public void keeps_the_other_half_as_it_was_found()
    {
        var role = Said("total", null, "text").On(Column("total"));
        Assert.Equal(("measure", 0.7, ColumnRole.Text, 1), (role.SemanticType, role.SemanticConfidence, role.Role, role.Confidence));
        Assert.Equal(["the role was set by a person", "why"], role.Evidence);

        var type = Said("total", "money").On(Column("total"));
        Assert.Equal(("money", 1, ColumnRole.Numeric, 0.8), (type.SemanticType, type.SemanticConfidence, type.Role, type.Confidence));
    }

    [Fact]
    public void ends_with_the_dataset() => Assert.Null(GivenDataset.Of([.. Ready, MeaningSet, Deleted]).Meanings);

    [Fact]
    public void knows_every_type_and_role_by_its_name()
    {
        Assert.Equal(typeof(SemanticTypes).GetFields().Where(f => f.IsLiteral).Select(f => (string)f.GetValue(null)!).Order(), SemanticTypes.All.Order());
        Assert.All(Enum.GetValues<ColumnRole>(), r => Assert.Equal(JsonSerializer.Serialize(r), $"\"{ColumnRoles.NameOf(r)}\""));
        Assert.All(Enum.GetValues<ColumnRole>(), r => Assert.Equal(r, ColumnRoles.Parse(ColumnRoles.NameOf(r))));
        Assert.Equal(ColumnRoles.Words, string.Join(", ", Enum.GetValues<ColumnRole>().Select(ColumnRoles.NameOf)).Replace(", other", " or other", StringComparison.Ordinal));
    }

    private static ColumnProfile Column(string name) => new(
        name, "BIGINT", ColumnRole.Numeric, 0.8, 0, new Dictionary<string, long>(), 0, 3, null, null, null, null, null, null, [], [], null, null)
    { SemanticType = "measure", SemanticConfidence = 0.7, Evidence = ["why"] };
}
