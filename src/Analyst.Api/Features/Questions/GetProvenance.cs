using System.Security.Claims;
using Analyst.Api.Hosting;
using Analyst.Domain.Datasets;
using Analyst.Projections;
using JasperFx.Events;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace Analyst.Api.Features.Questions;

/// <summary>The certificate of an answer: everything needed to trust it, or to compute it again.</summary>
/// <param name="Model">The language model that wrote the SQL, null when none was asked.</param>
/// <param name="ResultSha256">Of the rows as JSON.</param>
public sealed record Provenance(
    Guid QuestionId,
    string Question,
    string AskedBy,
    DateTimeOffset AskedAt,
    string Outcome,
    FileOrigin File,
    IReadOnlyList<RevisionOrigin> Revisions,
    string? Sql,
    string? Engine,
    string? Source,
    string? Model,
    string? PromptHash,
    int Tokens,
    string CostUsd,
    CacheOrigin Cache,
    double? Confidence,
    IReadOnlyList<string> Assumptions,
    IReadOnlyList<string> Evidence,
    string? ResultSha256,
    long? RowCount,
    bool Truncated,
    string? CorrelationId,
    IReadOnlyList<Guid> FactIds);

public sealed record FileOrigin(Guid DatasetId, string Name, long Bytes, string Sha256);

/// <summary>How a revision came about, back to the file.</summary>
/// <param name="Operations">The approved ones of a cleaning, or the column and the type that it was given.</param>
/// <param name="ApprovedBy">Who approved the cleaning, or gave the type.</param>
public sealed record RevisionOrigin(int Number, string Operation, int? From, Guid? PlanId, IReadOnlyList<string>? Operations, string? ApprovedBy, DateTimeOffset? ApprovedAt, long RowCount, string ParquetSha256);

public sealed record CacheOrigin(bool Hit, Guid? AnsweredFrom);

public static class GetProvenance
{
    /// <summary>Where an answer comes from: file, revisions, approvals, SQL, engine, agent, cost, and the hashes of all of them.</summary>
    [WolverineGet("/api/analyst/queries/{id}/provenance")]
    [ProducesResponseType<Provenance>(200, "application/json")]
    [ProducesResponseType<ProblemDetails>(404, "application/problem+json")]
    public static async Task<IResult> Get(Guid id, ClaimsPrincipal user, IQuerySession session, CancellationToken ct)
    {
        if (await session.LoadAsync<QuestionLog>(id, ct) is not { } log || !user.MaySee(log) || await session.LoadAsync<Dataset>(log.DatasetId, ct) is not { } dataset)
            return Results.Problem(Problems.NotFound());
        var life = await session.Events.FetchStreamAsync(log.DatasetId, token: ct);
        var facts = await session.Events.FetchStreamAsync(id, token: ct);
        return Results.Ok(new Provenance(
            id, log.Question, log.AskedBy, log.AskedAt, log.Outcome,
            Origin(dataset, dataset.Find(log.Revision)!),
            [.. dataset.Lineage(log.Revision).Select(r => Origin(r, life))],
            log.Sql, log.Engine, log.Source, Model: null, PromptHash: null, Tokens: 0, AnswerView.NoCost, new CacheOrigin(log.AnsweredFrom is not null, log.AnsweredFrom),
            log.Confidence, log.Assumptions, log.Evidence, log.ResultHash, log.RowCount, log.Truncated, log.CorrelationId, [.. facts.Select(f => f.Id)]));
    }

    private static FileOrigin Origin(Dataset dataset, Revision revision)
    {
        var file = dataset.SourceOf(revision);
        return new FileOrigin(dataset.Id, file.Name, file.Bytes, file.ContentHash);
    }

    private static RevisionOrigin Origin(Revision revision, IReadOnlyList<IEvent> life)
    {
        if (life.OfType<IEvent<DatasetRetyped>>().FirstOrDefault(e => e.Data.Revision == revision.Number)?.Data is { } retyped)
        {
            var asked = life.OfType<IEvent<ColumnTypeSet>>().First(e => e.Data.JobId == retyped.JobId);
            return new RevisionOrigin(revision.Number, revision.Operation, revision.From, PlanId: null, [$"{retyped.Column}: {retyped.Type}"], asked.UserName, asked.Timestamp, revision.RowCount, revision.ParquetHash);
        }
        var approval = revision.PlanId is { } plan ? life.OfType<IEvent<CleaningApproved>>().FirstOrDefault(e => e.Data.PlanId == plan) : null;
        return new RevisionOrigin(revision.Number, revision.Operation, revision.From, revision.PlanId, approval?.Data.OperationIds, approval?.UserName, approval?.Timestamp, revision.RowCount, revision.ParquetHash);
    }
}
