using System.Net;
using System.Xml.Linq;
using Analyst.Api.Tests.Servers;

namespace Analyst.Api.Tests;

public sealed class Showing_a_profile(Running running)
{
    private const string VegaLite = "application/vnd.vegalite.v6+json";

    private readonly ApiClient ann = running.As("ann");

    [Theory, InlineData("amount", "bar"), InlineData("sold", "temporal"), InlineData("region", "nominal"), InlineData("REGION", "nominal")]
    public async Task each_column_has_a_picture_of_its_kind(string column, string word)
    {
        var id = await ann.Profiled(Samples.Sales);

        var spec = await ann.Get($"/datasets/{id}/profile/columns/{column}/chart");
        var picture = await ann.Get($"/datasets/{id}/profile/columns/{column}/chart?revision=1", "image/svg+xml");

        Assert.Equal((HttpStatusCode.OK, VegaLite), (spec.Status, spec.ContentHeaders.ContentType?.MediaType));
        Assert.Contains($"\"{word}\"", spec.Body, StringComparison.Ordinal);
        Assert.Equal("https://vega.github.io/schema/vega-lite/v6.json", (string?)spec.Json["$schema"]);
        Assert.Equal("image/svg+xml", picture.ContentHeaders.ContentType?.MediaType);
        Assert.Equal("svg", XDocument.Parse(picture.Body).Root!.Name.LocalName);
    }

    [Theory, InlineData("application/json", VegaLite), InlineData("*/*", VegaLite), InlineData(VegaLite, VegaLite), InlineData("image/*", "image/svg+xml"), InlineData("image/svg+xml;q=0.4, application/vnd.vegalite.v6+json;q=0.9", VegaLite)]
    public async Task accept_decides_the_form_and_each_has_its_tag(string accept, string given)
    {
        var id = await ann.Profiled(Samples.Sales);
        var path = $"/datasets/{id}/profile/columns/amount/chart";

        var first = await ann.Get(path, accept);
        var again = await ann.Download(path, accept, ("If-None-Match", first.Headers.ETag!.ToString()));

        Assert.Equal((given, HttpStatusCode.NotModified), (first.ContentHeaders.ContentType?.MediaType, again.Status));
        Assert.Equal("Accept", string.Join(",", first.Headers.Vary));
        Assert.NotEqual((await ann.Get(path, VegaLite)).Headers.ETag, (await ann.Get(path, "image/svg+xml")).Headers.ETag);
    }

    [Fact]
    public async Task what_cannot_be_drawn_is_told()
    {
        var id = await ann.Profiled("a,empty\n1,\n2,\n");

        Assert.Equal((HttpStatusCode.NotFound, "column-not-found"), Told(await ann.Get($"/datasets/{id}/profile/columns/nothing/chart")));
        Assert.Equal((HttpStatusCode.NotFound, "no-chart"), Told(await ann.Get($"/datasets/{id}/profile/columns/empty/chart")));
        Assert.Equal((HttpStatusCode.NotAcceptable, "not-acceptable"), Told(await ann.Get($"/datasets/{id}/profile/columns/a/chart", "application/pdf")));
        Assert.Equal((HttpStatusCode.NotFound, "revision-not-found"), Told(await ann.Get($"/datasets/{id}/profile/columns/a/chart?revision=4")));
        Assert.Equal((HttpStatusCode.NotFound, "no-chart"), Told(await ann.Get($"/datasets/{id}/profile/correlations/chart")));
        Assert.Equal((HttpStatusCode.BadRequest, "bad-request"), Told(await ann.Get($"/datasets/{id}/profile/correlations/chart?method=guess")));
        using var bob = running.As("bob");
        Assert.Equal((HttpStatusCode.NotFound, "not-found"), Told(await bob.Get($"/datasets/{id}/profile/columns/a/chart")));
        Assert.Equal((HttpStatusCode.NotFound, "not-found"), Told(await bob.Get($"/datasets/{id}/profile/correlations/chart")));
        Assert.Equal((HttpStatusCode.NotFound, "not-found"), Told(await bob.Get($"/datasets/{id}/profile", "text/html")));
    }

    [Fact]
    public async Task a_file_that_could_not_be_read_has_no_pictures()
    {
        var broken = (Guid)(await ann.Upload("\n")).Json["id"]!;
        await running.Analyst.Until(broken, "ingest_failed");

        Assert.Equal((HttpStatusCode.Conflict, "dataset-failed"), Told(await ann.Get($"/datasets/{broken}/profile/columns/a/chart")));
    }

    [Fact]
    public async Task names_with_marks_of_an_address_are_found()
    {
        var id = await ann.Profiled("a/b,50% off?\n1,2\n2,3\n");

        Assert.All(["a/b", "50% off?"], name => Assert.Equal(HttpStatusCode.OK, ann.Get($"/datasets/{id}/profile/columns/{Uri.EscapeDataString(name)}/chart").Result.Status));
    }

    [Fact]
    public async Task the_page_is_given_to_who_asks_for_it_and_json_to_all_others()
    {
        var id = await ann.Profiled(Samples.Sales);

        var page = await ann.Download($"/datasets/{id}/profile", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
        var again = await ann.Download($"/datasets/{id}/profile", "text/html", ("If-None-Match", page.Header("ETag")!));

        Assert.Equal((HttpStatusCode.OK, "text/html", "utf-8"), (page.Status, page.ContentHeaders.ContentType?.MediaType, page.ContentHeaders.ContentType?.CharSet));
        Assert.Equal(("default-src 'none'; style-src 'unsafe-inline'; img-src data:", "nosniff", "Accept"), (page.Header("Content-Security-Policy"), page.Header("X-Content-Type-Options"), page.Header("Vary")));
        Assert.Contains("<h3 id=\"column-1-title\">region</h3>", page.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotModified, again.Status);
        foreach (var accept in new[] { null, "application/json", "*/*", "image/png", "application/json, text/html;q=0.5" })
            Assert.Equal("application/json", (await ann.Get($"/datasets/{id}/profile", accept)).ContentHeaders.ContentType?.MediaType);
        Assert.NotEqual(page.Header("ETag"), (await ann.Get($"/datasets/{id}/profile")).Headers.ETag!.ToString());
    }

    [Fact]
    public async Task the_page_does_nothing_in_a_browser_whatever_the_cells_say()
    {
        const string Attack = "<script>document.body.innerText='taken'</script><img src=x onerror=\"document.body.innerText='taken'\">";
        var id = await ann.Profiled($"\"{Attack.Replace("\"", "\"\"", StringComparison.Ordinal)}\",n\n\"{Attack.Replace("\"", "\"\"", StringComparison.Ordinal)}\",1\nplain,2\n", $"{Attack[..8]}.csv");
        var folder = running.Cluster.NewFolder("pages");
        var file = Path.Combine(folder, "profile.html");
        await File.WriteAllTextAsync(file, (await ann.Get($"/datasets/{id}/profile", "text/html")).Body);

        await using var browser = await Browser.Open(new Uri(file));
        var text = await Wait.For("the page", async () => await browser.Text() is { Length: > 0 } shown ? shown : null);

        Assert.Contains("Overview", text, StringComparison.Ordinal);
        Assert.Contains(Attack, text, StringComparison.Ordinal);
    }

    private static (HttpStatusCode, string) Told(Reply reply) => (reply.Status, reply.Code);
}
