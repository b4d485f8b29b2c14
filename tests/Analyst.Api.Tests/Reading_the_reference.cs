using System.Text.Json.Nodes;
using Analyst.Api.Tests.Servers;

namespace Analyst.Api.Tests;

public sealed class Reading_the_reference(Running running)
{
    private readonly HttpClient http = new() { BaseAddress = running.Analyst.Address };

    [Fact]
    public async Task the_document_is_openapi_3_1_and_names_every_operation_with_a_summary()
    {
        var document = JsonNode.Parse(await http.GetStringAsync("/openapi/v1.json"))!;

        Assert.StartsWith("3.1", (string)document["openapi"]!);
        var operations = document["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject().Select(m => m.Value!)).ToArray();
        Assert.True(operations.Length >= 20);
        Assert.All(operations, o => Assert.NotEmpty((string?)o["summary"] ?? ""));
    }

    [Fact]
    public async Task the_page_works_in_a_browser_without_the_internet()
    {
        await using var browser = await Browser.Open(new Uri(running.Analyst.Address, "docs"));

        await Wait.For("the page to name the operations", async () => (await browser.Text()).Contains("/api/analyst/datasets", StringComparison.Ordinal) ? "named" : null);
    }

    [Fact]
    public async Task the_catalogue_of_problems_is_open_to_all()
    {
        var all = JsonNode.Parse(await http.GetStringAsync("/api/analyst/problems"))!["items"]!.AsArray();
        var one = JsonNode.Parse(await http.GetStringAsync("/api/analyst/problems/plan-outdated"))!;

        Assert.True(all.Count > 30);
        Assert.Equal((409, "plan-outdated"), ((int)one["status"]!, (string?)one["code"]));
    }

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task health_is_open_to_all(string path) => Assert.Equal("healthy", (string?)JsonNode.Parse(await http.GetStringAsync(path))!["status"]);

    [Theory]
    [InlineData("GET", "/api/analyst/nothing", 404, "not-found")]
    [InlineData("PUT", "/api/analyst/datasets", 405, "method-not-allowed")]
    [InlineData("GET", "/api/analyst/datasets/not-an-id", 404, "not-found")]
    public async Task what_is_not_there_is_a_problem_too(string method, string path, int status, string code)
    {
        using var ann = running.As("ann");
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        var reply = await ann.Send(request);

        Assert.Equal((status, code), ((int)reply.Status, reply.Code));
        Assert.Equal(32, ((string)reply.Json["traceId"]!).Length);
    }
}
