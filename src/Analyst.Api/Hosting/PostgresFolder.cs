using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;

namespace Analyst.Api.Hosting;

/// <summary>The files of a private PostgreSQL server: <c>data</c>, its password, its port, its log and two lock files.</summary>
internal sealed class PostgresFolder(string path)
{
    public const string User = "analyst";
    public const string Database = "analyst";

    // Beyond every system's largest process id: PostgreSQL takes the lock file for a dead server's.
    private const int NoProcess = int.MaxValue;
    private const long LargeLog = 10 << 20;
    private const string Settings = "analyst.conf";

    public string Path { get; } = path;

    public string Data => In("data");

    /// <summary>Where a new cluster grows; it becomes <see cref="Data"/> by one rename, so a half-made one is never taken for whole.</summary>
    public string UnfinishedData => In("data.new");

    public string PasswordPath => In("password");

    public string LogPath => In("log");

    public string LockPath => In("lock");

    public bool IsWhole => File.Exists(System.IO.Path.Combine(Data, "PG_VERSION"));

    private string PidPath => System.IO.Path.Combine(Data, "postmaster.pid");

    public string? MajorVersion() => IsWhole ? File.ReadAllText(System.IO.Path.Combine(Data, "PG_VERSION")).Trim() : null;

    /// <summary>Held by each process that uses the server; the system lets go of it when the process dies.</summary>
    public FileStream MarkInUse() => new(In("in-use"), FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read);

    public bool IsInUse()
    {
        try
        {
            using var alone = new FileStream(In("in-use"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    public void MakePassword()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new StreamWriter(PasswordPath, options);
        file.Write(RandomNumberGenerator.GetHexString(40, lowercase: true));
    }

    public NpgsqlConnectionStringBuilder Server(int port) => new()
    {
        Host = IPAddress.Loopback.ToString(),
        Port = port,
        Username = User,
        Password = File.Exists(PasswordPath)
            ? File.ReadAllText(PasswordPath).Trim()
            : throw new InvalidOperationException($"{PasswordPath} is missing: put it back, or delete {Path} to start with an empty database."),
        Database = "postgres",
        Timeout = 5,
        Pooling = false,
    };

    /// <summary>The port of the last start when it is free, else another free one.</summary>
    public int ChoosePort()
    {
        var kept = File.Exists(In("port")) && int.TryParse(File.ReadAllText(In("port")), CultureInfo.InvariantCulture, out var port) ? port : 0;
        var chosen = FreePort(kept) ?? FreePort(0) ?? throw new InvalidOperationException("No free port on 127.0.0.1.");
        File.WriteAllText(In("port"), chosen.ToString(CultureInfo.InvariantCulture));
        return chosen;
    }

    /// <summary>Writes our settings, which the server reads after those that initdb found fitting for this machine.</summary>
    public void Configure(int port)
    {
        var (main, include) = (System.IO.Path.Combine(Data, "postgresql.conf"), $"include '{Settings}'\n");
        if (!File.ReadAllText(main).EndsWith(include, StringComparison.Ordinal))
            File.AppendAllText(main, include);
        File.WriteAllText(System.IO.Path.Combine(Data, Settings), string.Create(CultureInfo.InvariantCulture, $"""
            listen_addresses = '127.0.0.1'
            port = {port}
            unix_socket_directories = ''
            password_encryption = 'scram-sha-256'
            max_connections = 200
            shared_buffers = '256MB'
            max_wal_size = '1GB'
            timezone = 'UTC'
            log_timezone = 'UTC'
            log_checkpoints = off
            lc_messages = 'C'

            """));
        if (new FileInfo(LogPath) is { Exists: true, Length: > LargeLog })
            File.Move(LogPath, LogPath + ".old", overwrite: true);
    }

    /// <summary>The process that the lock file names, when it is a PostgreSQL server of this folder.</summary>
    public (int Id, int Port)? RunningProcess()
    {
        var lines = PidLines();
        if (lines.Length < 4 || !int.TryParse(lines[0], CultureInfo.InvariantCulture, out var id) || !int.TryParse(lines[3], CultureInfo.InvariantCulture, out var port))
            return null;
        return IsServerOfThisFolder(id) ? (id, port) : null;
    }

    /// <summary>After a crash the process id in the lock file may belong to another program, which stops PostgreSQL from starting.</summary>
    public void DisownForeignProcess()
    {
        // Only the id is replaced: the rest tells PostgreSQL whether orphans of the killed server still write.
        if (PidLines() is { Length: > 0 } lines)
            File.WriteAllText(PidPath, string.Join('\n', lines.Skip(1).Prepend(NoProcess.ToString(CultureInfo.InvariantCulture))) + "\n");
    }

    public string LogTail() => File.Exists(LogPath) ? string.Join('\n', File.ReadLines(LogPath).TakeLast(8)) : "";

    private bool IsServerOfThisFolder(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            if (!process.ProcessName.StartsWith("postgres", StringComparison.Ordinal))
                return false;
            // A server works in its data folder: another one with this id has another lock file there.
            return !OperatingSystem.IsLinux() || File.ReadLines($"/proc/{id}/cwd/postmaster.pid").Take(4).SequenceEqual(PidLines().Take(4));
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private string[] PidLines() => File.Exists(PidPath) ? File.ReadAllLines(PidPath) : [];

    private static int? FreePort(int wanted)
    {
        using var listener = new TcpListener(IPAddress.Loopback, wanted);
        try
        {
            listener.Start();
            return ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        catch (SocketException)
        {
            return null;
        }
    }

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
