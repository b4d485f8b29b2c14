using System.Globalization;

namespace Analyst.Api.Tests.Servers;

/// <summary>A Redis of its own on a free port, with nothing kept on disk.</summary>
public sealed class RedisServer : IAsyncLifetime
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("analyst-redis-");
    private ServerProcess? process;

    /// <summary>As StackExchange.Redis takes it.</summary>
    public string ConnectionString { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        var port = FreePort.Next().ToString(CultureInfo.InvariantCulture);
        (process, _) = await ServerProcess.Start(
            ["redis-server", "--port", port, "--bind", "127.0.0.1", "--dir", folder.FullName, "--save", "", "--appendonly", "no"],
            line => line.Contains("Ready to accept connections", StringComparison.Ordinal));
        ConnectionString = $"127.0.0.1:{port}";
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
            await process.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
