using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Analyst.Api.Tests.Servers;

/// <summary>An HTTP client that is one user, with the few steps that every journey takes.</summary>
public sealed class ApiClient : IDisposable
{
    private const string Prefix = "/api/analyst";

    public ApiClient(Uri address, string? user)
    {
        Http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
        if (user is not null)
            Http.DefaultRequestHeaders.Add("X-User", user);
    }

    public HttpClient Http { get; }

    public async Task<Reply> Get(string path, string? accept = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Prefix + path);
        if (accept is not null)
            request.Headers.Accept.ParseAdd(accept);
        return await Send(request);
    }

    public async Task<Reply> Post(string path, object body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Prefix + path) { Content = JsonContent.Create(body) };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await Send(request);
    }

    public async Task<Reply> Delete(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, Prefix + path);
        return await Send(request);
    }

    public async Task<Reply> Send(HttpRequestMessage request)
    {
        using var answer = await Http.SendAsync(request);
        return new Reply(answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers, answer.Content.Headers);
    }

    public Task<Reply> Upload(string csv, string name = "table.csv") => Upload(Encoding.UTF8.GetBytes(csv), name);

    public async Task<Reply> Upload(byte[] bytes, string name = "table.csv", string mediaType = "text/csv")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Prefix}/datasets?name={Uri.EscapeDataString(name)}") { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        return await Send(request);
    }

    /// <summary>Uploads and waits until the table can be asked.</summary>
    public async Task<Guid> Ready(string csv, string name = "table.csv")
    {
        var uploaded = await Upload(csv, name);
        Assert.Equal(HttpStatusCode.Created, uploaded.Status);
        var job = await Ended((string)uploaded.Json["jobId"]!);
        Assert.Equal("succeeded", (string?)job["state"]);
        return (Guid)uploaded.Json["id"]!;
    }

    /// <summary>Uploads and waits until the table is profiled.</summary>
    public async Task<Guid> Profiled(string csv, string name = "table.csv")
    {
        var id = await Ready(csv, name);
        await Profile(id);
        return id;
    }

    /// <summary>Waits until all numbers of a revision are there.</summary>
    public Task<Reply> Profile(Guid id, int? revision = null) => Wait.For("the profile", async () =>
        await Get($"/datasets/{id}/profile{(revision is null ? "" : $"?revision={revision}")}") is { Status: HttpStatusCode.OK } profile && (bool)profile.Json["complete"]! ? profile : null);

    /// <summary>Waits for a job's end.</summary>
    public Task<JsonNode> Ended(string jobId) => Wait.For("the job to end", async () =>
    {
        var job = await Get($"/jobs/{jobId}");
        Assert.Equal(HttpStatusCode.OK, job.Status);
        return (string?)job.Json["state"] is "succeeded" or "failed" ? job.Json : null;
    });

    public void Dispose() => Http.Dispose();
}

/// <summary>What came back.</summary>
public sealed record Reply(HttpStatusCode Status, string Body, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    /// <summary>The stable code of a problem document, which must be one.</summary>
    public string Code
    {
        get
        {
            Assert.Equal("application/problem+json", ContentHeaders.ContentType?.MediaType);
            Assert.Equal((int)Status, (int)Json["status"]!);
            return (string)Json["code"]!;
        }
    }
}
