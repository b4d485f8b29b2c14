using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Analyst.Api.Tests.Servers;

/// <summary>What a scripted model does with a request.</summary>
public delegate Task ModelAnswer(HttpContext http);

/// <summary>What went over the wire.</summary>
public sealed record ModelCall(string Path, string? Authorization, string Body)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    public string Instructions => (string)Json["messages"]![0]!["content"]!;

    /// <summary>As sent, with the marks around it.</summary>
    public string Message => (string)Json["messages"]![1]!["content"]!;

    /// <summary>What stands between the marks.</summary>
    public JsonNode Data => JsonNode.Parse(Message["<data>\n".Length..^"\n</data>".Length])!;
}

/// <summary>An endpoint that speaks chat completions and says what a test tells it to.</summary>
public sealed class ScriptedModel : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<ModelCall> calls = new();
    private readonly ConcurrentQueue<ModelAnswer> script = new();
    private ModelAnswer last = ModelAnswers.Status(500);

    private ScriptedModel(WebApplication app) => this.app = app;

    /// <summary>As <c>OPENAI_BASE_URL</c> takes it.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    public IReadOnlyList<ModelCall> Calls => [.. calls];

    public static async Task<ScriptedModel> Start(params ModelAnswer[] answers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(k => k.Listen(IPAddress.Loopback, 0));
        var model = new ScriptedModel(builder.Build());
        model.Says(answers);
        model.app.Run(model.Answer);
        await model.app.StartAsync();
        var address = model.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        model.Address = new Uri($"{address}/v1");
        return model;
    }

    /// <summary>What it does with the next requests, in order; with all later ones as with the last.</summary>
    public void Says(params ModelAnswer[] answers)
    {
        script.Clear();
        foreach (var answer in answers)
            script.Enqueue(answer);
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        try
        {
            await app.StopAsync(now.Token);
        }
        catch (OperationCanceledException)
        {
        }
        await app.DisposeAsync();
    }

    private async Task Answer(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body);
        calls.Enqueue(new ModelCall(http.Request.Path, http.Request.Headers.Authorization, await reader.ReadToEndAsync()));
        if (script.TryDequeue(out var next))
            last = next;
        http.Response.Headers["x-request-id"] = $"req_{calls.Count}";
        try
        {
            await last(http);
        }
        catch (OperationCanceledException)
        {
        }
    }
}
