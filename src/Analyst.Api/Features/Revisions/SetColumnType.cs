using System.Security.Claims;
using Analyst.Api.Features.Profiling;
using Analyst.Api.Hosting;
using Analyst.Api.Jobs;
using Analyst.Domain.Datasets;
using Analyst.Engine;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine;
using Wolverine.Http;
using Wolverine.Marten;
using Events = Wolverine.Marten.Events;

namespace Analyst.Api.Features.Revisions;

/// <summary>The type that a column is given.</summary>
/// <param name="Type">DuckDB's name or a friendly word: text, integer, number, boolean, date, timestamp.</param>
public sealed record ColumnType(string? Type);

/// <summary>Make a revision whose column has its type.</summary>
public sealed record RetypeColumn(Guid DatasetId, Guid JobId);

/// <summary>What came of it.</summary>
public sealed record RecordRetype(Guid DatasetId, Guid JobId, RetypeOutcome Outcome, Guid ProfileJobId);

public static class SetColumnType
{
    /// <summary>Gives a column another type, which makes a new revision: from the original file when only reading stands between, so that what an earlier type lost comes back. The type that it has already changes nothing.</summary>
    [WolverinePut("/api/analyst/datasets/{id}/columns/{name}/type")]
    [ProducesResponseType<JobAccepted>(202, "application/json")]
    [ProducesResponseType(204)]
    [ProducesResponseType<ProblemDetails>(404, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(409, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(412, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(422, "application/problem+json")]
    public static async Task<(IResult, OutgoingMessages)> Put(
        Guid id, string name, ColumnType? wanted, [FromHeader(Name = "If-Match")] string? ifMatch, ClaimsPrincipal user, IDocumentSession session, TimeProvider time, CancellationToken ct)
    {
        // Nobody appends between this look and the commit: the facts of a profile that is just ending must not turn a person away.
        var stream = await session.Events.FetchForExclusiveWriting<Dataset>(id, ct);
        if (Access.Refused(user, stream, ifMatch) is { } problem)
            return (Results.Problem(problem), []);

        // A slash in a name arrives still escaped.
        var column = name.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        var dataset = stream.Aggregate!;
        var decision = dataset.SetColumnType(Guid.CreateVersion7(time.GetUtcNow()), column, wanted?.Type);
        stream.AppendMany(decision.Events);
        var set = decision.Events.OfType<ColumnTypeSet>().FirstOrDefault();
        OutgoingMessages next = set is null ? [] : [new RetypeColumn(id, set.JobId)];
        return (decision.ToHttp(() => (set?.JobId ?? dataset.Override?.JobId) is { } job ? new JobAccepted(job) : Results.NoContent()), next);
    }
}

public static class RetypeColumnHandler
{
    // Slow: no stream is held while DuckDB works.
    public static Task<RecordRetype?> Handle(RetypeColumn work, Envelope envelope, Attempts attempts, Retyping retyping, TimeProvider time, CancellationToken ct)
    {
        RecordRetype Record(RetypeOutcome outcome) => new(work.DatasetId, work.JobId, outcome, Guid.CreateVersion7(time.GetUtcNow()));

        return attempts.Run<Dataset, RecordRetype>(
            envelope,
            work.DatasetId,
            dataset => dataset.BeginJob(work.JobId),
            async dataset => Record(await retyping.Run(new RunnerScope(envelope.TenantId!, dataset.Id), dataset, dataset.Override!, ct)),
            why => Record(new RetypeOutcome(Table: null, Rejects: null, why)),
            ct);
    }

    // Fast and pure: a lost race repeats this, never the work.
    public static (Events, OutgoingMessages) Handle(RecordRetype result, [WriteAggregate(OnMissing = Wolverine.Persistence.OnMissing.ThrowException)] Dataset dataset)
    {
        var decision = dataset.RecordRetype(result.JobId, result.Outcome, result.ProfileJobId);
        return ([.. decision.Events], ProfileDataset.After(dataset, decision));
    }
}
