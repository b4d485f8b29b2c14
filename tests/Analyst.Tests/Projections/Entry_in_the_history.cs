using System.Reflection;
using Analyst.Projections;
using JasperFx.Events;
using Marten;
using static Analyst.Tests.Domain.Facts;

namespace Analyst.Tests.Projections;

public sealed class Entry_in_the_history
{
    public static readonly TheoryData<string> Names = [.. AnalystProjections.EventNames.Keys.Select(t => t.Name)];

    [Theory, MemberData(nameof(Names))]
    public void says_every_kind_of_fact_in_a_sentence(string name)
    {
        var text = HistoryProjection.Sentence(All.Single(f => f.GetType().Name == name));
        Assert.Matches(@"^\S.*\S$", text);
    }

    [Fact]
    public void says_nothing_of_what_is_no_fact() => Assert.Null(HistoryProjection.Sentence(new object()));

    [Fact]
    public void names_the_question_whose_answer_was_repeated() =>
        Assert.Contains($"{Id(7)}", HistoryProjection.Sentence(Answered with { AnsweredFrom = Id(7) }), StringComparison.Ordinal);

    [Fact]
    public void writes_numbers_the_same_everywhere() =>
        Assert.Equal("Uploaded orders.csv (2,048,000 bytes, SHA-256 cccccccccccc…).", HistoryProjection.Sentence(Uploaded));

    [Fact]
    public async Task is_the_fact_with_who_when_and_why()
    {
        var entry = await Of(Stored.Fact(Deleted, 4));
        Assert.Equal(new HistoryEntry(Id(1004), 504, DatasetId, 5, DatasetId, "dataset_deleted", Stored.At(4), "alice", "correlation", "causation", "Deleted the dataset."), entry);
    }

    [Fact]
    public async Task of_a_question_belongs_to_the_dataset_too()
    {
        var entry = await Of(Stored.Fact(Asked));
        Assert.Equal((QuestionId, DatasetId), (entry?.StreamId, entry?.DatasetId));
    }

    [Fact]
    public async Task of_the_system_itself_has_no_user()
    {
        var e = Stored.Fact(Deleted);
        e.UserName = null;
        Assert.Equal("", (await Of(e))?.By);
    }

    [Fact]
    public async Task is_the_same_when_it_is_made_again() =>
        Assert.Equal(await Of(Stored.Fact(Cleaned, 2)), await Of(Stored.Fact(Cleaned, 2)));

    private static async Task<HistoryEntry?> Of(IEvent e)
    {
        var operations = DispatchProxy.Create<IDocumentOperations, Written>();
        await new HistoryProjection().ApplyAsync(operations, e, TestContext.Current.CancellationToken);
        return ((Written)(object)operations).Entry;
    }

    /// <summary>A session that only remembers what was stored in it.</summary>
    public class Written : DispatchProxy
    {
        public HistoryEntry? Entry { get; private set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Entry = targetMethod?.Name == nameof(IDocumentOperations.Store) ? Assert.Single((HistoryEntry[])args![0]!) : throw new NotSupportedException(targetMethod?.Name);
            return null;
        }
    }
}
