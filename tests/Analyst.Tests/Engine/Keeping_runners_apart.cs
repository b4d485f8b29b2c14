using System.Diagnostics;
using System.Globalization;
using Analyst.Engine;

namespace Analyst.Tests.Engine;

public sealed class Keeping_runners_apart(Runners runners)
{
    // Long enough to be met at work, and never finished.
    private const string Endless = "SELECT count(*) FROM range(100000000) AS a(i), range(100000000) AS b(i) WHERE a.i + b.i = 1";

    [Fact]
    public async Task two_scopes_never_meet_in_one_process()
    {
        using var pool = NewPool(o => o with { MaxProcesses = 1, WarmSpares = 0 });
        var (one, two) = (Runners.NewScope, Runners.NewScope);
        await Ask(pool, one, "SELECT 1");
        var first = Children(pool);
        await Ask(pool, one, "SELECT 2");
        Assert.Equal(first, Children(pool));
        await Ask(pool, two, "SELECT 3");
        Assert.Empty(first.Intersect(Children(pool)));
    }

    [Fact]
    public async Task other_tables_of_one_scope_replace_those_before()
    {
        using var pool = NewPool(o => o with { WarmSpares = 0 });
        var scope = Runners.NewScope;
        var (one, two) = (await runners.Load("a\n1\n"), await runners.Load("b\n2\n"));
        async Task<string> Ask(string table, string path) =>
            Runners.Text(await pool.Query(new QueryWork(scope, new Dictionary<string, string> { [table] = path }, $"SELECT * FROM {table}", 10), Runners.Ct));
        Assert.Equal("[[1]]", await Ask("data", one.Parquet));
        var process = Children(pool);
        Assert.Equal("[[2]]", await Ask("data", two.Parquet));
        Assert.Equal("[[1]]", await Ask("other", one.Parquet));
        await Assert.ThrowsAsync<EngineException>(() => pool.Query(new QueryWork(scope, new Dictionary<string, string> { ["data"] = two.Parquet }, "SELECT * FROM other", 10), Runners.Ct));
        Assert.Equal(process, Children(pool));
    }

    [Fact]
    public async Task a_statement_beyond_its_deadline_is_stopped()
    {
        using var pool = NewPool(o => o with { QueryDeadline = TimeSpan.FromMilliseconds(300) });
        var started = Stopwatch.GetTimestamp();
        var late = await Assert.ThrowsAsync<EngineException>(() => Ask(pool, Runners.NewScope, Endless));
        Assert.Equal("query-timeout", late.Code);
        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 0.2, 20);
    }

    [Fact]
    public async Task a_caller_who_gives_up_stops_the_work()
    {
        using var pool = NewPool(o => o);
        var scope = Runners.NewScope;
        await Ask(pool, scope, "SELECT 1");
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pool.Query(new QueryWork(scope, new Dictionary<string, string>(), Endless, 10), patience.Token));
        Assert.Equal(1, (await Ask(pool, scope, "SELECT 1")).RowCount);
    }

    [Fact]
    public async Task a_killed_process_is_an_error_that_may_be_retried()
    {
        using var pool = NewPool(o => o with { WarmSpares = 0, QueryDeadline = TimeSpan.FromMinutes(2) });
        var scope = Runners.NewScope;
        await Ask(pool, scope, "SELECT 1");
        var working = Ask(pool, scope, Endless);
        foreach (var child in Children(pool))
            Process.GetProcessById(child).Kill();
        var crash = await Assert.ThrowsAsync<EngineException>(() => working);
        Assert.Equal("runner-crashed", crash.Code);
        Assert.True(crash.Retryable);
        Assert.Equal(1, (await Ask(pool, scope, "SELECT 1")).RowCount);
    }

    [Fact]
    public async Task memory_has_an_end()
    {
        using var pool = NewPool(o => o with { QueryMemoryMb = 64 });
        var scope = Runners.NewScope;
        var big = await Assert.ThrowsAsync<EngineException>(() => Ask(pool, scope, "SELECT array_agg(i || ' some text that takes room') FROM range(20000000) AS t(i)"));
        Assert.Equal("query-too-big", big.Code);
        Assert.Equal(1, (await Ask(pool, scope, "SELECT 1")).RowCount);
    }

    [Fact]
    public async Task many_callers_share_few_processes()
    {
        using var pool = NewPool(o => o with { MaxProcesses = 2 });
        var scopes = Enumerable.Range(0, 4).Select(_ => Runners.NewScope).ToArray();
        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => Ask(pool, scopes[i % scopes.Length], $"SELECT {i.ToString(CultureInfo.InvariantCulture)}")));
        Assert.Equal(Enumerable.Range(0, 60).Select(i => $"[[{i.ToString(CultureInfo.InvariantCulture)}]]"), answers.Select(Runners.Text));
    }

    [Fact]
    public async Task a_result_beyond_the_byte_limit_is_cut_at_a_row()
    {
        using var pool = NewPool(o => o with { MaximumResultBytes = 10_000 });
        var result = await pool.Query(new QueryWork(Runners.NewScope, new Dictionary<string, string>(), "SELECT range, md5(range::VARCHAR) FROM range(1000)", 5000), Runners.Ct);
        Assert.True(result.Truncated);
        Assert.InRange(result.Rows.Length, 1, 10_100);
        Assert.Equal(result.RowCount, System.Text.Json.JsonDocument.Parse(result.Rows).RootElement.GetArrayLength());
    }

    [Fact]
    public async Task the_end_of_the_pool_is_the_end_of_its_processes()
    {
        var pool = NewPool(o => o);
        await Ask(pool, Runners.NewScope, "SELECT 1");
        var children = Children(pool);
        Assert.NotEmpty(children);
        pool.Dispose();
        foreach (var child in children)
            await Gone(child);
    }

    private RunnerPool NewPool(Func<RunnerOptions, RunnerOptions> change) =>
        new(change(runners.Options) with { TempFolder = runners.NewFile("runners") });

    private static Task<QueryResult> Ask(RunnerPool pool, RunnerScope scope, string sql) =>
        pool.Query(new QueryWork(scope, new Dictionary<string, string>(), sql, 10), Runners.Ct);

    private static int[] Children(RunnerPool pool) => [.. pool.Processes];

    private static async Task Gone(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            await process.WaitForExitAsync(Runners.Ct);
        }
        catch (ArgumentException)
        {
            // No process has that number any more.
        }
    }
}
