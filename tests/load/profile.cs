#!/usr/bin/env dotnet
#:project ../../src/Analyst.Engine/Analyst.Engine.csproj
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
#:property NoWarn=$(NoWarn);CA1305;CA1416;CA1869;CA2100;CA1852

// What a profile costs in the engine, beside one bare scan that computes the same exact counts in the same run: 20 mixed columns, 200 and 2,000 columns.
// Build first (any ./analyst run does), then from the root: dotnet run tests/load/profile.cs [megabytes of CSV] [rounds]
using System.Diagnostics;
using System.Globalization;
using Analyst.Engine;
using DuckDB.NET.Data;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var megabytes = args is [var given, ..] ? long.Parse(given) : 1_000;
var rounds = args is [_, var asked] ? int.Parse(asked) : 3;
var work = Directory.CreateTempSubdirectory("analyst-profile-");
try
{
    using var pool = new RunnerPool(new RunnerOptions
    {
        Command = [Path.GetFullPath("artifacts/bin/Analyst.Api/release/Analyst.Api"), "query-runner"],
        TempFolder = Path.Combine(work.FullName, "runners"),
    });
    Console.WriteLine($"{Environment.ProcessorCount} cores, median of {rounds} rounds");
    await Measure(pool, "20 mixed columns", Mixed(megabytes * 1_000_000 / 232));
    await Measure(pool, "200 columns", Wide(200, megabytes * 1_000_000 / 1_500));
    await Measure(pool, "2,000 columns", Wide(2_000, megabytes * 1_000_000 / 15_000));
}
finally
{
    work.Delete(recursive: true);
}

async Task Measure(RunnerPool pool, string what, string table)
{
    var (csv, parquet) = (Path.Combine(work.FullName, "table.csv"), Path.Combine(work.FullName, "table.parquet"));
    using var duck = new DuckDBConnection("DataSource=:memory:");
    duck.Open();
    Run(duck, $"SET threads = {Environment.ProcessorCount}; SET memory_limit = '4GB'; SET temp_directory = '{work.FullName}'; COPY ({table}) TO '{csv}' (HEADER)");
    var scope = new RunnerScope("load", Guid.CreateVersion7());
    var ingested = await pool.Ingest(new IngestWork(scope, csv, parquet, csv + ".rejects"), new Heard(), CancellationToken.None);
    Console.WriteLine($"\n{what}: {ingested.RowCount:N0} rows, {new FileInfo(csv).Length:N0} bytes of CSV, {ingested.Bytes:N0} of Parquet");
    var exact = Exact(duck, parquet);
    List<double> first = [], whole = [], bare = [];
    for (var round = 0; round < rounds; round++)
    {
        var heard = new Heard();
        await pool.Profile(new ProfileWork(scope, parquet), heard, CancellationToken.None);
        first.Add(heard.First.TotalSeconds);
        whole.Add(heard.Clock.Elapsed.TotalSeconds);
        var clock = Stopwatch.StartNew();
        Run(duck, exact);
        bare.Add(clock.Elapsed.TotalSeconds);
    }
    Console.WriteLine($"first numbers {Median(first):N2} s, complete {Median(whole):N2} s; bare scan for rows, nulls, min, max, sums and distinct {Median(bare):N2} s; ratio {Median(whole) / Median(bare):N2}; peak of the runner {Heard.Peak / 1024:N0} MB");
    Heard.Peak = 0;
}

static string Exact(DuckDBConnection duck, string parquet)
{
    using var command = duck.CreateCommand();
    command.CommandText = $"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM '{parquet}')";
    using var reader = command.ExecuteReader();
    List<string> wanted = ["count(*)"];
    while (reader.Read())
    {
        var (name, type) = (reader.GetString(0), reader.GetString(1));
        wanted.AddRange([$"count({name})", $"min({name})", $"max({name})", $"count(DISTINCT {name})"]);
        if (type is "BIGINT" or "DOUBLE" || type.StartsWith("DECIMAL", StringComparison.Ordinal))
            wanted.AddRange([$"sum({name})", $"avg({name})", $"stddev_samp({name})"]);
    }
    return $"SELECT {string.Join(", ", wanted)} FROM '{parquet}'";
}

