using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Analyst.Api.Tests.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Analyst.Api.Tests.Compose;

public sealed class Load_balancer : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> heard = new();
    private readonly List<WebApplication> replicas = [];
    private readonly HttpClient client = new();
    private LoadBalancer? nginx;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        for (var i = 0; i < 2; i++)
            replicas.Add(await Replica(i));
        nginx = await LoadBalancer.Start([.. replicas.Select(r => new Uri(r.Urls.First()))]);
        client.BaseAddress = nginx.Address;
    }

    [Fact]
    public async Task uses_every_replica_and_goes_on_without_a_dead_one()
    {
        Assert.Equal(["0", "1"], (await Names(20)).Distinct().Order());

        await replicas[0].StopAsync(Ct);

        Assert.Equal(["1"], (await Names(20)).Distinct());
    }

    [Fact]
    public async Task passes_an_upload_on_while_it_is_still_being_sent()
    {
        var content = new SlowContent(firstPartArrived: Heard("upload").Task, secondPart: new byte[20_000_000]);

        using var reply = await client.PostAsync("/upload", content, Ct);

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal("20000001", await reply.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task passes_an_event_on_before_the_stream_ends()
    {
        using var reply = await client.GetAsync("/events", HttpCompletionOption.ResponseHeadersRead, Ct);
        using var lines = new StreamReader(await reply.Content.ReadAsStreamAsync(Ct));

        Assert.Equal("data: 1", await lines.ReadLineAsync(Ct));

        Heard("seen").SetResult();
        Assert.Equal("data: 2", await lines.ReadLineAsync(Ct));
    }

    [Fact]
    public async Task tells_who_called_and_lets_nobody_pretend()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/headers");
        request.Headers.Add("X-Forwarded-For", "10.0.0.1");
        request.Headers.Add("Forwarded", "for=10.0.0.1");

        using var reply = await client.SendAsync(request, Ct);

        Assert.Equal($"127.0.0.1||{nginx!.Address.Authority}|http", await reply.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task passes_the_method_query_on()
    {
        using var reply = await client.SendAsync(new HttpRequestMessage(new HttpMethod("QUERY"), "/method"), Ct);

        Assert.Equal("QUERY", await reply.Content.ReadAsStringAsync(Ct));
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        if (nginx is not null)
            await nginx.DisposeAsync();
        foreach (var replica in replicas)
            await replica.DisposeAsync();
    }

    private async Task<WebApplication> Replica(int number)
    {
        var builder = WebApplication.CreateBuilder(["--urls", $"http://127.0.0.1:{FreePort.Next()}"]);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/name", () => number.ToString(CultureInfo.InvariantCulture));
        app.Map("/method", (HttpRequest request) => request.Method);
        app.MapGet("/headers", (HttpRequest request) =>
            $"{request.Headers["X-Forwarded-For"]}|{request.Headers["Forwarded"]}|{request.Headers["X-Forwarded-Host"]}|{request.Headers["X-Forwarded-Proto"]}");
        app.MapPost("/upload", Upload);
        app.MapGet("/events", Events);
        await app.StartAsync(Ct);
        return app;
    }

    private async Task<string> Upload(HttpRequest request)
    {
        long bytes = await request.Body.ReadAsync(new byte[1], request.HttpContext.RequestAborted);
        Heard("upload").SetResult();
        var buffer = new byte[81920];
        while (await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted) is var read and > 0)
            bytes += read;
        return bytes.ToString(CultureInfo.InvariantCulture);
    }

    private async Task Events(HttpResponse response)
    {
        response.ContentType = "text/event-stream";
        response.Headers["X-Accel-Buffering"] = "no";
        await response.WriteAsync("data: 1\n");
        await response.Body.FlushAsync();
        await Heard("seen").Task.WaitAsync(response.HttpContext.RequestAborted);
        await response.WriteAsync("data: 2\n");
    }

    private TaskCompletionSource Heard(string what) => heard.GetOrAdd(what, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private async Task<List<string>> Names(int count)
    {
        var names = new List<string>();
        for (var i = 0; i < count; i++)
            names.Add(await client.GetStringAsync("/name", Ct));
        return names;
    }

    private sealed class SlowContent(Task firstPartArrived, byte[] secondPart) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(new byte[1]);
            await stream.FlushAsync();
            await firstPartArrived.WaitAsync(TimeSpan.FromSeconds(20));
            await stream.WriteAsync(secondPart);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
