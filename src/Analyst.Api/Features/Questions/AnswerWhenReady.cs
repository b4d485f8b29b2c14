using Analyst.Api.Jobs;
using Analyst.Api.Storage;
using Analyst.Domain.Datasets;
using Analyst.Projections;
using Marten;

namespace Analyst.Api.Features.Questions;

/// <summary>Written after the question's facts are committed: the answer when it comes in time, else 202 with its job.</summary>
public sealed class AnswerWhenReady(Guid questionId, string tenant, Preference preference) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var services = httpContext.RequestServices;
        var store = services.GetRequiredService<IDocumentStore>();
        var ct = httpContext.RequestAborted;
        if (preference.Applied is { } applied)
            httpContext.Response.Headers["Preference-Applied"] = applied;

        var log = await Ended(store, ct);
        if (log is null && preference.Wait > TimeSpan.Zero)
        {
            await services.GetRequiredService<JobWatch>().WaitForEnd(tenant, questionId, preference.Wait, ct);
            log = await Ended(store, ct);
        }
        await (log is null ? new JobAccepted(questionId) : await Answer(store, log, services.GetRequiredService<JsonBlobs>(), ct)).ExecuteAsync(httpContext);
    }

    private async Task<QuestionLog?> Ended(IDocumentStore store, CancellationToken ct)
    {
        await using var session = store.QuerySession(tenant);
        return await session.LoadAsync<QuestionLog>(questionId, ct) is { EndedAt: not null } ended ? ended : null;
    }

    private async Task<IResult> Answer(IDocumentStore store, QuestionLog log, JsonBlobs blobs, CancellationToken ct)
    {
        await using var session = store.QuerySession(tenant);
        var dataset = await session.LoadAsync<Dataset>(log.DatasetId, ct);
        return Results.Ok(await AnswerView.Of(log, dataset, blobs, ct));
    }
}
