using Analyst.Domain.Datasets;
using static Analyst.Tests.Domain.Facts;

namespace Analyst.Tests.Domain;

public sealed class Overriding_a_type
{
    private static readonly RetypeOutcome Made = new(Table with { Columns = Retyped.Columns, ParquetKey = Retyped.ParquetKey, ParquetHash = "cc", ParquetBytes = 900 }, Rejects: null, Failure: null);
    private static readonly FileReading Reading = new("csv", null, null, null, new ReadingChoices(Delimiter: ";", Types: new Dictionary<string, string> { ["city"] = "VARCHAR" }), [], []);

    [Theory, InlineData("VARCHAR"), InlineData("text"), InlineData(" Text ")]
    public void opens_the_job_that_makes_the_revision(string type) => GivenDataset.Of(Ready).When(d => d.SetColumnType(RetypeJob, "total", type)).Yields(TypeSet);

    [Fact]
    public void finds_the_column_whatever_its_case_and_the_exact_one_first()
    {
        GivenDataset.Of(Ready).When(d => d.SetColumnType(RetypeJob, "TOTAL", "text")).Yields(TypeSet);
        GivenDataset.Of(Uploaded, Ingested with { Columns = [new("TOTAL", "DATE"), new("total", "BIGINT")] }).When(d => d.SetColumnType(RetypeJob, "total", "text")).Yields(TypeSet);
    }

    [Fact]
    public void appends_nothing_for_the_type_that_it_has() => GivenDataset.Of(Ready).When(d => d.SetColumnType(RetypeJob, "total", "integer")).AppendsNothing();

    [Fact]
    public void appends_nothing_when_it_is_asked_again_meanwhile() => GivenDataset.Of([.. Ready, TypeSet]).When(d => d.SetColumnType(Id(99), "Total", "text")).AppendsNothing();

    [Fact]
    public void is_refused_for_another_type_or_column_meanwhile()
    {
        GivenDataset.Of([.. Ready, TypeSet]).When(d => d.SetColumnType(Id(99), "total", "date")).IsRefused("revision-in-progress");
        GivenDataset.Of([.. Ready, TypeSet]).When(d => d.SetColumnType(Id(99), "city", "date")).IsRefused("revision-in-progress");
        GivenDataset.Of([.. Ready, Appended]).When(d => d.SetColumnType(Id(99), "city", "date")).IsRefused("revision-in-progress");
        GivenDataset.Of([.. Planned, Approved]).When(d => d.SetColumnType(Id(99), "city", "date")).IsRefused("cleaning-in-progress");
    }

    [Fact]
    public void is_refused_for_what_is_not_there()
    {
        GivenDataset.Of(Ready).When(d => d.SetColumnType(RetypeJob, "nobody", "text")).IsRefused("column-not-found");
        GivenDataset.Of(Ready).When(d => d.SetColumnType(RetypeJob, "total", "emoji")).IsRefused("type-unknown");
        GivenDataset.Of(Ready).When(d => d.SetColumnType(RetypeJob, "total", null)).IsRefused("type-unknown");
        GivenDataset.Of(Uploaded).When(d => d.SetColumnType(RetypeJob, "total", "text")).IsRefused("dataset-not-ready");
        GivenDataset.Of([.. Ready, Deleted]).When(d => d.SetColumnType(RetypeJob, "total", "text")).IsRefused("dataset-deleted");
    }

    [Fact]
    public void makes_the_next_revision_and_asks_for_its_profile() =>
        GivenDataset.Of([.. Ready, TypeSet]).When(d => d.RecordRetype(RetypeJob, Made, Id(31))).Yields(Retyped, new ProfileRequested(Id(31), 2));

    [Fact]
    public void records_why_it_could_not_be_made()
    {
        var dataset = GivenDataset.Of([.. Ready, TypeSet]);
        var failed = dataset.RecordRetype(RetypeJob, new(null, null, new(NotRetyped.Code, NotRetyped.Reason)), Id(31));
        failed.Yields(NotRetyped);
        Assert.Null(dataset.And(failed.Events).Override);
    }

