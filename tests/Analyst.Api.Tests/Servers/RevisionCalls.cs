using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Analyst.Api.Tests.Servers;

/// <summary>The steps of journeys through revisions.</summary>
public static class RevisionCalls
{
    private const string Prefix = "/api/analyst";

    public static async Task<Reply> SetType(this ApiClient client, Guid id, string column, object? type, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{Prefix}/datasets/{id}/columns/{Uri.EscapeDataString(column)}/type") { Content = JsonContent.Create(new { type }) };
        if (ifMatch is not null)
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return await client.Send(request);
    }

    /// <summary>Gives a type and waits until the revision is there.</summary>
    public static async Task<JsonNode> Retyped(this ApiClient client, Guid id, string column, string type)
    {
        var reply = await client.SetType(id, column, type);
        Assert.True(reply.Status == HttpStatusCode.Accepted, reply.Body);
        return await client.Succeeded(reply);
    }

    public static async Task<Reply> Append(this ApiClient client, Guid id, string csv, string query = "?name=next.csv")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Prefix}/datasets/{id}/revisions{query}") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(csv)) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        return await client.Send(request);
    }

    /// <summary>Waits until the job of a reply has succeeded.</summary>
    public static async Task<JsonNode> Succeeded(this ApiClient client, Reply reply)
    {
        var job = await client.Ended((string)reply.Json["jobId"]!);
        Assert.True((string?)job["state"] == "succeeded", job.ToJsonString());
        return job;
    }

    /// <summary>What a job made, once it has succeeded.</summary>
    public static async Task<Reply> Result(this ApiClient client, Reply reply) =>
        await client.Get(((string)(await client.Succeeded(reply))["result"]!["href"]!)[Prefix.Length..]);

    /// <summary>Cleans with everything that is proposed.</summary>
    public static async Task<int> Cleaned(this ApiClient client, Guid id)
    {
        var plan = ((string)(await client.Succeeded(await client.Post($"/datasets/{id}/clean", new { })))["result"]!["href"]!)[Prefix.Length..];
        var tag = (await client.Get(plan)).Headers.ETag!.ToString();
        await client.Succeeded(await client.Post($"{plan}/approve", new { operations = "all", allowDestructive = true }, ("If-Match", tag)));
        return (int)(await client.Get($"/datasets/{id}")).Json["revision"]!;
    }

    /// <summary>The bytes as they came.</summary>
    public static async Task<Download> Download(this ApiClient client, string path, string? accept = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Prefix + path);
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await client.Http.SendAsync(request);
        return new Download(answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(), answer.Headers, answer.Content.Headers);
    }
}

/// <summary>Bytes with their headers.</summary>
public sealed record Download(HttpStatusCode Status, byte[] Bytes, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders)
{
    public string Text => Encoding.UTF8.GetString(Bytes);

    public string? Header(string name) => Headers.TryGetValues(name, out var values) ? string.Join(",", values) : null;
}