static string Mixed(long rows) => $"""
    SELECT i + 1 AS order_id, uuid() AS order_key, DATE '2021-01-01' + (i * 1000 // {rows})::INT + (hash(i) % 3)::INT AS ordered,
      TIMESTAMP '2021-01-01' + to_seconds((hash(i + 7) % 94608000)::BIGINT) AS created_at,
      CASE WHEN hash(i + 1) % 20 = 0 THEN NULL ELSE 1 + hash(i + 1) % 200000 END AS customer_id, 'Customer ' || (1 + hash(i + 1) % 200000) AS customer, 'user' || (1 + hash(i + 1) % 200000) || '@example.com' AS email,
      (['Germany', 'France', 'Spain', 'Italy', 'Poland', 'Austria', 'Norway', 'Sweden', 'Japan', 'Brazil', 'Canada', 'Mexico'])[1 + (hash(i + 2) % 12)::INT] AS country, (['north', 'south', 'east', 'west'])[1 + (hash(i + 3) % 4)::INT] AS region,
      (['Toys', 'Books', 'Garden', 'Food', 'Sports', 'Tools', 'Music'])[1 + (hash(i + 4) % 7)::INT] AS category, 'SKU-' || lpad((hash(i + 5) % 5000)::VARCHAR, 6, '0') AS sku, 1 + hash(i + 6) % 9 AS quantity,
      ((hash(i + 8) % 50000) / 100.0 + 1)::DECIMAL(9, 2) AS unit_price, CASE WHEN hash(i + 9) % 10 = 0 THEN NULL ELSE ((hash(i + 9) % 30) / 100.0)::DECIMAL(4, 2) END AS discount,
      ((1 + hash(i + 6) % 9) * ((hash(i + 8) % 50000) / 100.0 + 1))::DECIMAL(12, 2) AS total, 47 + (hash(i + 10) % 1000000) / 100000.0 AS latitude, 8 + (hash(i + 11) % 1000000) / 100000.0 AS longitude, hash(i + 12) % 3 = 0 AS returned,
      DATE '2021-01-03' + (i * 1000 // {rows})::INT + (hash(i + 13) % 7)::INT AS shipped, CASE WHEN hash(i + 14) % 4 = 0 THEN NULL ELSE 'note ' || hash(i + 14) % 100000 || ', said "well" once' END AS note
    FROM range({rows}) t(i)
    """;

static string Wide(int columns, long rows) => $"SELECT {string.Join(", ", Enumerable.Range(0, columns).Select(c => (c % 4) switch
{
    0 => $"hash(i + {c}) % 100000 AS number_{c}",
    1 => $"((hash(i + {c}) % 1000000) / 100.0)::DECIMAL(9, 2) AS price_{c}",
    2 => $"'value ' || hash(i + {c}) % 500 AS word_{c}",
    _ => $"DATE '2020-01-01' + (hash(i + {c}) % 1500)::INT AS day_{c}",
}))} FROM range({rows}) t(i)";

static void Run(DuckDBConnection duck, string sql)
{
    using var command = duck.CreateCommand();
    command.CommandText = sql;
    using var reader = command.ExecuteReader();
    while (reader.Read())
    {
    }
}

static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

sealed class Heard : IProgress<WorkProgress>
{
    public static long Peak { get; set; }

    public Stopwatch Clock { get; } = Stopwatch.StartNew();

    public TimeSpan First { get; private set; }

    public void Report(WorkProgress value)
    {
        if (value.Numbers is not null && First == TimeSpan.Zero)
            First = Clock.Elapsed;
        Peak = Math.Max(Peak, Process.GetProcessesByName("Analyst.Api").Select(HighWater).DefaultIfEmpty(0).Max());
    }

    private static long HighWater(Process process)
    {
        try
        {
            return File.ReadLines($"/proc/{process.Id}/status").Where(l => l.StartsWith("VmHWM", StringComparison.Ordinal)).Select(l => long.Parse(l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1])).FirstOrDefault();
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