    [Fact]
    public void ends_once()
    {
        GivenDataset.Of([.. Ready, TypeSet, Retyped]).When(d => d.RecordRetype(RetypeJob, Made, Id(31))).AppendsNothing();
        GivenDataset.Of([.. Ready, TypeSet, NotRetyped]).When(d => d.RecordRetype(RetypeJob, Made, Id(31))).AppendsNothing();
        GivenDataset.Of([.. Ready, TypeSet, NotRetyped, TypeSet with { JobId = Id(98) }]).When(d => d.RecordRetype(RetypeJob, Made, Id(31))).AppendsNothing();
    }

    [Fact]
    public void fails_instead_of_forking_when_another_revision_appeared() =>
        GivenDataset.Of([.. Ready, TypeSet, Appended, Ingested with { JobId = AppendJob, Revision = 2 }]).When(d => d.RecordRetype(RetypeJob, Made, Id(31)))
            .Yields(new RetypeFailed(RetypeJob, "conflict", "Another revision appeared meanwhile; ask again on that one."));

    [Fact]
    public void is_folded_as_a_revision_of_the_same_file()
    {
        var dataset = GivenDataset.Of([.. Ready, TypeSet, Retyped]);
        Assert.Equal((Operations.Retype, 1, "orders.csv", null), (dataset.Current!.Operation, dataset.Current.From, dataset.SourceOf(dataset.Current).Name, dataset.Override));
        Assert.Equal([2, 1], dataset.Lineage(2).Select(r => r.Number));
        Assert.Equal("VARCHAR", dataset.Overrides!["total"]);
    }

    [Fact]
    public void reads_the_original_again_with_the_types_added_up()
    {
        var revision = GivenDataset.Of(Uploaded, Ingested with { File = Reading }).Current!;
        var choices = Dataset.ChoicesToReread(revision, new TypeOverride(RetypeJob, 1, "total", "DATE"))!;
        Assert.Equal((";", "VARCHAR", "DATE"), (choices.Delimiter, choices.Types!["city"], choices.Types["total"]));
        Assert.Equal("DATE", Dataset.ChoicesToReread(revision, new TypeOverride(RetypeJob, 1, "CITY", "DATE"))!.Types!["city"]);
    }

    [Fact]
    public void cannot_read_the_original_again_after_a_cleaning() =>
        Assert.Null(Dataset.ChoicesToReread(GivenDataset.Of([.. Planned, Approved, Cleaned]).Current!, new TypeOverride(RetypeJob, 2, "city", "DATE")));

    [Fact]
    public void ends_with_the_dataset() =>
        GivenDataset.Of([.. Ready, TypeSet]).When(d => d.Delete()).Yields(new RetypeFailed(RetypeJob, "dataset-deleted", "The dataset was deleted while the job was open."), Deleted);

    [Theory]
    [InlineData("text", "VARCHAR")]
    [InlineData("Integer", "BIGINT")]
    [InlineData("number", "DOUBLE")]
    [InlineData("boolean", "BOOLEAN")]
    [InlineData("date", "DATE")]
    [InlineData("timestamp", "TIMESTAMP")]
    [InlineData("timestamptz", "TIMESTAMP WITH TIME ZONE")]
    [InlineData("TIME", "TIME")]
    [InlineData("decimal( 10 , 2 )", "DECIMAL(10,2)")]
    [InlineData("NUMERIC(38,38)", "DECIMAL(38,38)")]
    [InlineData("decimal", null)]
    [InlineData("DECIMAL(39,2)", null)]
    [InlineData("DECIMAL(2,3)", null)]
    [InlineData("DECIMAL(0,0)", null)]
    [InlineData("DECIMAL(10,-1)", null)]
    [InlineData("VARCHAR; DROP TABLE x", null)]
    [InlineData("JSON", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void knows_types_by_name_and_word(string? words, string? type) => Assert.Equal(type, ColumnTypes.Parse(words));
}
