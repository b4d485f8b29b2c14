using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Analyst.Api.Demo;

/// <summary>Talks to Analyst as any front end would.</summary>
public sealed class DemoClient : IDisposable
{
    private const string Prefix = "/api/analyst";
    private readonly HttpClient http;

    public DemoClient(Uri address)
    {
        http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(10) };
        http.DefaultRequestHeaders.Add("X-User", "demo");
    }

    public Uri Address => http.BaseAddress!;

    public async Task<JsonNode> Upload(string path)
    {
        await using var file = File.OpenRead(path);
        using var body = new StreamContent(file) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } };
        using var answer = await http.PostAsync($"{Prefix}/datasets?name={Uri.EscapeDataString(Path.GetFileName(path))}", body);
        return await Read(answer);
    }

    public Task<JsonNode> Post(string path, object body, string? ifMatch = null) => Send(HttpMethod.Post, path, body, ifMatch);

    public Task<JsonNode> Get(string path) => Send(HttpMethod.Get, path, body: null, ifMatch: null);

    /// <summary>The resource's tag, for <c>If-Match</c>.</summary>
    public async Task<string> ETag(string path)
    {
        using var answer = await http.GetAsync(Prefix + path);
        return answer.Headers.ETag?.ToString() ?? throw new DemoException($"{path} has no ETag.");
    }

    public async Task<string> Svg(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Prefix + path);
        request.Headers.Accept.ParseAdd("image/svg+xml");
        using var answer = await http.SendAsync(request);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync() : throw new DemoException(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Follows a job over Server-Sent Events until it ends.</summary>
    public async IAsyncEnumerable<JsonNode> Follow(string jobId)
    {
        await using var stream = await http.GetStreamAsync($"{Prefix}/jobs/{jobId}/events");
        await foreach (var item in SseParser.Create(stream).EnumerateAsync())
        {
            if (JsonNode.Parse(item.Data) is { } job)
                yield return job;
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<JsonNode> Send(HttpMethod method, string path, object? body, string? ifMatch)
    {
        using var request = new HttpRequestMessage(method, Prefix + path) { Content = body is null ? null : JsonContent.Create(body, options: JsonSerializerOptions.Web) };
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        using var answer = await http.SendAsync(request);
        return await Read(answer);
    }

    private static async Task<JsonNode> Read(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode)
            throw new DemoException($"{answer.RequestMessage!.Method} {answer.RequestMessage.RequestUri!.AbsolutePath} answered {(int)answer.StatusCode}: {text}");
        return JsonNode.Parse(text)!;
    }
}
