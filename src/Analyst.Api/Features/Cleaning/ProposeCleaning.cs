using System.Security.Claims;
using Analyst.Agents.Cleaning;
using Analyst.Api.Features.Profiling;
using Analyst.Api.Hosting;
using Analyst.Api.Jobs;
using Analyst.Api.Storage;
using Analyst.Domain;
using Analyst.Domain.Datasets;
using Analyst.Engine;
using Microsoft.AspNetCore.Mvc;
using Wolverine;
using Wolverine.Http;
using Wolverine.Marten;
using Events = Wolverine.Marten.Events;

namespace Analyst.Api.Features.Cleaning;

/// <summary>Make a cleaning plan of a revision.</summary>
public sealed record ProposeCleaning(Guid DatasetId, Guid JobId, int Revision);

/// <summary>What came of it: exactly one of proposal and failure.</summary>
public sealed record RecordProposal(Guid DatasetId, Guid JobId, CleaningProposed? Proposal, Refusal? Failure);

/// <summary>A plan's payload: each operation with what it would do.</summary>
public sealed record PlanPayload(IReadOnlyList<CleaningOperation> Operations, IReadOnlyList<OperationEffect> Effects);

public static class RequestCleaning
{
    public static ProblemDetails Validate(Dataset dataset, ClaimsPrincipal user) => Access.Check(user, dataset);

    /// <summary>Asks for a cleaning plan of the current revision; while one is being made, names the job that does it.</summary>
    [WolverinePost("/api/analyst/datasets/{id}/clean")]
    [ProducesResponseType<JobAccepted>(202, "application/json")]
    [ProducesResponseType<ProblemDetails>(409, "application/problem+json")]
    public static (IResult, Events, OutgoingMessages) Post([WriteAggregate("id")] Dataset dataset, TimeProvider time)
    {
        var jobId = dataset.Jobs.OfKind(JobKinds.ProposeCleaning)?.Id ?? Guid.CreateVersion7(time.GetUtcNow());
        var decision = dataset.RequestCleaning(jobId);
        OutgoingMessages next = [.. decision.Events.OfType<CleaningRequested>().Select(e => new ProposeCleaning(dataset.Id, e.JobId, e.Revision))];
        return (decision.ToHttp(() => new JobAccepted(jobId)), [.. decision.Events], next);
    }
}

public static class ProposeCleaningHandler
{
    // Slow and, with a model, paid for: no stream is held meanwhile.
    public static async Task<object?> Handle(
        ProposeCleaning work, Envelope envelope, Attempts attempts, TableFiles files, JsonBlobs blobs, ProfileSource profiles, ICleaningAgent agent, IQueryRunner engine, TimeProvider time, CancellationToken ct)
    {
        if (await profiles.IsComing(envelope.TenantId!, work.DatasetId, work.Revision, ct))
            return work.DelayedFor(ProfileSource.Wait);
        return await attempts.Run<Dataset, RecordProposal>(
            envelope,
            work.DatasetId,
            dataset => dataset.BeginJob(work.JobId),
            async dataset =>
            {
                var scope = new RunnerScope(envelope.TenantId!, dataset.Id);
                var operations = await agent.Propose(await profiles.Of(dataset, work.Revision, ct), ct);
                await using var table = await files.Revision(dataset.Find(work.Revision)!, ct);
                var payload = await Preview(engine, scope, table.Path, operations, ct);
                var key = await blobs.Keep(hash => BlobKeys.Plan(scope.Tenant, dataset.Id, hash), payload, ct);
                var outline = payload.Operations.Select(o => new ProposedOperation(o.Id, o.Kind, [.. o.Columns], o.Destructive));
                var proposed = new CleaningProposed(work.JobId, Guid.CreateVersion7(time.GetUtcNow()), work.Revision, [.. outline], Path.GetFileNameWithoutExtension(key), key, agent.Name);
                return new RecordProposal(dataset.Id, work.JobId, proposed, Failure: null);
            },
            why => new RecordProposal(work.DatasetId, work.JobId, Proposal: null, why),
            ct);
    }

    // Fast and pure: a lost race repeats this, never the agent.
    public static (Events, OutgoingMessages) Handle(RecordProposal result, [WriteAggregate(OnMissing = Wolverine.Persistence.OnMissing.ThrowException)] Dataset dataset)
    {
        var decision = result.Proposal is { } proposal ? dataset.RecordProposal(result.JobId, proposal) : dataset.FailProposal(result.JobId, result.Failure!);
        return ([.. decision.Events], ProfileDataset.After(dataset, decision));
    }

    /// <summary>What the operations do, counted. One that does not fit every value (the agent saw only the most frequent ones) is left out.</summary>
    private static async Task<PlanPayload> Preview(IQueryRunner engine, RunnerScope scope, string path, IReadOnlyList<CleaningOperation> operations, CancellationToken ct)
    {
        try
        {
            return operations.Count == 0 ? new PlanPayload([], []) : Worthwhile(operations, await engine.Preview(new CleanWork(scope, path, operations), ct));
        }
        catch (EngineException e) when (e.Code == "operation-does-not-fit")
        {
            var fitting = new List<CleaningOperation>();
            var payload = new PlanPayload([], []);
            foreach (var operation in operations)
            {
                try
                {
                    payload = Worthwhile([.. fitting, operation], await engine.Preview(new CleanWork(scope, path, [.. fitting, operation]), ct));
                    fitting.Add(operation);
                }
                catch (EngineException unfit) when (unfit.Code == "operation-does-not-fit")
                {
                    // Left out.
                }
            }
            return payload;
        }
    }

    /// <summary>Leaves out what would change nothing.</summary>
    private static PlanPayload Worthwhile(IReadOnlyList<CleaningOperation> operations, IReadOnlyList<OperationEffect> effects)
    {
        var useful = effects.Where(e => e.RowsTouched > 0).ToDictionary(e => e.OperationId);
        var kept = operations.Where(o => useful.ContainsKey(o.Id)).ToArray();
        return new PlanPayload(kept, [.. kept.Select(o => useful[o.Id])]);
    }
}
