using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Analyst.Agents.Questions;
using Analyst.Api.Caching;
using Analyst.Api.Hosting;
using Analyst.Api.Jobs;
using Analyst.Api.Storage;
using Analyst.Domain.Datasets;
using Analyst.Domain.Questions;
using Analyst.Engine;
using Marten;
using Microsoft.Extensions.Options;
using Wolverine;
using Wolverine.Marten;
using Events = Wolverine.Marten.Events;

namespace Analyst.Api.Features.Questions;

/// <summary>Turn a question into SQL, run it and say what came out.</summary>
public sealed record AnswerQuestion(Guid QuestionId, Guid DatasetId);

/// <summary>What came of it.</summary>
public sealed record RecordAnswer(Guid QuestionId, AnswerFound Found);

public static class AnswerQuestionHandler
{
    // Slow and, with a model, paid for: no stream is held meanwhile.
    public static async Task<object?> Handle(AnswerQuestion work, Envelope envelope, Attempts attempts, ProfileSource profiles, AnswerFinder finder, IDocumentStore store, CancellationToken ct)
    {
        await using var session = store.QuerySession(envelope.TenantId!);
        if (await session.Events.AggregateStreamAsync<Question>(work.QuestionId, token: ct) is not { } asked)
            return null;
        if (await profiles.IsComing(envelope.TenantId!, work.DatasetId, asked.Revision, ct))
            return work.DelayedFor(ProfileSource.Wait);
        // Only now: loaded before, it could lack the numbers that were just finished.
        if (await session.LoadAsync<Dataset>(work.DatasetId, ct) is not { } dataset)
            return null;

        return await attempts.Run<Question, RecordAnswer>(
            envelope,
            work.QuestionId,
            question => question.BeginJob(question.Id),
            question => Answer(envelope.TenantId!, dataset, question, finder, store, ct),
            why => new RecordAnswer(work.QuestionId, new AnswerFound(Interpretation: null, Failed: new QuestionFailed(work.QuestionId, work.DatasetId, why.Code, why.Reason))),
            ct);
    }

    /// <summary>A dataset that is deleted meanwhile takes its answer along: the result that was written late goes too.</summary>
    private static async Task<RecordAnswer> Answer(string tenant, Dataset dataset, Question question, AnswerFinder finder, IDocumentStore store, CancellationToken ct)
    {
        AnswerFound? found = null;
        try
        {
            found = await finder.Find(tenant, dataset, question, ct);
        }
        catch (BlobMissingException) when (!ct.IsCancellationRequested)
        {
            // Erased, or lost: the look below tells which.
        }
        await using var session = store.QuerySession(tenant);
        if (await session.LoadAsync<Dataset>(dataset.Id, ct) is { Status: not DatasetStatus.Deleted })
            return new RecordAnswer(question.Id, found ?? throw new BlobMissingException($"of dataset {dataset.Id}"));
        if (found?.Answered is { } late)
            await finder.Forget(late, ct);
        return new RecordAnswer(question.Id, new AnswerFound(Interpretation: null, Failed: new QuestionFailed(question.Id, dataset.Id, "dataset-deleted", "The dataset was deleted while the question was open.")));
    }

    // Fast: a lost race repeats this, never the agent.
    public static Events Handle(RecordAnswer result, [WriteAggregate(OnMissing = Wolverine.Persistence.OnMissing.ThrowException)] Question question) =>
        [.. question.Record(result.Found).Events];
}

/// <summary>Asks the agent, runs its statement, and puts the result into words and a chart.</summary>
public sealed class AnswerFinder(IQuestionAgent agent, ProfileSource profiles, TableFiles files, JsonBlobs blobs, IQueryRunner engine, AnswerCache cache, IOptions<AnalystOptions> options)
{
    public async Task<AnswerFound> Find(string tenant, Dataset dataset, Question question, CancellationToken ct)
    {
        var profile = await profiles.Of(dataset, question.Revision, ct);
        switch (await agent.Interpret(new QuestionContext(question.Text, profile), ct))
        {
            case Interpretation.Clarify c:
                return new AnswerFound(Interpretation: null, Clarification: new ClarificationRequested(question.Id, dataset.Id, c.Prompt, [.. c.Choices]));
            case Interpretation.NotAnswerable n:
                return new AnswerFound(Interpretation: null, NotAnswerable: new QuestionNotAnswerable(question.Id, dataset.Id, n.Reason));
            case Interpretation.Statement s:
                var words = new QuestionInterpreted(dataset.Id, s.Sql, "interpreter", [.. s.Assumptions], s.Confidence, [.. s.Evidence]);
                return await Answer(tenant, dataset, question, s, words, ct);
            default:
                throw new UnreachableException();
        }
    }

    /// <summary>Removes the rows of an answer that must not stay.</summary>
    public Task Forget(QuestionAnswered answer, CancellationToken ct) => blobs.Remove(answer.ResultKey, ct);

    private async Task<AnswerFound> Answer(string tenant, Dataset dataset, Question question, Interpretation.Statement statement, QuestionInterpreted words, CancellationToken ct)
    {
        QueryResult result;
        try
        {
            await using var table = await files.Revision(dataset.Find(question.Revision)!, ct);
            var work = new QueryWork(new RunnerScope(tenant, dataset.Id), new Dictionary<string, string> { ["data"] = table.Path }, statement.Sql, (int)options.Value.Limits.Rows);
            result = await engine.Query(work, ct);
        }
        catch (EngineException e) when (!e.Retryable)
        {
            return new AnswerFound(words, Failed: new QuestionFailed(question.Id, dataset.Id, e.Code, e.Message));
        }

        using var rows = JsonDocument.Parse(result.Rows);
        var kept = new ResultTable(result.Columns, rows.RootElement, result.RowCount, result.Truncated, result.RowLimit, result.Notes);
        var key = await blobs.Keep(hash => BlobKeys.Result(tenant, dataset.Id, hash), kept, ct);
        await cache.Remember(tenant, dataset.Id, question.Revision, question.Text, question.Id, ct);
        return new AnswerFound(words, Answered: new QuestionAnswered(
            question.Id, dataset.Id,
            AnswerWords.Of(statement.Subject, result.Columns, result.Rows, result.Truncated),
            result.Sql, key, Convert.ToHexStringLower(SHA256.HashData(result.Rows.Span)), result.RowCount, result.Truncated,
            ChartChooser.Choose(result.Columns, result.RowCount, statement.Subject), Versions.Engine, (long)result.DurationMs));
    }
}
