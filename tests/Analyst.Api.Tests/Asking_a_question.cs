using System.Net;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Analyst.Api.Tests.Servers;

namespace Analyst.Api.Tests;

public sealed class Asking_a_question(Running running) : IAsyncLifetime
{
    private readonly ApiClient ann = running.As($"ann-{Guid.CreateVersion7():N}");
    private Guid id;

    public async ValueTask InitializeAsync() => id = await ann.Profiled(Samples.Sales, "sales.csv");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("How many rows are there?", "[[6]]")]
    [InlineData("What is the total amount per region?", """[["north","60.0"],["south","45.5"],["east","5.0"]]""")]
    [InlineData("What is the average amount for tea?", "[[18.5]]")]
    [InlineData("What is the highest amount in the south?", """[["30.0"]]""")]
    [InlineData("What is the median amount?", "[[17.75]]")]
    [InlineData("How many different products are there?", "[[2]]")]
    [InlineData("How many sales were above 15?", "[[4]]")]
    public async Task answers_from_the_data_and_shows_the_sql(string question, string rows)
    {
        var answer = await Ask(question);

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("answered", (string?)answer.Json["outcome"]);
        Assert.Equal(rows, answer.Json["rows"]!.ToJsonString().Replace(".0]", "]", StringComparison.Ordinal).Replace(".0,", ",", StringComparison.Ordinal));
        Assert.StartsWith("SELECT", (string)answer.Json["sql"]!);
        Assert.Equal("0.000000", (string?)answer.Json["costUsd"]);
        Assert.NotEmpty((string)answer.Json["text"]!);
    }

    [Fact]
    public async Task leaves_the_facts_of_its_life()
    {
        var answer = await Ask("What is the total amount?");

        var facts = await running.Analyst.Facts((Guid)answer.Json["id"]!);

        Assert.Equal(["question_asked", "job_attempted", "question_interpreted", "question_answered"], facts.Select(f => f.Type));
        Assert.All(facts, f => Assert.StartsWith("ann-", f.User));
        Assert.Single(facts.Select(f => f.CorrelationId).Distinct());
        // One W3C trace from the request through the queue to the worker's facts.
        Assert.Single(facts.Select(f => (string)JsonNode.Parse(f.Headers!)!["traceparent"]!).Select(t => t.Split('-')[1]).Distinct());
    }

    [Fact]
    public async Task answers_the_same_words_from_the_cache_and_records_that_too()
    {
        var first = await Ask("What is the total amount per product?");

        var again = await Ask("  what is the TOTAL amount   per product");

        Assert.Equal((true, "cache"), ((bool)again.Json["cached"]!, (string?)again.Json["source"]));
        Assert.Equal(first.Json["rows"]!.ToJsonString(), again.Json["rows"]!.ToJsonString());
        Assert.NotEqual((string?)first.Json["id"], (string?)again.Json["id"]);
        var facts = await running.Analyst.Facts((Guid)again.Json["id"]!);
        Assert.Equal(["question_asked", "question_interpreted", "question_answered"], facts.Select(f => f.Type));
        Assert.Contains((string)first.Json["id"]!, facts[^1].Data);
    }

    [Fact]
    public async Task says_when_the_data_cannot_know()
    {
        var answer = await Ask("What will the weather be tomorrow?");

        Assert.Equal("not_answerable", (string?)answer.Json["outcome"]);
        Assert.NotEmpty((string)answer.Json["text"]!);
        Assert.Null(answer.Json["rows"]);
    }

    [Fact]
    public async Task asks_back_when_two_readings_are_close()
    {
        var other = await ann.Profiled("shop,net price,gross price\na,1,2\nb,3,4\n");

        var answer = await ann.Post($"/datasets/{other}/query", new { question = "What is the total price?" });

        Assert.Equal("clarification_needed", (string?)answer.Json["outcome"]);
        var choice = (string)answer.Json["choices"]!.AsArray()[0]!;
        Assert.Equal("answered", (string?)(await ann.Post($"/datasets/{other}/query", new { question = choice })).Json["outcome"]);
    }

    [Fact]
    public async Task does_not_wait_when_told_so()
    {
        var asked = await ann.Post($"/datasets/{id}/query", new { question = "What is the lowest amount?" }, ("Prefer", "respond-async"));

        Assert.Equal(HttpStatusCode.Accepted, asked.Status);
        Assert.Equal("respond-async", asked.Headers.GetValues("Preference-Applied").Single());
        var job = await ann.Ended((string)asked.Json["jobId"]!);
        var answer = await ann.Get(((string)job["result"]!["href"]!)["/api/analyst".Length..]);
        Assert.Equal("""[["5.0"]]""", answer.Json["rows"]!.ToJsonString());
    }

    [Fact]
    public async Task comes_with_a_chart_as_specification_and_as_picture()
    {
        var answer = await Ask("What is the total amount per region?");

        var spec = await ann.Get($"/queries/{answer.Json["id"]}/chart");
        var picture = await ann.Get($"/queries/{answer.Json["id"]}/chart", "image/svg+xml");

        Assert.Equal("application/vnd.vegalite.v6+json", spec.ContentHeaders.ContentType?.MediaType);
        Assert.Equal("https://vega.github.io/schema/vega-lite/v6.json", (string?)spec.Json["$schema"]);
        Assert.Equal("svg", XDocument.Parse(picture.Body).Root!.Name.LocalName);
        Assert.Contains("south", picture.Body);
        Assert.Equal("not-acceptable", (await ann.Get($"/queries/{answer.Json["id"]}/chart", "application/pdf")).Code);
    }

    [Fact]
    public async Task can_be_traced_to_file_revision_and_sql()
    {
        var answer = await Ask("How many sales per product?");
        var dataset = await ann.Get($"/datasets/{id}");

        var p = (await ann.Get($"/queries/{answer.Json["id"]}/provenance")).Json;

        Assert.Equal((string?)dataset.Json["sha256"], (string?)p["file"]!["sha256"]);
        Assert.Equal((1, "ingest"), ((int)p["revisions"]![0]!["number"]!, (string?)p["revisions"]![0]!["operation"]));
        Assert.Equal((string?)answer.Json["sql"], (string?)p["sql"]);
        Assert.StartsWith("DuckDB 1.5", (string)p["engine"]!);
        Assert.Equal(64, ((string)p["resultSha256"]!).Length);
        Assert.Equal(4, p["factIds"]!.AsArray().Count);
    }

    [Fact]
    public async Task is_listed_in_the_history_of_user_and_dataset()
    {
        foreach (var question in new[] { "How many rows are there?", "What is the total amount?", "What is the average amount?" })
            await Ask(question);

        var page = await ann.Get("/queries?limit=2");
        var rest = await ann.Get($"/queries?limit=2&after={page.Json["next"]}");

        Assert.Equal(["What is the average amount?", "What is the total amount?"], page.Json["items"]!.AsArray().Select(q => (string)q!["question"]!));
        Assert.Equal("How many rows are there?", (string?)rest.Json["items"]!.AsArray().Single()!["question"]);
        Assert.Contains("rel=\"next\"", page.Headers.GetValues("Link").Single());
        Assert.Equal(3, (await ann.Get($"/datasets/{id}/queries")).Json["items"]!.AsArray().Count);
        Assert.Equal("bad-request", (await ann.Get("/queries?limit=1000")).Code);
        Assert.Equal("bad-request", (await ann.Get("/queries?after=%00nonsense")).Code);
    }

    [Theory]
    [InlineData("", "question-empty")]
    [InlineData("   ", "question-empty")]
    public async Task refuses_an_empty_one(string question, string code) => Assert.Equal(code, (await Ask(question)).Code);

    [Fact]
    public async Task refuses_one_that_is_too_long() => Assert.Equal("question-too-long", (await Ask(new string('x', 2_001))).Code);

    [Theory]
    [InlineData("query", "question-empty")]
    [InlineData("sql", "sql-empty")]
    public async Task refuses_a_body_that_is_null(string path, string code)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/analyst/datasets/{id}/{path}") { Content = new StringContent("null", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")) };

        Assert.Equal(code, (await ann.Send(request)).Code);
    }

    [Fact]
    public async Task ends_also_when_a_cell_holds_a_zero_byte()
    {
        var odd = await ann.Profiled("city,amount\nx\0y,10\nz,5\n");

        var answer = await ann.Post($"/datasets/{odd}/query", new { question = "Which city has the highest total amount? \0" });

        Assert.Equal("answered", (string?)answer.Json["outcome"]);
    }

    [Fact]
    public async Task refuses_a_body_that_is_no_json()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/analyst/datasets/{id}/query") { Content = new StringContent("{oops", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")) };

        Assert.Equal("bad-request", (await ann.Send(request)).Code);
    }

    private Task<Reply> Ask(string question) => ann.Post($"/datasets/{id}/query", new { question });
}
