#!/usr/bin/env dotnet
#:package DuckDB.NET.Data.Full
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
#:property NoWarn=$(NoWarn);CA1305;CA1416;CA1869;CA2100

// What one big file costs: start, upload, ingest, profile and SQL, each beside its yardstick in the same run.
// With "crowd" as second word: twelve such uploads at once, after everything else.
// Build first (any ./analyst run does), then from the root: dotnet run tests/load/one-gigabyte.cs [megabytes] [crowd]
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using DuckDB.NET.Data;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var megabytes = args is [var given, ..] ? long.Parse(given) : 1_000;
var work = Directory.CreateTempSubdirectory("analyst-load-");
File.SetUnixFileMode(work.FullName, (UnixFileMode)0b111_101_101);
var csv = Path.Combine(work.FullName, "big.csv");
Console.WriteLine($"{Generate(csv, megabytes * 1_000_000):N0} rows, {new FileInfo(csv).Length:N0} bytes, {Environment.ProcessorCount} cores");
try
{
    await using (var first = await Server.Start(work.FullName))
        Row("first start ever (cluster, tables)", first.Started);
    await using var server = await Server.Start(work.FullName);
    Row("start to ready", server.Started);
    Row("first request", await Timed(() => server.Http.GetStringAsync("/api/analyst/datasets")));
    Row("second request", await Timed(() => server.Http.GetStringAsync("/api/analyst/datasets")));
    await MeasureSmallUploads(server);
    await Measure(server);
    if (args is [_, "crowd"])
        await MeasureCrowd(server);
}
finally
{
    work.Delete(recursive: true);
}

async Task Measure(Server server)
{
    var before = server.Memory("VmRSS");
    var copied = await Timed(() => Task.Run(() => CopyAndHash(csv)));
    var flushed = await Timed(() => Task.Run(() => CopyAndHash(csv, flush: true)));
    JsonNode? uploaded = null;
    var upload = await Timed(async () => uploaded = await server.Upload(csv));
    Row("upload, against cp and sha256sum", upload, copied);
    Row("upload, against cp, sync and sha256sum", upload, flushed);
    var afterUpload = server.Memory("VmHWM");

    var largest = 0L;
    var (dataset, job) = ((string)uploaded!["id"]!, (string)uploaded["jobId"]!);
    var ingest = await Timed(() => Until(async () => (string?)JsonNode.Parse(await server.Http.GetStringAsync($"/api/analyst/jobs/{job}"))!["state"] == "succeeded"));
    var waiting = Stopwatch.GetTimestamp();
    var first = await Timed(() => Until(async () => (await server.Http.GetAsync($"/api/analyst/datasets/{dataset}/profile")).IsSuccessStatusCode));
    await Until(() => server.IsProfiled(dataset));
    var profile = Stopwatch.GetElapsedTime(waiting);
    Row("first numbers of the profile", first);

    using var duck = new DuckDBConnection("DataSource=:memory:");
    duck.Open();
    Run(duck, "SET threads=2");
    Run(duck, "SET memory_limit='2GB'");
    var parquet = Path.Combine(work.FullName, "bare.parquet");
    Row("ingest, against bare COPY … TO parquet", ingest, await Timed(() => Task.Run(() => Run(duck, $"COPY (FROM read_csv('{csv}')) TO '{parquet}' (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1)"))));
    Row("profile, against SUMMARIZE", profile, await Timed(() => Task.Run(() => Run(duck, $"SUMMARIZE FROM '{parquet}'"))));
    Run(duck, $"CREATE VIEW data AS FROM '{parquet}'");
    foreach (var sql in new[] { "SELECT count(*) FROM data", "SELECT product, sum(amount) AS s FROM data GROUP BY product ORDER BY s DESC LIMIT 10", "SELECT date_trunc('month', sold) AS m, avg(amount) FROM data GROUP BY 1 ORDER BY 1" })
        Row($"warm SQL, median: {sql}", await Median(() => server.Http.PostAsJsonAsync($"/api/analyst/datasets/{dataset}/sql", new { sql })), await Median(() => Task.Run(() => Run(duck, sql))));
    await server.Http.PostAsJsonAsync($"/api/analyst/datasets/{dataset}/query", new { question = "What is the total amount per product?" });
    Row("cached answer, median", await Median(() => server.Http.PostAsJsonAsync($"/api/analyst/datasets/{dataset}/query", new { question = "What is the total amount per product?" })));
    Console.WriteLine($"server: {before / 1024} MB before, peak {afterUpload / 1024} MB after the upload, {server.Memory("VmHWM") / 1024} MB at the end; largest runner {largest / 1024} MB");

    async Task Until(Func<Task<bool>> done)
    {
        while (!await done())
        {
            largest = Math.Max(largest, server.LargestRunner());
            await Task.Delay(50);
        }
    }
}

