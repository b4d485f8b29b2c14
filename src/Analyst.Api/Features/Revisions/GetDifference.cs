using System.Security.Claims;
using Analyst.Api.Hosting;
using Analyst.Api.Storage;
using Analyst.Domain.Datasets;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace Analyst.Api.Features.Revisions;

/// <summary>What changed between two revisions.</summary>
/// <param name="From">The older one, as asked for.</param>
/// <param name="Profile">How the numbers of columns that are in both moved; absent until both are profiled.</param>
public sealed record RevisionDifference(int From, int To, MovedCount RowCount, SchemaDifference Schema, IReadOnlyList<ColumnDrift>? Profile);

/// <summary>A count before and after.</summary>
public sealed record MovedCount(long From, long To);

/// <summary>A number before and after.</summary>
public sealed record MovedNumber(double From, double To);

/// <summary>The numbers of a column in both revisions.</summary>
/// <param name="Name">The one it has now.</param>
/// <param name="Mean">Of columns that are numbers in both.</param>
public sealed record ColumnDrift(string Name, MovedCount Missing, MovedCount Distinct, MovedNumber? Mean);

public static class GetDifference
{
    /// <summary>Columns added, dropped, renamed and retyped since another revision, and how rows and numbers moved.</summary>
    [WolverineGet("/api/analyst/datasets/{id}/revisions/{n}/diff")]
    [ProducesResponseType<RevisionDifference>(200, "application/json")]
    [ProducesResponseType<ProblemDetails>(404, "application/problem+json")]
    public static async Task<IResult> Get(Guid id, int n, [FromQuery] int? from, ClaimsPrincipal user, IQuerySession session, JsonBlobs blobs, CancellationToken ct)
    {
        var dataset = await session.LoadAsync<Dataset>(id, ct);
        if ((Access.CheckRevision(user, dataset, n) ?? Access.CheckRevision(user, dataset, from)) is { } problem)
            return Results.Problem(problem);
        var to = dataset!.Find(n)!;
        if ((from ?? to.From) is not { } other)
            return Problems.Result("bad-request", "The first revision was made from none; name another one with ?from=.");
        var old = dataset.Find(other)!;
        var schema = SchemaDifference.Of(old.Columns, to.Columns);
        return Results.Ok(new RevisionDifference(old.Number, n, new(old.RowCount, to.RowCount), schema, await Drift(old, to, schema, blobs, ct)));
    }

    private static async Task<IReadOnlyList<ColumnDrift>?> Drift(Revision from, Revision to, SchemaDifference schema, JsonBlobs blobs, CancellationToken ct)
    {
        if (from.ProfileKey is not { } oldKey || to.ProfileKey is not { } newKey)
            return null;
        var (before, after) = (await blobs.Read<TableProfile>(oldKey, ct), await blobs.Read<TableProfile>(newKey, ct));
        return
        [
            .. from now in after.Columns
               let name = schema.NameBefore(now.Name)
               let old = name is null ? null : before.Find(name)
               where old is not null
               select new ColumnDrift(now.Name, new(old.Missing, now.Missing), new(old.Distinct, now.Distinct), old.Mean is { } m && now.Mean is { } k ? new MovedNumber(m, k) : null),
        ];
    }
}
