using System.Security.Claims;
using Analyst.Api.Charts;
using Analyst.Api.Hosting;
using Analyst.Api.Storage;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Wolverine.Http;

namespace Analyst.Api.Features.Profiling.Pictures;

public static class GetCorrelationChart
{
    /// <summary>How columns go together as a heat map, at most the 30 with the strongest correlations; as a Vega-Lite 6 specification or SVG.</summary>
    [WolverineGet("/api/analyst/datasets/{id}/profile/correlations/chart")]
    [ProducesResponseType<object>(200, ChartAnswer.VegaLite, ChartAnswer.Svg)]
    [ProducesResponseType<ProblemDetails>(400, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(404, "application/problem+json")]
    [ProducesResponseType<ProblemDetails>(406, "application/problem+json")]
    public static async Task<IResult> Get(Guid id, [FromQuery] int? revision, [FromQuery] string? method, HttpContext http, ClaimsPrincipal user, IQuerySession session, JsonBlobs blobs, SvgRenderer svg, CancellationToken ct)
    {
        method ??= CorrelationPicture.Methods[0];
        if (!CorrelationPicture.Methods.Contains(method))
            return Problems.Result("bad-request", $"A method is one of {string.Join(", ", CorrelationPicture.Methods)}.");
        var (found, problem) = await FoundProfile.Of(id, revision, user, session, blobs, ct);
        if (found is null)
            return problem!;
        return CorrelationPicture.Of(found.Table, method) is { } picture
            ? await ChartAnswer.Of(http, svg, CorrelationChart.Of(picture), $"{found.Tag}-{method}", ct)
            : Problems.Result("no-chart", $"Fewer than two columns have a correlation of the method {method}.");
    }
}
