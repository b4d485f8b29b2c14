using Analyst.Domain.Datasets;
using Analyst.Projections;
using static Analyst.Tests.Domain.Facts;

namespace Analyst.Tests.Projections;

public sealed class Meanings_in_the_list_of_datasets
{
    private static readonly DatasetProfiled Known = Profiled with { Meanings = [new("city", "city", "categorical"), new("total", "measure", "numeric")], QualityScore = 91.5 };

    private static DatasetSummary Of(params IEnumerable<object> facts) =>
        Stored.Facts(facts).Aggregate((DatasetSummary?)null, (line, e) => new DatasetSummaryProjection().Evolve(line, DatasetId, e))!;

    [Fact]
    public void are_those_of_the_profile()
    {
        var line = Of(Uploaded, Ingested, ToProfile, Known);
        Assert.Equal(91.5, line.QualityScore);
        Assert.Equal(Known.Meanings, line.Meanings);
    }

    [Fact]
    public void of_a_new_revision_are_not_known_before_it_is_profiled()
    {
        foreach (var next in new object[] { Retyped, Cleaned, Ingested with { Revision = 2 } })
        {
            var line = Of(Uploaded, Ingested, ToProfile, Known, next);
            Assert.Equal((null, null), (line.QualityScore, line.Meanings));
            Assert.Equal(50, Of(Uploaded, Ingested, ToProfile, Known, next, Known with { Revision = 2, QualityScore = 50 }).QualityScore);
        }
    }

    [Fact]
    public void of_an_older_revision_do_not_count() =>
        Assert.Null(Of(Uploaded, Ingested, Retyped, Known).QualityScore);

    [Fact]
    public void know_who_said_what_a_column_is_until_it_is_taken_back()
    {
        Assert.Equal([new MeaningAuthor("Total", "alice", Stored.At(5))], Of([.. Ready, MeaningSet, MeaningSet with { Column = "Total" }]).Set!);
        Assert.Empty(Of([.. Ready, MeaningSet, new ColumnMeaningSet("TOTAL", null, null)]).Set!);
    }

    [Fact]
    public void end_with_the_dataset()
    {
        var line = Of(Uploaded, Ingested, ToProfile, Known, MeaningSet, Deleted);
        Assert.Equal((null, null, null), (line.QualityScore, line.Meanings, line.Set));
    }
}
