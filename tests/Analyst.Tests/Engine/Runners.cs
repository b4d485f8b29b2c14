using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Analyst.Domain.Datasets;
using Analyst.Engine;

[assembly: AssemblyFixture(typeof(Analyst.Tests.Engine.Runners))]

namespace Analyst.Tests.Engine;

/// <summary>Real runner processes and a folder for their files, shared by all tests of the engine.</summary>
public sealed class Runners : IDisposable
{
    private readonly Lazy<RunnerPool> pool;
    private int files;

    public Runners()
    {
        Folder = Directory.CreateTempSubdirectory("analyst-engine-").FullName;
        pool = new Lazy<RunnerPool>(() => new RunnerPool(Options));
    }

    public string Folder { get; }

    public RunnerOptions Options => new()
    {
        Command = RunnerOptions.CommandFor(Path.Combine(AppContext.BaseDirectory, "Analyst.Api.dll")),
        TempFolder = Path.Combine(Folder, "runners"),
        MaxWorkProcesses = 2,
    };

    public RunnerPool Pool => pool.Value;

    public static RunnerScope NewScope => new("tests", Guid.CreateVersion7());

    /// <summary>For tests that do not mind whose processes they meet.</summary>
    public static RunnerScope Anyone { get; } = new("tests", Guid.CreateVersion7());

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static IProgress<WorkProgress> Unheard { get; } = new Nobody();

    public string NewFile(string extension) => Path.Combine(Folder, $"{Interlocked.Increment(ref files)}.{extension}");

    public string Write(byte[] content)
    {
        var path = NewFile("csv");
        File.WriteAllBytes(path, content);
        return path;
    }

    public Task<Loaded> Load(string csv, ReadingChoices? choices = null) => Load(Encoding.UTF8.GetBytes(csv), choices);

    public async Task<Loaded> Load(byte[] csv, ReadingChoices? choices = null)
    {
        var (output, rejects) = (NewFile("parquet"), NewFile("ndjson"));
        var result = await Pool.Ingest(new IngestWork(Anyone, Write(csv), output, rejects, choices), Unheard, Ct);
        return new Loaded(this, output, rejects, result);
    }

    public async Task<EngineException> Refusal(string csv) => await Assert.ThrowsAsync<EngineException>(() => Load(csv));

    public Task<QueryResult> Query(string sql, string? parquet = null, RunnerScope? scope = null, int rowLimit = 1000, IReadOnlyDictionary<string, JsonElement>? parameters = null) =>
        Pool.Query(new QueryWork(scope ?? Anyone, parquet is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["data"] = parquet }, sql, rowLimit, parameters), Ct);

    public void Dispose()
    {
        if (pool.IsValueCreated)
            pool.Value.Dispose();
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (IOException)
        {
            // A child that is still ending may hold a file; the folder is temporary.
        }
    }

    public static string Text(QueryResult result) => Encoding.UTF8.GetString(result.Rows.Span);

    public static string CasesFolder([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "cases"));

    private sealed class Nobody : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value)
        {
        }
    }
}

/// <summary>An entry in the record of what did not become a row or a value.</summary>
public sealed record Reject(long Line, long Lines, string Kind, string? Column, string? Value, string Reason, string Text);

/// <summary>An ingested file.</summary>
public sealed record Loaded(Runners Runners, string Parquet, string RejectsPath, IngestResult Result)
{
    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.Web);

    public Reject[] Rejects => File.Exists(RejectsPath) ? [.. File.ReadLines(RejectsPath).Select(line => JsonSerializer.Deserialize<Reject>(line, Camel)!)] : [];

    public string Types => string.Join(", ", Result.Columns.Select(c => $"{c.Name} {c.Type}"));

    /// <summary>The rows as JSON, in file order.</summary>
    public async Task<string> Rows() => Runners.Text(await Runners.Query("SELECT * FROM data", Parquet));

    public async Task<JsonElement> Ask(string sql) => JsonDocument.Parse(Runners.Text(await Runners.Query(sql, Parquet))).RootElement;
}