async Task MeasureSmallUploads(Server server)
{
    var small = Path.Combine(work.FullName, "small.csv");
    using (var from = File.OpenRead(csv))
    using (var to = File.Create(small))
    {
        var bytes = new byte[Math.Min(100_000_000, from.Length)];
        from.ReadExactly(bytes);
        to.Write(bytes.AsSpan(0, bytes.AsSpan().LastIndexOf((byte)'\n') + 1));
    }
    // Every dataset is read in the background, so the three uploads wait for the quiet between.
    var (uploads, copies) = (new List<TimeSpan>(), new List<TimeSpan>());
    for (var i = 0; i < 3; i++)
    {
        copies.Add(await Timed(() => Task.Run(() => CopyAndHash(small))));
        JsonNode? uploaded = null;
        uploads.Add(await Timed(async () => uploaded = await server.Upload(small)));
        await server.UntilProfiled((string)uploaded!["id"]!);
    }
    Row("upload of 100 MB, median of 3, against cp and sha256sum", uploads.Order().ElementAt(1), copies.Order().ElementAt(1));
}

async Task MeasureCrowd(Server server)
{
    var before = server.Memory("VmRSS");
    var statuses = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => server.TryUpload(csv)));
    Console.WriteLine($"12 uploads at once: {string.Join(", ", statuses.CountBy(s => s).Select(s => $"{s.Value} × {s.Key}"))}; server {before / 1024} MB before, peak {server.Memory("VmHWM") / 1024} MB");
}

void CopyAndHash(string from, bool flush = false)
{
    var to = Path.Combine(work.FullName, "copy");
    Process.Start("cp", [from, to]).WaitForExit();
    if (flush)
        Process.Start("sync", [to]).WaitForExit();
    Process.Start(new ProcessStartInfo("sha256sum", [to]) { RedirectStandardOutput = true })!.WaitForExit();
    File.Delete(to);
}

static void Run(DuckDBConnection duck, string sql)
{
    using var command = duck.CreateCommand();
    command.CommandText = sql;
    using var rows = command.ExecuteReader();
    while (rows.Read())
        rows.GetValue(0);
}

static async Task<TimeSpan> Timed(Func<Task> act)
{
    var clock = Stopwatch.StartNew();
    await act();
    return clock.Elapsed;
}

static async Task<TimeSpan> Median(Func<Task> act)
{
    await act();
    var times = new List<TimeSpan>();
    for (var i = 0; i < 15; i++)
        times.Add(await Timed(act));
    return times.Order().ElementAt(times.Count / 2);
}

static void Row(string what, TimeSpan took, TimeSpan? yardstick = null) => Console.WriteLine(
    yardstick is { } y ? $"{what,-110} {took.TotalMilliseconds,10:N1} ms   yardstick {y.TotalMilliseconds,10:N1} ms   ratio {took / y:N2}" : $"{what,-110} {took.TotalMilliseconds,10:N1} ms");

