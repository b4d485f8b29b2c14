using System.Text.Json.Nodes;
using Analyst.Api.Hosting;

namespace Analyst.Api.Charts;

/// <summary>Gives a chart in the form that <c>Accept</c> asks for: its specification, or drawn.</summary>
internal static class ChartAnswer
{
    public const string VegaLite = "application/vnd.vegalite.v6+json";

    public const string Svg = "image/svg+xml";

    /// <param name="tag">Names what is drawn, for an <c>ETag</c>; none when null.</param>
    public static async Task<IResult> Of(HttpContext http, SvgRenderer svg, JsonObject spec, string? tag, CancellationToken ct)
    {
        http.Response.Headers.Vary = "Accept";
        var accepted = http.Request.GetTypedHeaders().Accept.Where(a => a.Quality is not 0).OrderByDescending(a => a.Quality ?? 1).Select(a => a.MediaType.ToString()).DefaultIfEmpty("*/*");
        var wanted = accepted.FirstOrDefault(a => a is VegaLite or "application/json" or "*/*" or "application/*" or Svg or "image/*");
        if (wanted is null)
            return Problems.Result("not-acceptable", $"A chart is given as {VegaLite} or {Svg}.");
        var drawn = wanted is Svg or "image/*";
        if (tag is not null && ETags.Fresh(http, $"\"{tag}-{(drawn ? "svg" : "vl")}\"") is { } fresh)
            return fresh;
        return drawn ? await Drawn(http, svg, spec, ct) : Results.Text(spec.ToJsonString(), VegaLite);
    }

    private static async Task<IResult> Drawn(HttpContext http, SvgRenderer svg, JsonObject spec, CancellationToken ct)
    {
        try
        {
            return Results.Text(await svg.Render(spec, ct), $"{Svg}; charset=utf-8");
        }
        catch (ChartException e)
        {
            http.Response.Headers.Remove("ETag");
            return Problems.Result("not-acceptable", $"This server cannot draw the chart ({e.Message}); ask for {VegaLite} and draw it yourself.");
        }
    }
}
