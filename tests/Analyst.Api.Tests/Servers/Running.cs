using Analyst.Api.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

[assembly: AssemblyFixture(typeof(Analyst.Api.Tests.Servers.Running))]

namespace Analyst.Api.Tests.Servers;

/// <summary>One real PostgreSQL server for the suite; every process of Analyst gets a database of its own in it.</summary>
public sealed class Cluster : IAsyncDisposable
{
    private EmbeddedPostgres? server;
    private int databases;

    /// <summary>A folder for this run, removed at its end.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("analyst-tests-").FullName;

    public async Task Start()
    {
        OperatingSystemAccess(Folder);
        server = await EmbeddedPostgres.Start(Path.Combine(Folder, "cluster"), NullLogger.Instance, CancellationToken.None);
    }

    /// <summary>A new, empty database.</summary>
    public async Task<string> NewDatabase()
    {
        var name = $"test_{Interlocked.Increment(ref databases)}";
        await using var connection = new NpgsqlConnection(server!.ConnectionString);
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"create database {name}", connection);
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = name }.ConnectionString;
    }

    /// <summary>A new, empty folder.</summary>
    public string NewFolder(string name) => Directory.CreateDirectory(Path.Combine(Folder, $"{name}-{Guid.CreateVersion7():N}")).FullName;

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
            await server.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>The server's user must be able to reach its files when root runs the tests.</summary>
    private static void OperatingSystemAccess(string folder)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
    }
}

/// <summary>One Analyst with every role, for the tests that do not need their own.</summary>
public sealed class Running : IAsyncLifetime
{
    /// <summary>Small on purpose, so that the limit can be tested.</summary>
    public const long UploadLimit = 8 << 20;

    private AnalystProcess? analyst;

    public Cluster Cluster { get; } = new();

    public AnalystProcess Analyst => analyst!;

    public ApiClient As(string user) => Analyst.As(user);

    public async ValueTask InitializeAsync()
    {
        await Cluster.Start();
        analyst = await AnalystProcess.Start(
            await Cluster.NewDatabase(),
            Cluster.NewFolder("shared"),
            new Dictionary<string, string> { ["Analyst__Limits__UploadBytes"] = $"{UploadLimit}" });
    }

    public async ValueTask DisposeAsync()
    {
        if (analyst is not null)
            await analyst.DisposeAsync();
        await Cluster.DisposeAsync();
    }
}
