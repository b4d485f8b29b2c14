using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Analyst.Api.Tests.Servers;

/// <summary>What endpoints do, right and wrong.</summary>
public static class ModelAnswers
{
    /// <summary>A narrative in the shape that was asked for.</summary>
    public static ModelAnswer Narrative(string text, params string[] surprises) => Content(JsonSerializer.Serialize(new { text, surprises }));

    /// <summary>A completion with this text; 1,000 tokens in, 200 of them cached, 100 out.</summary>
    public static ModelAnswer Content(string? text, string finish = "stop", string? refusal = null) => Body(JsonSerializer.Serialize(new
    {
        id = "chatcmpl-1",
        @object = "chat.completion",
        created = 1_700_000_000,
        model = "scripted-2026-01-01",
        choices = new[] { new { index = 0, message = new { role = "assistant", content = text, refusal }, finish_reason = finish } },
        usage = new { prompt_tokens = 1000, completion_tokens = 100, total_tokens = 1100, prompt_tokens_details = new { cached_tokens = 200 } },
    }));

    public static ModelAnswer Body(string body, string mediaType = "application/json") => async http =>
    {
        http.Response.ContentType = mediaType;
        await http.Response.WriteAsync(body, http.RequestAborted);
    };

    public static ModelAnswer Html => Body("<html><body>It works!</body></html>", "text/html");

    public static ModelAnswer NoChoices => Body("""{"id":"1","object":"chat.completion","choices":[],"usage":{"prompt_tokens":5,"completion_tokens":0,"total_tokens":5}}""");

    public static ModelAnswer Status(int status, string? retryAfter = null) => async http =>
    {
        http.Response.StatusCode = status;
        if (retryAfter is not null)
            http.Response.Headers.RetryAfter = retryAfter;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync("""{"error":{"message":"no","type":"x","code":null}}""", http.RequestAborted);
    };

    /// <summary>Elsewhere; whoever follows takes the key along.</summary>
    public static ModelAnswer Redirect(Uri to) => http =>
    {
        http.Response.Redirect(to.ToString());
        return Task.CompletedTask;
    };

    /// <summary>Half of what it promised, then the connection ends.</summary>
    public static ModelAnswer HalfBody => Half;

    /// <summary>Half an answer, then nothing for ever.</summary>
    public static ModelAnswer HalfBodyAndSilence => async http =>
    {
        await Half(http);
        await Task.Delay(Timeout.Infinite, http.RequestAborted);
    };

    /// <summary>Never even a header.</summary>
    public static ModelAnswer Silence => http => Task.Delay(Timeout.Infinite, http.RequestAborted);

    /// <summary>A byte now and then, for ever.</summary>
    public static ModelAnswer Drip => async http =>
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (await tick.WaitForNextTickAsync(http.RequestAborted))
        {
            await http.Response.WriteAsync(" ", http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
        }
    };

    /// <summary>More than anybody should read.</summary>
    public static ModelAnswer Flood => async http =>
    {
        var block = Encoding.ASCII.GetBytes(new string(' ', 1 << 16));
        while (!http.RequestAborted.IsCancellationRequested)
            await http.Response.Body.WriteAsync(block, http.RequestAborted);
    };

    private static async Task Half(HttpContext http)
    {
        http.Response.ContentType = "application/json";
        http.Response.Headers.ContentLength = 1000;
        await http.Response.WriteAsync("""{"id":"1","choices":[{"mess""", http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }
}
