using System.Diagnostics;
using System.Net;
using System.Text;
using Npgsql;

namespace Analyst.Api.Tests.Servers;

/// <summary>The real executable as a child process, with its own database and data folder: what a test drives is what a user runs.</summary>
public sealed class AnalystProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly StringBuilder log = new();
    private readonly NpgsqlDataSource database;

    private AnalystProcess(Process process, Uri address, string dataFolder, string connectionString)
    {
        (this.process, Address, DataFolder, ConnectionString) = (process, address, dataFolder, connectionString);
        database = NpgsqlDataSource.Create(connectionString);
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
    }

    public Uri Address { get; }

    public string DataFolder { get; }

    public string ConnectionString { get; }

    public int Id => process.Id;

    public bool HasEnded => process.HasExited;

    /// <summary>In its own folder, not the tests': built beside them, in the same configuration.</summary>
    public static string Executable { get; } = Path.Combine(Repository.Root, "artifacts", "bin", "Analyst.Api", new DirectoryInfo(AppContext.BaseDirectory).Name, "Analyst.Api");

    public string Log
    {
        get { lock (log) return log.ToString(); }
    }

    /// <summary>Starts it and waits until it is ready.</summary>
    public static async Task<AnalystProcess> Start(string connectionString, string dataFolder, IReadOnlyDictionary<string, string>? settings = null)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        var start = new ProcessStartInfo(Executable) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_URLS"] = address.ToString();
        start.Environment["ConnectionStrings__Postgres"] = connectionString;
        start.Environment["Analyst__DataFolder"] = dataFolder;
        // A key in the environment of whoever runs the tests is not for them.
        start.Environment["OPENAI_API_KEY"] = "";
        foreach (var (key, value) in settings ?? new Dictionary<string, string>())
            start.Environment[key] = value;
        var analyst = new AnalystProcess(Process.Start(start)!, address, dataFolder, connectionString);
        analyst.process.BeginOutputReadLine();
        analyst.process.BeginErrorReadLine();
        await analyst.Ready();
        return analyst;
    }

    /// <summary>A client that is this user.</summary>
    public ApiClient As(string user) => new(Address, user);

    /// <summary>The stored facts of a stream, in order: stored name and body.</summary>
    public async Task<IReadOnlyList<StoredFact>> Facts(Guid stream)
    {
        await using var command = database.CreateCommand("select type, data::text, user_name, tenant_id, correlation_id, causation_id, headers::text, version from analyst.mt_events where stream_id = $1 order by version");
        command.Parameters.AddWithValue(stream);
        await using var rows = await command.ExecuteReaderAsync();
        var facts = new List<StoredFact>();
        while (await rows.ReadAsync())
            facts.Add(new StoredFact(rows.GetString(0), rows.GetString(1), Text(rows, 2), Text(rows, 3), Text(rows, 4), Text(rows, 5), Text(rows, 6), rows.GetInt64(7)));
        return facts;
    }

    /// <summary>Waits for a fact of this stored name in a stream.</summary>
    public Task<StoredFact> Until(Guid stream, string type) =>
        Wait.For($"the fact {type}", async () => (await Facts(stream)).FirstOrDefault(f => f.Type == type));

    /// <summary>Runs one statement on the database, for tests that look at tables.</summary>
    public async Task<IReadOnlyList<string>> Rows(string sql)
    {
        await using var command = database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(reader.GetString(0));
        return rows;
    }

    /// <summary>SIGKILL, as a crash.</summary>
    public async Task Kill()
    {
        process.Kill(entireProcessTree: false);
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
        process.Dispose();
        await database.DisposeAsync();
    }

    private async Task Ready()
    {
        using var http = new HttpClient { BaseAddress = Address };
        await Wait.For("the server to be ready", async () =>
        {
            if (process.HasExited)
                throw new InvalidOperationException($"Analyst ended with {process.ExitCode}:\n{Log}");
            try
            {
                using var answer = await http.GetAsync("/health/ready");
                return answer.StatusCode == HttpStatusCode.OK ? "ready" : null;
            }
            catch (HttpRequestException)
            {
                return null;
            }
        });
    }

    private void Note(string? line)
    {
        lock (log)
            log.AppendLine(line);
    }

    private static string? Text(NpgsqlDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetString(column);
}

/// <summary>A fact as it stands in the database.</summary>
public sealed record StoredFact(string Type, string Data, string? User, string? Tenant, string? CorrelationId, string? CausationId, string? Headers, long Version);