static long Generate(string path, long bytes)
{
    var random = new Random(20261123);
    string[] products = ["tea", "coffee", "cocoa", "water", "juice", "milk", "beer", "wine"], regions = ["north", "south", "east", "west"];
    using var file = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 20);
    file.Write("id,sold,at,product,region,quantity,price,amount,discount,customer,email,note\n");
    var rows = 0L;
    for (var written = 0L; written < bytes; rows++)
    {
        var (quantity, price) = (random.Next(1, 20), random.Next(100, 9_999) / 100.0);
        var line = string.Create(CultureInfo.InvariantCulture, $"{rows},{2020 + rows % 5}-{random.Next(1, 13):D2}-{random.Next(1, 29):D2},2024-01-01 {random.Next(24):D2}:{random.Next(60):D2}:{random.Next(60):D2},{products[random.Next(8)]},{regions[random.Next(4)]},{quantity},{price:F2},{quantity * price:F2},{(random.Next(4) == 0 ? "" : $"0.{random.Next(5)}")},customer {random.Next(200_000)},c{random.Next(200_000)}@example.com,\"note {random.Next(1000)}, with a comma\"\n");
        file.Write(line);
        written += line.Length;
    }
    return rows;
}

/// <summary>The built program as a child process.</summary>
internal sealed class Server(Process process, HttpClient http, TimeSpan started) : IAsyncDisposable
{
    public HttpClient Http => http;

    public TimeSpan Started => started;

    public static async Task<Server> Start(string folder)
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var address = $"http://{listener.LocalEndpoint}";
        listener.Stop();
        var start = new ProcessStartInfo(Path.GetFullPath("artifacts/bin/Analyst.Api/release/Analyst.Api"));
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ASPNETCORE_URLS"] = address;
        start.Environment["Logging__LogLevel__Default"] = start.Environment["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Warning";
        start.Environment["Analyst__DataFolder"] = Path.Combine(folder, "data");
        var http = new HttpClient { BaseAddress = new Uri(address), Timeout = TimeSpan.FromMinutes(20) };
        http.DefaultRequestHeaders.Add("X-User", "load");
        var clock = Stopwatch.StartNew();
        var process = Process.Start(start)!;
        while (!await IsReady(http))
            await Task.Delay(10);
        return new Server(process, http, clock.Elapsed);
    }

    public async Task<JsonNode> Upload(string path)
    {
        using var body = new StreamContent(File.OpenRead(path), 1 << 20) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } };
        using var answer = await http.PostAsync("/api/analyst/datasets?name=big.csv", body);
        return JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!;
    }

    /// <summary>The status, and what Retry-After says.</summary>
    public async Task<string> TryUpload(string path)
    {
        using var body = new StreamContent(File.OpenRead(path), 1 << 20) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/analyst/datasets?name=crowd.csv") { Content = body, Headers = { ExpectContinue = true } };
        using var answer = await http.SendAsync(request);
        return answer.Headers.RetryAfter is { } again ? $"{(int)answer.StatusCode} (Retry-After {again})" : $"{(int)answer.StatusCode}";
    }

    /// <summary>All numbers are there.</summary>
    public async Task<bool> IsProfiled(string dataset)
    {
        using var reply = await http.GetAsync($"/api/analyst/datasets/{dataset}/profile");
        return reply.IsSuccessStatusCode && (bool)JsonNode.Parse(await reply.Content.ReadAsStringAsync())!["complete"]!;
    }

    public async Task UntilProfiled(string dataset)
    {
        while (!await IsProfiled(dataset))
            await Task.Delay(100);
    }

    /// <summary>A line of /proc/PID/status, in kilobytes.</summary>
    public long Memory(string line) => Status(process.Id, line);

    /// <summary>The largest peak among the engine's processes, in kilobytes.</summary>
    public long LargestRunner() => Process.GetProcessesByName("Analyst.Api").Where(p => p.Id != process.Id).Select(p => Status(p.Id, "VmHWM")).DefaultIfEmpty(0).Max();

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        Process.Start("kill", ["-TERM", $"{process.Id}"]).WaitForExit();
        await process.WaitForExitAsync();
    }

    private static long Status(int pid, string line)
    {
        try
        {
            return long.Parse(File.ReadLines($"/proc/{pid}/status").FirstOrDefault(l => l.StartsWith(line, StringComparison.Ordinal))?.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1] ?? "0");
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static async Task<bool> IsReady(HttpClient http)
    {
        try
        {
            return (await http.GetAsync("/health/ready")).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
