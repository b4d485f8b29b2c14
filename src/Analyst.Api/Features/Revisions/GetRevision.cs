using System.Security.Claims;
using Analyst.Api.Hosting;
using Analyst.Domain.Datasets;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace Analyst.Api.Features.Revisions;

/// <summary>A revision. Nothing of it ever changes.</summary>
/// <param name="Operation"><c>ingest</c>, <c>append</c>, <c>retype</c> or <c>clean</c>.</param>
/// <param name="From">The revision it was made from or, for a further file, followed.</param>
/// <param name="PlanId">The cleaning plan that made it.</param>
/// <param name="Source">The file whose rows it holds.</param>
/// <param name="Reading">How that file was read, in words, when reading made the revision.</param>
/// <param name="File">The same for programs.</param>
/// <param name="Rejects">How many lines and cells did not become a row or a value when it was made.</param>
/// <param name="SchemaChanges">Against <paramref name="From"/>.</param>
public sealed record RevisionView(
    int Number,
    string Operation,
    int? From,
    Guid? PlanId,
    long RowCount,
    IReadOnlyList<Column> Columns,
    StoredObject Parquet,
    OriginalFile Source,
    string? Reading,
    ReadingView? File,
    RejectCounts Rejects,
    SchemaDifference? SchemaChanges,
    IReadOnlyDictionary<string, string> Links)
{
    public static RevisionView Of(Dataset dataset, Revision revision)
    {
        var self = $"/api/analyst/datasets/{dataset.Id}/revisions/{revision.Number}";
        var source = dataset.SourceOf(revision);
        var from = revision.From is { } n ? dataset.Find(n) : null;
        var links = new Dictionary<string, string> { ["self"] = self, ["rows"] = $"{self}/rows", ["original"] = $"{self}/original", ["rejects"] = $"{self}/rejects" };
        if (from is not null)
            links["diff"] = $"{self}/diff?from={from.Number}";
        return new RevisionView(
            revision.Number, revision.Operation, revision.From, revision.PlanId, revision.RowCount, revision.Columns,
            new StoredObject(revision.ParquetHash, revision.ParquetBytes), new OriginalFile(source.Name, source.MediaType, source.ContentHash, source.Bytes),
            revision.Reading, revision.File is { } file ? ReadingView.Of(file) : null, revision.Rejects?.Counts ?? RejectCounts.None,
            from is null ? null : SchemaDifference.Of(from.Columns, revision.Columns), links);
    }
}

/// <summary>What lies in the object store.</summary>
public sealed record StoredObject(string Sha256, long Bytes);

/// <summary>A file as it was uploaded.</summary>
public sealed record OriginalFile(string Name, string MediaType, string Sha256, long Bytes);

/// <summary>How a file was read, with everything that was decided.</summary>
/// <param name="Lines">Where every line of the file went; <c>total</c> is the sum of the others.</param>
/// <param name="Decided">Enough to read the same bytes in the same way again.</param>
/// <param name="Notes">What was decided and why.</param>
/// <param name="Columns">Columns whose cells were not simply taken as they stand.</param>
public sealed record ReadingView(string Format, string? Compression, LineCounts? Lines, ReadingChoices Decided, IReadOnlyList<string> Notes, IReadOnlyList<ColumnReading> Columns)
{
    public static ReadingView Of(FileReading file) => new(file.Format, file.Compression, file.Lines, file.Decided, file.Notes, file.Columns);
}

public static class GetRevision
{
    public const string ForEver = "private, max-age=31536000, immutable";

    /// <summary>What a revision is: from which operation and file, its hashes, rows and columns.</summary>
    [WolverineGet("/api/analyst/datasets/{id}/revisions/{n}")]
    [ProducesResponseType<RevisionView>(200, "application/json")]
    [ProducesResponseType<ProblemDetails>(404, "application/problem+json")]
    public static async Task<IResult> Get(Guid id, int n, HttpContext http, ClaimsPrincipal user, IQuerySession session, CancellationToken ct)
    {
        var dataset = await session.LoadAsync<Dataset>(id, ct);
        if (Access.CheckRevision(user, dataset, n) is { } problem)
            return Results.Problem(problem);
        var revision = dataset!.Find(n)!;
        http.Response.Headers.CacheControl = ForEver;
        return ETags.Fresh(http, $"\"{n}-{revision.ParquetHash[..Math.Min(32, revision.ParquetHash.Length)]}\"") ?? Results.Ok(RevisionView.Of(dataset, revision));
    }
}

public static class ListRevisions
{
    /// <summary>The revisions of a dataset, newest first.</summary>
    [WolverineGet("/api/analyst/datasets/{id}/revisions")]
    [ProducesResponseType<Page<RevisionView>>(200, "application/json")]
    [ProducesResponseType<ProblemDetails>(404, "application/problem+json")]
    public static async Task<IResult> Get(Guid id, HttpContext http, ClaimsPrincipal user, IQuerySession session, [FromQuery] string? after, [FromQuery] int? limit, CancellationToken ct)
    {
        var (take, from, problem) = Paging.Read<int>(limit, after);
        if (problem is not null)
            return problem;
        var dataset = await session.LoadAsync<Dataset>(id, ct);
        if (Access.Check(user, dataset!) is { } refused && refused != WolverineContinue.NoProblems)
            return Results.Problem(refused);
        var page = dataset!.Revisions.Where(r => from is null || r.Number < from).OrderByDescending(r => r.Number).Take(take + 1).ToList();
        return Paging.Page(http, page, take, r => r.Number, r => RevisionView.Of(dataset, r));
    }
}
