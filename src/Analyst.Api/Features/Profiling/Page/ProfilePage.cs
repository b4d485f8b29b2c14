using Analyst.Api.Hosting;
using Analyst.Domain.Datasets;

namespace Analyst.Api.Features.Profiling.Page;

/// <summary>What the page is about.</summary>
/// <param name="Complete">No more numbers will follow.</param>
public sealed record PageSubject(string Dataset, int Revision, bool Complete, TableProfile Table);

/// <summary>A profile as one HTML page that loads nothing: style and pictures are inside.</summary>
public static class ProfilePage
{
    public const string MediaType = "text/html";

    /// <summary>Bytes that a browser gets do nothing but show.</summary>
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    /// <summary>True when <c>Accept</c> prefers the page to JSON; JSON is the default.</summary>
    public static bool IsWanted(HttpContext http)
    {
        http.Response.Headers.Vary = "Accept";
        return http.Request.GetTypedHeaders().Accept.Where(a => a.Quality is not 0).OrderByDescending(a => a.Quality ?? 1).Select(a => a.MediaType.ToString())
            .FirstOrDefault(a => a is MediaType or "text/*" or "application/json" or "application/*" or "*/*") is MediaType or "text/*";
    }

    /// <param name="tag">Changes with the profile.</param>
    public static IResult Answer(HttpContext http, PageSubject subject, string tag)
    {
        http.Response.Headers.ContentSecurityPolicy = Policy;
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return ETags.Fresh(http, $"\"{tag}-html\"") ?? Results.Text(Of(subject), $"{MediaType}; charset=utf-8");
    }

    public static string Of(PageSubject subject)
    {
        var title = $"{subject.Dataset}, revision {subject.Revision}";
        return Markup.Of(
            $"""
             <!DOCTYPE html>
             <html lang="en">
             <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>{title}</title>
             <style>{PageStyle.Css}</style></head>
             <body>
             <header><h1>{title}</h1>{(subject.Complete ? Markup.None : Markup.Of($"<p role=\"status\">More numbers are still being computed.</p>"))}
             <nav aria-label="Sections"><a href="#overview">Overview</a> <a href="#alerts">Alerts</a> <a href="#columns">Columns</a></nav></header>
             <main>
             {PageOverview.Of(subject)}{PageOverview.Alerts(subject.Table)}{PageColumns.Of(subject.Table)}{PageRelations.Correlations(subject.Table)}{PageRelations.Keys(subject.Table)}</main>
             </body>
             </html>

             """).Text;
    }
}
