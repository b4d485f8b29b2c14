using Analyst.Domain;
using Analyst.Engine;
using JasperFx;
using Marten;
using Wolverine;

namespace Analyst.Api.Jobs;

/// <summary>Takes jobs up: writes the attempt as a fact before the heavy part, and turns what went wrong into the job's end.</summary>
public sealed class Attempts(IDocumentStore store, ILogger<Attempts> log)
{
    /// <summary>Runs <paramref name="work"/> unless the job has ended. Returns what is to be recorded, or null when there is nothing.</summary>
    /// <param name="begin">The aggregate's decision to begin.</param>
    /// <param name="work">The heavy part. An <see cref="EngineException"/> that is not retryable ends the job; other exceptions are thrown on until the last attempt.</param>
    /// <param name="failed">What to record when the job ends without a result.</param>
    public async Task<TRecord?> Run<TAggregate, TRecord>(
        Envelope envelope, Guid streamId, Func<TAggregate, Decision> begin, Func<TAggregate, Task<TRecord>> work, Func<Refusal, TRecord> failed, CancellationToken ct)
        where TAggregate : class
        where TRecord : class
    {
        var (state, decision) = await Begin(envelope, streamId, begin, ct);
        if (state is null || decision is { Refusal: null, Events.Count: 0 })
            return null;
        if (decision.Refusal is { } gaveUp)
            return failed(gaveUp);
        try
        {
            return await work(state);
        }
        catch (EngineException e) when (!e.Retryable)
        {
            return failed(new Refusal(e.Code, e.Message));
        }
        catch (Exception e) when (e is not OperationCanceledException && decision.Events is [JobAttempted { Attempt: >= OpenJobs.MaximumAttempts }])
        {
            log.LogError(e, "Last attempt at {Message} of stream {StreamId} failed", envelope.MessageType, streamId);
            return failed(e is EngineException x ? new Refusal(x.Code, x.Message) : new Refusal("internal-error", "The work failed for a reason on our side; the operator's log tells it."));
        }
    }

    private async Task<(TAggregate?, Decision)> Begin<TAggregate>(Envelope envelope, Guid streamId, Func<TAggregate, Decision> begin, CancellationToken ct)
        where TAggregate : class
    {
        for (var race = 0; ; race++)
        {
            await using var session = store.LightweightSession(envelope.TenantId!);
            session.CorrelationId = envelope.CorrelationId;
            session.CausationId = envelope.Id.ToString();
            session.LastModifiedBy = envelope.UserName;
            var stream = await session.Events.FetchForWriting<TAggregate>(streamId, ct);
            if (stream.Aggregate is null)
                return (null, Decision.Nothing);
            var decision = begin(stream.Aggregate);
            stream.AppendMany(decision.Events);
            try
            {
                await session.SaveChangesAsync(ct);
                return (stream.Aggregate, decision);
            }
            catch (ConcurrencyException) when (race < 10)
            {
                // Somebody appended in between: decide again on the newer state.
            }
        }
    }
}
