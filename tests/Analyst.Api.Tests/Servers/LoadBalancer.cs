using System.Globalization;

namespace Analyst.Api.Tests.Servers;

/// <summary>nginx with the configuration of the compose file, its addresses changed to local ones.</summary>
public sealed class LoadBalancer : IAsyncDisposable
{
    private readonly DirectoryInfo folder;
    private readonly ServerProcess process;

    private LoadBalancer(DirectoryInfo folder, ServerProcess process, Uri address) => (this.folder, this.process, Address) = (folder, process, address);

    public Uri Address { get; }

    /// <summary>Starts nginx in front of the given replicas.</summary>
    public static async Task<LoadBalancer> Start(params Uri[] replicas)
    {
        var folder = Directory.CreateTempSubdirectory("analyst-nginx-");
        var port = FreePort.Next().ToString(CultureInfo.InvariantCulture);
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "deploy", "nginx.conf"));
        text = Changed(text, "listen 8080", $"listen 127.0.0.1:{port}");
        const string Server = "server api:8080 resolve max_fails=3 fail_timeout=5s;";
        text = Changed(text, Server, string.Join('\n', replicas.Select(r => Server.Replace("api:8080 resolve", r.Authority, StringComparison.Ordinal))));
        text = Changed(text, "/tmp/", folder.FullName + "/");
        var file = Path.Combine(folder.FullName, "nginx.conf");
        await File.WriteAllTextAsync(file, text);
        var (process, _) = await ServerProcess.Start(
            ["nginx", "-p", folder.FullName, "-c", file, "-e", "stderr", "-g", $"daemon off; pid {folder.FullName}/pid; error_log stderr notice;"],
            line => line.Contains("start worker process ", StringComparison.Ordinal));
        return new LoadBalancer(folder, process, new Uri($"http://127.0.0.1:{port}"));
    }

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private static string Changed(string text, string from, string to)
    {
        Assert.Contains(from, text, StringComparison.Ordinal);
        return text.Replace(from, to, StringComparison.Ordinal);
    }
}
