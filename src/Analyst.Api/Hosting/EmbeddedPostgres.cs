using System.Diagnostics;
using Npgsql;

namespace Analyst.Api.Hosting;

/// <summary>A private PostgreSQL server under a folder, for development: started when it does not run, shared when it does.</summary>
/// <remarks>
/// Processes that name the same folder share one server. The last of them to leave stops it, whoever started it; after <c>kill -9</c>
/// it stays up and the next start takes it over. It listens on 127.0.0.1 only, with a generated password that lies in the folder.
/// </remarks>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly PostgresFolder _folder;
    private readonly PostgresCommands _commands;
    private readonly ILogger _logger;
    private FileStream? _inUse;

    private EmbeddedPostgres(PostgresFolder folder, PostgresCommands commands, ILogger logger, string connectionString, FileStream inUse) =>
        (_folder, _commands, _logger, ConnectionString, _inUse) = (folder, commands, logger, connectionString, inUse);

    /// <summary>For Npgsql; the database exists and the user may do everything in it.</summary>
    public string ConnectionString { get; }

    /// <summary>Returns when the server answers. Throws <see cref="InvalidOperationException"/> with what to do when there is no PostgreSQL to start or it will not start.</summary>
    /// <param name="dataFolder">The server's files go to <c>postgres</c> below it, or to /var/lib/analyst when root starts it and the server's user cannot reach the folder.</param>
    public static async Task<EmbeddedPostgres> Start(string dataFolder, ILogger logger, CancellationToken ct)
    {
        var owner = await PostgresOwner.Of(Path.Combine(Path.GetFullPath(dataFolder), "postgres"), ct);
        if (owner.MovedFrom is { } unreachable)
            logger.LogInformation("{User} cannot reach {Unreachable}: PostgreSQL's files are in {Folder}", owner.User, unreachable, owner.Folder);
        var folder = new PostgresFolder(owner.Folder);
        using var starting = await Locked(folder.LockPath, ct);
        var commands = new PostgresCommands(await PostgresBinaries.Find(folder.MajorVersion(), ct), owner, folder);
        if (!folder.IsWhole)
            await commands.MakeCluster(ct);
        var server = await Running(folder, ct) ?? await Launched(folder, commands, ct);
        await MakeDatabase(server, ct);
        logger.LogInformation("PostgreSQL {Version} answers on port {Port}, files in {Folder}", folder.MajorVersion(), server.Port, folder.Path);
        (server.Database, server.Pooling, server.Timeout) = (PostgresFolder.Database, true, 15);
        return new EmbeddedPostgres(folder, commands, logger, server.ConnectionString, folder.MarkInUse());
    }

    /// <summary>Stops the server, unless another process uses it too.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _inUse, null) is not { } inUse)
            return;
        using var stopping = await Locked(_folder.LockPath, CancellationToken.None);
        await inUse.DisposeAsync();
        if (_folder.IsInUse())
            return;
        if (await _commands.Stop() is { Succeeded: false } failed)
            _logger.LogWarning("PostgreSQL did not stop: {Output}", failed.Output);
    }

    /// <summary>The server of an earlier process, when it still runs: right away, or after its recovery.</summary>
    private static async Task<NpgsqlConnectionStringBuilder?> Running(PostgresFolder folder, CancellationToken ct)
    {
        for (var waiting = Stopwatch.StartNew(); folder.RunningProcess() is { } running; await Task.Delay(100, ct))
        {
            var server = folder.Server(running.Port);
            if (await Answers(server, ct))
                return server;
            if (waiting.Elapsed > Patience)
                throw new InvalidOperationException($"PostgreSQL process {running.Id} of {folder.Path} runs but does not answer. {folder.LogTail()}");
        }

        folder.DisownForeignProcess();
        return null;
    }

    private static async Task<NpgsqlConnectionStringBuilder> Launched(PostgresFolder folder, PostgresCommands commands, CancellationToken ct)
    {
        for (var waiting = Stopwatch.StartNew(); ; await Task.Delay(200, ct))
        {
            var port = folder.ChoosePort();
            folder.Configure(port);
            var start = await commands.Start(ct);
            if (start.Succeeded && await Answers(folder.Server(port), ct))
                return folder.Server(port);
            // Backends of a killed server leave within a moment; a port can be lost between choosing and binding.
            var passing = folder.LogTail() is var log && (log.Contains("still in use", StringComparison.Ordinal) || log.Contains("could not bind", StringComparison.Ordinal));
            if (!passing || waiting.Elapsed > Patience)
                throw new InvalidOperationException($"PostgreSQL in {folder.Path} does not start. {start.Output} {log}");
        }
    }

    // The password is this folder's alone, so whoever accepts it is this folder's server.
    private static async Task<bool> Answers(NpgsqlConnectionStringBuilder server, CancellationToken ct)
    {
        try
        {
            await using var connection = new NpgsqlConnection(server.ConnectionString);
            await connection.OpenAsync(ct);
            return true;
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            return false;
        }
    }

    private static async Task MakeDatabase(NpgsqlConnectionStringBuilder server, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync(ct);
        await using var exists = new NpgsqlCommand($"SELECT 1 FROM pg_database WHERE datname = '{PostgresFolder.Database}'", connection);
        if (await exists.ExecuteScalarAsync(ct) is not null)
            return;
        await using var create = new NpgsqlCommand($"CREATE DATABASE {PostgresFolder.Database}", connection);
        await create.ExecuteNonQueryAsync(ct);
    }

    private static async Task<FileStream> Locked(string path, CancellationToken ct)
    {
        for (var waiting = Stopwatch.StartNew(); ; await Task.Delay(50, ct))
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (waiting.Elapsed < 2 * Patience)
            {
            }
        }
    }
}
