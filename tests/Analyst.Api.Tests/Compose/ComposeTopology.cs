using System.Globalization;
using Analyst.Api.Hosting;
using Analyst.Api.Tests.Servers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Analyst.Api.Tests.Compose;

/// <summary>The processes of docker-compose.yml on this machine without Docker: the same settings, with the addresses of the stores changed to local ones.</summary>
public sealed class ComposeTopology : IAsyncDisposable
{

    private readonly ComposeFile compose = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("analyst-compose-");
    private readonly RedisServer redis = new();
    private readonly S3Server s3 = new();
    private readonly HttpClient probe = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly Dictionary<string, ServerProcess> processes = [];
    private EmbeddedPostgres? postgres;
    private LoadBalancer? nginx;

    /// <summary>Of the load balancer: what the compose file publishes.</summary>
    public Uri Address => nginx!.Address;

    /// <summary>What each process wrote last, to tell why a test failed.</summary>
    public string Output => string.Join("\n\n", processes.Select(p => $"== {p.Key}\n{p.Value.Output}"));

    public static async Task<ComposeTopology> Start(CancellationToken ct)
    {
        var topology = new ComposeTopology();
        try
        {
            await topology.StartAll(ct);
            return topology;
        }
        catch
        {
            await topology.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        probe.Dispose();
        if (nginx is not null)
            await nginx.DisposeAsync();
        await Task.WhenAll(processes.Values.Select(p => p.DisposeAsync().AsTask()));
        if (postgres is not null)
            await postgres.DisposeAsync();
        await redis.DisposeAsync();
        await s3.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private async Task StartAll(CancellationToken ct)
    {
        // PostgreSQL runs as a user of its own when root starts it, and must reach its files.
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder.FullName, File.GetUnixFileMode(folder.FullName) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        await redis.InitializeAsync();
        await s3.InitializeAsync();
        postgres = await EmbeddedPostgres.Start(folder.FullName, NullLogger.Instance, ct);
        // In the order of depends_on: the api makes the tables, then the workers start.
        var api = await Run("api", ct);
        foreach (var worker in compose.OwnServices.Where(service => service != "api"))
            await Run(worker, ct);
        nginx = await LoadBalancer.Start(api);
    }

    private async Task<Uri> Run(string service, CancellationToken ct)
    {
        var port = FreePort.Next();
        var environment = compose.Environment(service).ToDictionary();
        foreach (var (name, value) in Local(service, port))
        {
            Assert.True(environment.ContainsKey(name), $"{service} lacks {name} in docker-compose.yml.");
            environment[name] = value;
        }

        var process = ServerProcess.Start([AnalystProcess.Executable], environment, Path.GetDirectoryName(AnalystProcess.Executable)!);
        processes.Add(service, process);
        var address = new Uri($"http://127.0.0.1:{port}");
        await UntilReady(service, process, new Uri(address, "/health/ready"), ct);
        return address;
    }

    private Dictionary<string, string> Local(string service, int port) => new()
    {
        ["ASPNETCORE_HTTP_PORTS"] = port.ToString(CultureInfo.InvariantCulture),
        ["ConnectionStrings__Postgres"] = postgres!.ConnectionString,
        ["ConnectionStrings__Redis"] = redis.ConnectionString,
        ["Analyst__DataFolder"] = Path.Combine(folder.FullName, service),
        ["Analyst__Storage__S3__ServiceUrl"] = s3.Options("").ServiceUrl,
        ["Analyst__Storage__S3__AccessKey"] = s3.Options("").AccessKey,
        ["Analyst__Storage__S3__SecretKey"] = s3.Options("").SecretKey,
    };

    private Task<string> UntilReady(string service, ServerProcess process, Uri address, CancellationToken ct) => Wait.For($"{service} to become ready", async () =>
    {
        Assert.False(process.HasEnded, $"{service} ended.\n{Output}");
        return await IsReady(address, ct) ? service : null;
    });

    private async Task<bool> IsReady(Uri address, CancellationToken ct)
    {
        try
        {
            using var reply = await probe.GetAsync(address, ct);
            return reply.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !ct.IsCancellationRequested))
        {
            return false;
        }
    }
}
