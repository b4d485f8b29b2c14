using System.Diagnostics;
using System.Globalization;
using Analyst.Api.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Analyst.Api.Tests;

public sealed class Embedded_postgres : IClassFixture<Embedded_postgres.Folder>
{
    private readonly Folder _folder;

    public Embedded_postgres(Folder folder) => _folder = folder;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(_folder.Path, "postgres", "data");

    private string PidFile => Path.Combine(Data, "postmaster.pid");

    [Fact]
    public async Task starts_a_durable_server_that_only_this_machine_and_the_password_can_reach()
    {
        await using var postgres = await Start();

        Assert.Equal("127.0.0.1", await Ask(postgres.ConnectionString, "SHOW listen_addresses"));
        Assert.Equal("on", await Ask(postgres.ConnectionString, "SHOW fsync"));
        Assert.Equal("UTF8", await Ask(postgres.ConnectionString, "SHOW server_encoding"));
        var guess = new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Password = "guess" };
        Assert.Equal("28P01", (await Assert.ThrowsAsync<PostgresException>(() => Ask(guess.ConnectionString, "SELECT 1"))).SqlState);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder.Path, "postgres", "password")));
    }

    [Fact]
    public async Task keeps_what_was_written_and_its_port_over_a_restart()
    {
        string before;
        await using (var postgres = await Start())
        {
            before = postgres.ConnectionString;
            await Ask(before, "CREATE TABLE kept AS SELECT 42::text AS answer");
        }

        Assert.False(File.Exists(PidFile));
        await using var again = await Start();
        Assert.Equal("42", await Ask(again.ConnectionString, "SELECT answer FROM kept"));
        Assert.Equal(before, again.ConnectionString);
    }

    [Fact]
    public async Task is_shared_by_those_who_start_together_and_stopped_by_the_last()
    {
        var both = await Task.WhenAll(Start(), Start());
        Assert.Equal(both[0].ConnectionString, both[1].ConnectionString);

        await both[0].DisposeAsync();
        Assert.Equal("1", await Ask(both[1].ConnectionString, "SELECT 1::text"));

        await both[1].DisposeAsync();
        Assert.False(File.Exists(PidFile));
    }

    [Fact]
    public async Task recovers_after_the_server_was_killed()
    {
        await using var killed = await Start();
        await Ask(killed.ConnectionString, "CREATE TABLE survived AS SELECT 'yes' AS answer");
        using (var server = Process.GetProcessById(int.Parse((await File.ReadAllLinesAsync(PidFile, Ct))[0], CultureInfo.InvariantCulture)))
            server.Kill();

        await using var postgres = await Start();
        Assert.Equal("yes", await Ask(postgres.ConnectionString, "SELECT answer FROM survived"));
    }

    [Fact]
    public async Task starts_although_a_lock_file_names_another_program()
    {
        await (await Start()).DisposeAsync();
        // As root the server runs as postgres, and only a program of that user could be mistaken for it.
        using var other = Environment.IsPrivilegedProcess
            ? Process.Start("setpriv", ["--reuid", "postgres", "--regid", "postgres", "--init-groups", "sleep", "60"])
            : Process.Start("sleep", ["60"]);
        await File.WriteAllTextAsync(PidFile, $"{other.Id}\n{Data}\n1700000000\n5432\n\n127.0.0.1\n   1234567         0\nready   \n", Ct);

        await using var postgres = await Start();
        Assert.Equal("1", await Ask(postgres.ConnectionString, "SELECT 1::text"));
        other.Kill();
    }

    [Fact]
    public async Task starts_over_when_its_making_was_interrupted()
    {
        using var folder = new Folder();
        var unfinished = Directory.CreateDirectory(Path.Combine(folder.Path, "postgres", "data.new", "base"));
        Directory.CreateDirectory(Path.Combine(folder.Path, "postgres", "data"));

        await using var postgres = await EmbeddedPostgres.Start(folder.Path, NullLogger.Instance, Ct);
        Assert.Equal("1", await Ask(postgres.ConnectionString, "SELECT 1::text"));
        Assert.False(unfinished.Exists && Directory.Exists(unfinished.FullName));
    }

    [Fact]
    public async Task started_by_root_moves_away_from_a_folder_its_user_cannot_reach()
    {
        using var folder = new Folder();
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var inside = Directory.CreateDirectory(Path.Combine(folder.Path, "clone", ".data")).FullName;

        await using var postgres = await EmbeddedPostgres.Start(inside, NullLogger.Instance, Ct);
        var data = await Ask(postgres.ConnectionString, "SHOW data_directory");
        Assert.StartsWith(Environment.IsPrivilegedProcess ? "/var/lib/analyst/" : inside, data, StringComparison.Ordinal);
        await postgres.DisposeAsync();
        Directory.Delete(Path.GetDirectoryName(data)!, recursive: true);
    }

    private Task<EmbeddedPostgres> Start() => EmbeddedPostgres.Start(_folder.Path, NullLogger.Instance, Ct);

    private static async Task<string> Ask(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false });
        await using var command = source.CreateCommand(sql);
        return (string?)await command.ExecuteScalarAsync(Ct) ?? "";
    }

    /// <summary>A temporary folder; making a cluster takes a second, so the tests of the class share one.</summary>
    public sealed class Folder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("analyst-postgres-").FullName;

        public Folder()
        {
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(Path, (UnixFileMode)0b111_101_101);
        }

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
