using System.Security.Claims;
using Analyst.Api.Hosting;
using Analyst.Api.Storage;
using Analyst.Domain.Datasets;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace Analyst.Api.Features.Cleaning;

/// <summary>A plan as a person reads it before approving.</summary>
/// <param name="Hash">SHA-256 of the operations with their effects.</param>
public sealed record PlanView(Guid Id, Guid DatasetId, int Revision, PlanState State, string Hash, IReadOnlyList<OperationView> Operations);

/// <summary>An operation with its reason and what it does, counted on every row.</summary>
public sealed record OperationView(
    string Id,
    string Kind,
    IReadOnlyList<string> Columns,
    IReadOnlyDictionary<string, string> Parameters,
    string Reason,
    string Risk,
    double Confidence,
    long RowsTouched,
    long CellsTouched,
    bool Destructive,
    bool Invertible,
    bool Approved,
    IReadOnlyList<CellChange> Samples,
    string Sql);

public static class GetCleaningPlan
{
    /// <summary>The dataset's plan with reasons, counts and samples. Its ETag is what approve takes as <c>If-Match</c>.</summary>
    [WolverineGet("/api/analyst/datasets/{id}/cleaning-plans/{planId}")]
    [ProducesResponseType<PlanView>(200, "application/json")]
    [ProducesResponseType<ProblemDetails>(404, "application/problem+json")]
    public static async Task<IResult> Get(Guid id, Guid planId, HttpContext http, ClaimsPrincipal user, IQuerySession session, JsonBlobs blobs, CancellationToken ct)
    {
        var dataset = await session.LoadAsync<Dataset>(id, ct);
        if (!user.MaySee(dataset))
            return Results.Problem(Problems.NotFound());
        if (dataset!.Plan is not { } plan || plan.Id != planId)
            return Problems.Result("plan-not-found", "That plan is not this dataset's current one; read the dataset's plan again.");
        http.Response.Headers.ETag = Tag(plan);
        var payload = await blobs.Read<PlanPayload>(plan.Key, ct);
        var operations = payload.Operations.Zip(payload.Effects, (o, e) => new OperationView(
            o.Id, o.Kind, o.Columns, o.Parameters, o.Reason, o.Risk, o.Confidence, e.RowsTouched, e.CellsTouched, o.Destructive, o.Invertible,
            plan.ApprovedIds.Contains(o.Id), e.Samples, e.Sql));
        return Results.Ok(new PlanView(plan.Id, id, plan.Revision, plan.State, plan.Hash, [.. operations]));
    }

    /// <summary>Of the operations, not of the state, so that an approval can be repeated.</summary>
    public static string Tag(CleaningPlan plan) => $"\"{plan.Hash[..32]}\"";
}
