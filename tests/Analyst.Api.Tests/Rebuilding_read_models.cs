using System.Diagnostics;
using Analyst.Api.Tests.Servers;
using Analyst.Projections;

namespace Analyst.Api.Tests;

public sealed class Rebuilding_read_models(Running running)
{
    [Fact]
    public async Task gives_the_same_rows_byte_for_byte()
    {
        var database = await running.Cluster.NewDatabase();
        await using var analyst = await AnalystProcess.Start(database, running.Cluster.NewFolder("rebuild"));
        using var ann = analyst.As("ann@acme");
        var id = await ann.Profiled(Samples.Dirty);
        var job = await ann.Ended((string)(await ann.Post($"/datasets/{id}/clean", new { })).Json["jobId"]!);
        var place = ((string)job["result"]!["href"]!)["/api/analyst".Length..];
        var tag = (await ann.Get(place)).Headers.ETag!.ToString();
        var approved = await ann.Post($"{place}/approve", new { operations = "all", allowDestructive = true }, ("If-Match", tag));
        await ann.Ended((string)approved.Json["jobId"]!);
        await analyst.Until(id, "dataset_cleaned");
        await ann.Post($"/datasets/{id}/query", new { question = "How many rows are there?" });
        await ann.Post($"/datasets/{id}/query", new { question = "How many rows are there?" });
        await ann.Post($"/datasets/{id}/query", new { question = "What will the weather be?" });
        await ann.Upload("\n");
        await Wait.For("every job to end", async () => (await analyst.Rows("select data->>'State' from analyst.mt_doc_jobrow")).All(s => s is "Succeeded" or "Failed") ? "ended" : null);
        await Wait.For("the history to follow", async () => (await analyst.Rows("select ((select count(*) from analyst.mt_events) = (select count(*) from analyst.mt_doc_historyentry))::text"))[0] == "true" ? "there" : null);
        var live = await Tables(analyst);
        await analyst.Kill();

        foreach (var model in AnalystProjections.ReadModels)
            await Rebuild(database, model);

        await using var later = await AnalystProcess.Start(database, analyst.DataFolder);
        Assert.Equal(live, await Tables(later));
    }

    private static async Task<string> Tables(AnalystProcess analyst)
    {
        var rows = new List<string>();
        foreach (var table in new[] { "dataset", "datasetsummary", "jobrow", "questionlog", "historyentry" })
            rows.AddRange(await analyst.Rows($"select '{table} ' || tenant_id || ' ' || id || ' ' || data::text from analyst.mt_doc_{table} order by id"));
        Assert.True(rows.Count > 25, $"Only {rows.Count} rows to compare.");
        return string.Join('\n', rows);
    }

    private async Task Rebuild(string database, string model)
    {
        var start = new ProcessStartInfo(AnalystProcess.Executable, ["projections", "rebuild", "-p", model]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["ConnectionStrings__Postgres"] = database;
        start.Environment["Analyst__DataFolder"] = running.Cluster.NewFolder("tool");
        using var process = Process.Start(start)!;
        var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"Rebuilding {model} ended with {process.ExitCode}: {string.Join('\n', await said)}");
    }
}
