using System.Security.Claims;
using Analyst.Api.Charts;
using Analyst.Api.Hosting;
using Analyst.Api.Storage;
using Analyst.Domain.Datasets;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace Analyst.Api.Features.Profiling.Pictures;

public static class GetColumnChart
{
    /// <summary>The picture of a column: a histogram of numbers, a timeline of dates, else the most frequent values; as a Vega-Lite 6 specification or SVG.</summary>
    [WolverineGet("/api/analyst/datasets/{id}/profile/columns/{name}/chart")]
    [ProducesResponseType<object>(200, ChartAnswer.VegaLite, ChartAnswer.Svg)]
    [ProducesResponseType<ProblemDetails>(404, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(406, "application/problem+json")]
    public static async Task<IResult> Get(Guid id, string name, [FromQuery] int? revision, HttpContext http, ClaimsPrincipal user, IQuerySession session, JsonBlobs blobs, SvgRenderer svg, CancellationToken ct)
    {
        var (found, problem) = await FoundProfile.Of(id, revision, user, session, blobs, ct);
        if (found is null)
            return problem!;
        if ((Column(found.Table, name) ?? Column(found.Table, name.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase))) is not { } column)
            return Problems.Result("column-not-found", "The profile has no such column; GET /profile lists them.");
        return ColumnPicture.Of(column, found.Table.RowCount) is { } picture
            ? await ChartAnswer.Of(http, svg, ColumnChart.Of(picture), found.Tag, ct)
            : Problems.Result("no-chart", "The column has no value that could be drawn.");
    }

    // A slash stays encoded in the parts of a path.
    private static ColumnProfile? Column(TableProfile table, string name) => table.Columns.FirstOrDefault(c => c.Name == name) ?? table.Find(name);
}
