using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Analyst.Api.Tests.Servers;

/// <summary>A real browser without a window, asked over its own protocol what a page shows.</summary>
public sealed class Browser : IAsyncDisposable
{
    private const string Listening = "DevTools listening on ws://";
    private static readonly string[] Places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private readonly DirectoryInfo profile;
    private readonly ServerProcess process;
    private readonly ClientWebSocket page = new();

    private Browser(DirectoryInfo profile, ServerProcess process) => (this.profile, this.process) = (profile, process);

    /// <summary>Opens a page.</summary>
    public static async Task<Browser> Open(Uri address)
    {
        var profile = Directory.CreateTempSubdirectory("analyst-browser-");
        var (process, line) = await ServerProcess.Start(
            [
                Places.FirstOrDefault(File.Exists) ?? "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--disable-sync", "--remote-debugging-port=0", $"--user-data-dir={profile.FullName}", address.ToString(),
            ],
            line => line.Contains(Listening, StringComparison.Ordinal));
        var browser = new Browser(profile, process);
        using var http = new HttpClient { BaseAddress = new Uri($"http://{line[(line.IndexOf(Listening, StringComparison.Ordinal) + Listening.Length)..].Split('/')[0]}") };
        var target = await Wait.For("the page to open", async () =>
            (await http.GetFromJsonAsync<JsonArray>("/json/list"))!.FirstOrDefault(t => (string)t!["type"]! == "page"));
        await browser.page.ConnectAsync(new Uri((string)target["webSocketDebuggerUrl"]!), CancellationToken.None);
        return browser;
    }

    /// <summary>What a person reads on the page right now.</summary>
    public async Task<string> Text()
    {
        var ask = """{"id":1,"method":"Runtime.evaluate","params":{"expression":"document.body ? document.body.innerText : ''","returnByValue":true}}""";
        await page.SendAsync(Encoding.UTF8.GetBytes(ask), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        var buffer = new byte[1 << 20];
        var read = 0;
        WebSocketReceiveResult part;
        do
        {
            part = await page.ReceiveAsync(new ArraySegment<byte>(buffer, read, buffer.Length - read), CancellationToken.None);
            read += part.Count;
        }
        while (!part.EndOfMessage);
        return (string?)JsonSerializer.Deserialize<JsonNode>(buffer.AsSpan(0, read))!["result"]?["result"]?["value"] ?? "";
    }

    public async ValueTask DisposeAsync()
    {
        page.Dispose();
        await process.DisposeAsync();
        // Its helpers write a moment longer.
        await Wait.For("the browser to let go of its folder", () => Task.FromResult(Gone() ? "gone" : null));
    }

    private bool Gone()
    {
        try
        {
            profile.Delete(recursive: true);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
