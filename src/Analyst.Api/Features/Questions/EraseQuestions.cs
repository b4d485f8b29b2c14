using Analyst.Domain.Questions;
using Analyst.Projections;
using Marten;
using Marten.Events;

namespace Analyst.Api.Features.Questions;

/// <summary>Takes words and values out of the facts of questions about an erased dataset. That they were asked, when and by whom stays.</summary>
public static class EraseQuestions
{
    private const string Erased = "(erased)";

    /// <summary>What of each fact goes when its dataset is erased.</summary>
    public static void AddErasure(this IEventStoreOptions events)
    {
        events.AddMaskingRuleForProtectedInformation<QuestionAsked>(e => e with { Question = Erased });
        events.AddMaskingRuleForProtectedInformation<QuestionInterpreted>(e => e with { Sql = Erased, Assumptions = [], Evidence = [] });
        events.AddMaskingRuleForProtectedInformation<QuestionAnswered>(e => e with { Text = Erased, Sql = Erased, Chart = null });
        events.AddMaskingRuleForProtectedInformation<ClarificationRequested>(e => e with { Prompt = Erased, Choices = [] });
        events.AddMaskingRuleForProtectedInformation<QuestionNotAnswerable>(e => e with { Reason = Erased });
        events.AddMaskingRuleForProtectedInformation<QuestionFailed>(e => e with { Reason = Erased });
    }

    /// <summary>Rewrites the facts, then the read models that were made of them. Repeating it changes nothing.</summary>
    public static async Task Of(Guid datasetId, string tenant, IDocumentStore store, CancellationToken ct)
    {
        await using var session = store.LightweightSession(tenant);
        var questions = await session.Query<QuestionLog>().Where(q => q.DatasetId == datasetId).Select(q => q.Id).ToListAsync(ct);
        if (questions.Count == 0)
            return;
        await store.Advanced.ApplyEventDataMasking(
            masking =>
            {
                masking.ForTenant(tenant);
                foreach (var question in questions)
                    masking.IncludeStream(question);
            },
            ct);
        var history = (await session.Query<HistoryEntry>().Where(h => h.DatasetId == datasetId).ToListAsync(ct)).ToDictionary(h => h.Id);
        var projection = new QuestionLogProjection();
        foreach (var question in questions)
        {
            QuestionLog? row = null;
            foreach (var fact in await session.Events.FetchStreamAsync(question, token: ct))
            {
                row = projection.Evolve(row, question, fact);
                if (history.TryGetValue(fact.Id, out var entry) && HistoryProjection.Sentence(fact.Data) is { } text)
                    session.Store(entry with { Text = text });
            }
            session.Store(row!);
        }
        await session.SaveChangesAsync(ct);
    }
}
